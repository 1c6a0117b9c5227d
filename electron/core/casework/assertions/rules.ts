import { showOccurred } from '../../../../shared/kernel/show.ts'
import type { Precision } from '../../../../shared/kernel/time.ts'
import { wordsForm, type Claim, type Question } from './claim.ts'
import { ordersAtOdds } from './order.ts'
import { apart, spotOf, travelMs, type Spot } from './places.ts'
import { correctedBy, leastApart, mostBetween, spanOf, type Span } from './spans.ts'
import { showMetres, showMs } from './words.ts'

// Contradictions are found by rule and put as questions. A rule fires only where no reading of what was said lets both be so:
// of a time that is known to the hour every minute of the hour is allowed. One exception: two moments of one minute at places of
// which nothing but the names is known.

/** A claim with what the rules compare, worked out once. */
interface Read {
  claim: Claim
  event: string | null
  spot: Spot | null
  /** As it was told, and as the check of the clock makes it. */
  shown: Span | null
  span: Span | null
}

function readOf(claim: Claim): Read {
  const shown = spanOf(claim)
  return {
    claim,
    event: claim.event === null ? null : wordsForm(claim.event),
    spot: spotOf(claim.place),
    shown,
    span: shown && claim.clock ? correctedBy(claim.clock, shown) : shown,
  }
}

type Rule = (a: Read, b: Read) => Question[]

/** The questions that a case's claims raise, those of one rule together. */
export function questionsOf(claims: readonly Claim[]): Question[] {
  const reads = claims.map(readOf)
  const inPairs = (key: (read: Read) => string | null, rule: Rule): Question[] =>
    [...Map.groupBy(reads, key)].flatMap(([group, members]) =>
      group === null ? [] : members.flatMap((one, at) => members.slice(at + 1).flatMap((other) => rule(one, other))),
    )
  return [
    ...inPairs(({ claim, spot }) => spot && (claim.who?.id ?? null), twoPlaces),
    ...inPairs(({ event }) => event, twoAccounts),
    ...ordersAtOdds(reads),
  ]
}

/** Somebody in two places at once, or with too little time between them. */
function twoPlaces(one: Read, other: Read): Question[] {
  if (one.event !== null && one.event === other.event) return []
  const far = one.shown && other.shown && apart(one.spot, other.spot)
  if (!far) return []
  const needs = far.metres === null ? 0 : travelMs(far.metres)
  const atOdds = (a: Span | null, b: Span | null): number | null => {
    if (!a || !b) return null
    const most = mostBetween(a, b)
    if (far.metres !== null) return most < needs ? most : null
    // Of places that are told apart by their names alone nothing is known but that nobody is in both at once.
    return most < 0 || inOneMinute(a, b) ? most : null
  }
  const [shown, corrected] = [atOdds(one.shown, other.shown), atOdds(one.span, other.span)]
  const [a, b] = [one.claim, other.claim]
  const between = [a.id, b.id]
  if (corrected !== null) {
    const distance = far.metres === null ? 'No distance is on record' : `${showMetres(far.metres)} lie between them`
    const time =
      corrected < 0
        ? 'the times overlap'
        : far.metres === null
          ? 'both are told of the same minute'
          : `there was at most ${showMs(corrected)} for the way`
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

/** Whether two moments are told of one minute. */
const inOneMinute = (a: Span, b: Span): boolean =>
  !a.ended && !b.ended && leastApart(a, b) < 0 && mostBetween(a, b) <= 60_000

/** Accounts of one event that put it at other times or places. */
function twoAccounts(one: Read, other: Read): Question[] {
  const [a, b] = [one.claim, other.claim]
  const between = [a.id, b.id]
  const event = `“${a.event ?? ''}”`
  const byDay = isByDay(a) && isByDay(b)
  /** The time between the accounts; null where they may mean the same time. Two days that follow each other are two days. */
  const least = (x: Span | null, y: Span | null): number | null => {
    const gap = x && y ? leastApart(x, y) : -1
    return gap > 0 || (gap === 0 && byDay) ? gap : null
  }
  const [shown, corrected] = [least(one.shown, other.shown), least(one.span, other.span)]
  const parts: string[] = []
  if (corrected !== null) {
    const gap = corrected === 0 ? 'No time is both' : `The accounts are at least ${showMs(corrected)} apart`
    parts.push(
      `When was ${event}: ${timeOf(a)} (${a.number}) or ${timeOf(b)} (${b.number})? ${gap}${correctedInWords([a, b])}.`,
    )
  }
  const far = apart(one.spot, other.spot)
  if (far)
    parts.push(
      `Where was ${event}: at ${placeOf(a)} (${a.number}) or at ${placeOf(b)} (${b.number})?${far.metres === null ? '' : ` ${showMetres(far.metres)} lie between them.`}`,
    )
  // One pair, one question of a rule: its key is the pair.
  if (parts.length > 0) return [{ rule: 'two-accounts', question: parts.join(' '), between }]
  return shown === null ? [] : [clockQuestion(a, b, between)]
}

const days = new Set<Precision>(['year', 'month', 'day'])
const isByDay = ({ began, ended }: Claim): boolean =>
  began !== null && days.has(began.precision) && (ended === null || days.has(ended.precision))

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
