import { metresBetween } from '../../../../../shared/kernel/distance.ts'
import { type OccurredAt, earliest, latest } from '../../../../../shared/kernel/time.ts'
import { exactness } from '../sites.ts'
import { bareName, numbersIn, spelledIn, tellingWords } from './traces.ts'

/** What two reports are compared by. */
export interface Told {
  narrative: string
  fields: readonly string[]
  /** Names of people, accounts and the like that somebody entered as such. */
  names: readonly string[]
  placeName: string | null
  point: { latitude: number; longitude: number } | null
  occurredAt: OccurredAt | null
  receivedAt: number
}

/** How alike two reports are, and why, in words. The weight only orders them; it is never shown. */
export interface Likeness {
  weight: number
  reasons: string[]
}

const hour = 3_600_000
const day = 24 * hour
/** Below it two reports have too little in common to be named together. */
export const enough = 3
const phrasesShown = 4

/** Compares a draft with a report; `rarity` says how much a word tells, from 0 to 1. */
export function compare(draft: Told, other: Told, rarity: (word: string) => number): Likeness {
  const reasons: string[] = []
  let weight = 0
  const because = (worth: number, reason: string): void => {
    weight += worth
    reasons.push(reason)
  }
  const whole = `${other.narrative}\n${other.fields.join('\n')}`
  const words = bareName(`${whole}\n${other.names.join('\n')}`)
  for (const number of sharedNumbers(`${draft.narrative}\n${draft.fields.join('\n')}`, whole))
    because(4, `same number ${number.toUpperCase()}`)
  for (const name of new Set(draft.names))
    if (bareName(name).length > 3 && holds(words, bareName(name))) because(3, `names ${name}`)
  const metres = draft.point && other.point && metresBetween(draft.point, other.point)
  const place = placeAlike(draft, other, metres)
  if (place) because(place.worth, place.reason)
  const apart = timeApart(draft, other)
  const { shared, worth } = sharedPhrases(draft, words, rarity)
  // A time alone likens what happened anywhere: it counts beside something else.
  if (weight + worth > 0 && apart.ms <= 7 * day)
    because(apart.ms <= 2 * hour ? 1.5 : apart.ms <= day ? 1 : 0.25, apart.words)
  if (shared.length > 0) because(worth, `shares: ${shared.slice(0, phrasesShown).join(', ')}`)
  return { weight, reasons }
}

/** Numbers that one of two texts names as such and the other has too, named or only spelled. */
function sharedNumbers(one: string, other: string): Set<string> {
  const [ours, theirs] = [numbersIn(one), numbersIn(other)]
  const [spelled, theirSpelled] = [spelledIn(one), spelledIn(other)]
  return new Set([
    ...ours.filter((number) => theirs.includes(number) || theirSpelled.has(number)),
    ...theirs.filter((number) => spelled.has(number)),
  ])
}

/**
 * What two places have in common. The same site is reason enough to name two reports together, whatever their words; the
 * same town is not, and a country says nothing: its coordinates are its middle.
 */
function placeAlike(a: Told, b: Told, metres: number | null): { worth: number; reason: string } | null {
  const [one, other] = [exactness(placeOf(a)), exactness(placeOf(b))]
  const named = a.placeName !== null && b.placeName !== null && sameName(a.placeName, b.placeName)
  const site = one === 'site' && other === 'site'
  // Of one name and far apart: a river, a road, a company with two gates.
  if (site && named && (metres === null || metres < 1500)) return { worth: 3, reason: 'same place' }
  if (metres === null || metres >= 1500 || one === 'area' || other === 'area') return null
  if (site && metres < 50) return { worth: 3, reason: 'same place' }
  return { worth: 2, reason: metres < 50 ? (site ? 'same place' : 'same town') : `${inMetres(metres)} apart` }
}

const placeOf = ({ placeName, point }: Told): Parameters<typeof exactness>[0] => ({ name: placeName, ...point })

const sameName = (a: string, b: string): boolean => bareName(a) === bareName(b) && bareName(a) !== ''
const holds = (text: string, phrase: string): boolean => ` ${text} `.includes(` ${phrase} `)

/** Words that both use, joined where they stand together in both; the ones that tell most first. */
function sharedPhrases(
  draft: Told,
  theirs: string,
  rarity: (word: string) => number,
): { shared: string[]; worth: number } {
  const known = new Set(theirs.split(' '))
  const phrases: { words: string[]; worth: number }[] = []
  const seen = new Set<string>()
  let last: { words: string[]; worth: number } | undefined
  let all = 0
  for (const word of tellingWords(`${draft.narrative}\n${draft.fields.join('\n')}`)) {
    all += rarity(word)
    const telling = known.has(word) ? rarity(word) : 0
    if (telling < 0.2 || seen.has(word)) {
      last = undefined
      continue
    }
    seen.add(word)
    if (last && holds(theirs, [...last.words, word].join(' '))) {
      last.words.push(word)
      last.worth += telling * 1.5
    } else phrases.push((last = { words: [word], worth: telling }))
  }
  phrases.sort((a, b) => b.worth - a.worth)
  const common = phrases.reduce((sum, phrase) => sum + phrase.worth, 0)
  // A long draft has some words in common with anything: what counts is also how much of it is shared.
  const worth = common * (0.3 + 0.7 * Math.min(1, common / Math.max(1, all)))
  // One word in common is chance.
  return seen.size < 2 ? { shared: [], worth: 0 } : { shared: phrases.map(({ words }) => words.join(' ')), worth }
}

const exact = (precision: OccurredAt['precision'] | undefined): boolean =>
  precision === 'hour' || precision === 'minute' || precision === 'second'

/** The time between two events, as exactly as both are known. */
function timeApart(a: Told, b: Told): { ms: number; words: string } {
  const [from, to] = [spanOf(a), spanOf(b)]
  const ms = Math.max(0, from.start - to.end, to.start - from.end)
  if (exact(a.occurredAt?.precision) && exact(b.occurredAt?.precision))
    return { ms, words: ms < 60_000 ? 'same time' : `${inTime(Math.abs(from.start - to.start))} apart` }
  if (ms >= day) return { ms, words: `${Math.round(ms / day)} d apart` }
  return { ms: Math.max(ms, 2 * hour + 1), words: 'about the same time' }
}

const spanOf = ({ occurredAt, receivedAt }: Told): { start: number; end: number } =>
  occurredAt === null
    ? { start: receivedAt - 12 * hour, end: receivedAt }
    : { start: earliest(occurredAt), end: latest(occurredAt) }

const inTime = (ms: number): string =>
  ms < hour
    ? `${Math.round(ms / 60_000)} min`
    : ms < 2 * day
      ? `${Math.round(ms / hour)} h`
      : `${Math.round(ms / day)} d`

const inMetres = (metres: number): string =>
  metres < 950 ? `${Math.round(metres / 50) * 50} m` : `${(metres / 1000).toFixed(1)} km`
