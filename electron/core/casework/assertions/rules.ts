import { metresBetween } from '../../../../shared/kernel/distance.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import { wordsForm, type Claim, type Question } from './claim.ts'
import { ordersAtOdds } from './order.ts'
import { leastApart, mostBetween, spanOf, type Span } from './spans.ts'
import { showMetres, showMs } from './words.ts'

// Contradictions are found by rule and put as questions. A rule fires only where no reading of what was said lets both be so:
// of a time that is known to the hour every minute of the hour is allowed.

/** Places nearer than this count as one: nobody says where they were to the metre. */
const samePlaceMetres = 300
/** Faster than a car through traffic, up to here; beyond it faster than an airliner. */
const byRoad = { metres: 300_000, metresPerSecond: 36 }
const byAirMetresPerSecond = 250

const travelMs = (metres: number): number =>
  (1000 * metres) / (metres <= byRoad.metres ? byRoad.metresPerSecond : byAirMetresPerSecond)

interface Apart {
  /** null: only the names differ. */
  metres: number | null
  needs: number
}

/** How far apart two places are; null where they may be one. */
function apart(a: Claim['place'], b: Claim['place']): Apart | null {
  if (!a || !b) return null
  const [here, there] = [pointOf(a), pointOf(b)]
  if (here && there) {
    const metres = metresBetween(here, there)
    return metres <= samePlaceMetres ? null : { metres, needs: travelMs(metres) }
  }
  const [one, other] = [wordsForm(a.name ?? ''), wordsForm(b.name ?? '')]
  if (one === '' || other === '' || within(one, other) || within(other, one)) return null
  return { metres: null, needs: 0 }
}

const pointOf = ({ latitude, longitude }: NonNullable<Claim['place']>) =>
  latitude === undefined || longitude === undefined ? null : { latitude, longitude }

/** Whether all words of a name stand in another: “Gate 3” in “Gate 3, Mercer Street”. */
const within = (few: string, many: string): boolean => {
  const all = new Set(many.split(' '))
  return few.split(' ').every((word) => all.has(word))
}

/** The questions that a case's claims raise, those of one rule together. */
export function questionsOf(claims: readonly Claim[]): Question[] {
  const pairs = (key: (claim: Claim) => string | null): [Claim, Claim][] =>
    [...Map.groupBy(claims, key)].flatMap(([group, members]) =>
      group === null
        ? []
        : members.flatMap((one, at) => members.slice(at + 1).map((other): [Claim, Claim] => [one, other])),
    )
  return [
    ...pairs(({ who }) => who?.id ?? null).flatMap(([a, b]) => twoPlaces(a, b)),
    ...pairs(({ event }) => (event === null ? null : wordsForm(event))).flatMap(([a, b]) => twoAccounts(a, b)),
    ...ordersAtOdds(claims),
  ]
}

const shownSpan = (claim: Claim): Span | null => spanOf(claim, null)
const trueSpan = (claim: Claim): Span | null => spanOf(claim, claim.clock)

/** Somebody in two places at once, or with too little time between them. */
function twoPlaces(a: Claim, b: Claim): Question[] {
  const far = apart(a.place, b.place)
  if (!far || (a.event !== null && b.event !== null && wordsForm(a.event) === wordsForm(b.event))) return []
  const atOdds = (span: (claim: Claim) => Span | null): number | null => {
    const [one, other] = [span(a), span(b)]
    if (!one || !other) return null
    const most = mostBetween(one, other)
    // Of places that are told apart by their names alone nothing is known but that nobody is in both at once.
    return far.metres === null ? (most < 0 ? most : null) : most < far.needs ? most : null
  }
  const [shown, corrected] = [atOdds(shownSpan), atOdds(trueSpan)]
  const between = [a.id, b.id]
  if (corrected !== null) {
    const distance = far.metres === null ? 'No distance is on record' : `${showMetres(far.metres)} lie between them`
    const time = corrected < 0 ? 'the times overlap' : `there was at most ${showMs(corrected)} for the way`
    return [
      {
        rule: 'two-places',
        question: `Was ${a.who?.name ?? ''} ${placed(a)} and ${placed(b)}? ${distance}; ${time}${correctedInWords([a, b])}.`,
        between,
      },
    ]
  }
  return shown === null ? [] : [clockQuestion(a, b, between)]
}

/** Accounts of one event that put it at other times or places. */
function twoAccounts(a: Claim, b: Claim): Question[] {
  const between = [a.id, b.id]
  const event = `“${a.event ?? ''}”`
  const least = (span: (claim: Claim) => Span | null): number => {
    const [one, other] = [span(a), span(b)]
    return one && other ? leastApart(one, other) : 0
  }
  const questions: Question[] = []
  if (least(trueSpan) > 0)
    questions.push({
      rule: 'two-accounts',
      question: `When was ${event}: ${timeOf(a)} (${a.number}) or ${timeOf(b)} (${b.number})? The accounts are at least ${showMs(least(trueSpan))} apart${correctedInWords([a, b])}.`,
      between,
    })
  else if (least(shownSpan) > 0) questions.push(clockQuestion(a, b, between))
  const far = apart(a.place, b.place)
  if (far)
    questions.push({
      rule: 'two-accounts',
      question: `Where was ${event}: at ${placeOf(a)} (${a.number}) or at ${placeOf(b)} (${b.number})?${far.metres === null ? '' : ` ${showMetres(far.metres)} lie between them.`}`,
      between,
    })
  const [first, ...more] = questions
  // One pair, one question of a rule: its key is the pair.
  return first ? [{ ...first, question: [first, ...more].map(({ question }) => question).join(' ') }] : []
}

const clockQuestion = (a: Claim, b: Claim, between: string[]): Question => ({
  rule: 'clock',
  question: `As it was shown, ${a.number} and ${b.number} are at odds; by the check of ${[a, b].flatMap(({ clock }) => (clock ? [clock.device] : [])).join(' and ')} they agree. Was the time read off that clock?`,
  between,
})

const timeOf = ({ began, ended }: Claim): string =>
  began === null ? 'at no time that is known' : `${showOccurred(began)}${ended ? ` to ${showOccurred(ended)}` : ''}`
const placeOf = ({ place }: Claim): string => place?.name ?? `${place?.latitude ?? ''}, ${place?.longitude ?? ''}`
const placed = (claim: Claim): string => `at ${placeOf(claim)}, ${timeOf(claim)} (${claim.number})`

const correctedInWords = (claims: readonly Claim[]): string => {
  const devices = [...new Set(claims.flatMap(({ clock }) => (clock ? [clock.device] : [])))]
  return devices.length === 0 ? '' : `, the clock of ${devices.join(' and ')} corrected`
}
