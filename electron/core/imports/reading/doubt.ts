const day = 86_400_000

/** Moments at which a clock that was never set begins to count; most devices show one of the first hours after it. */
const unsetClocks: readonly (readonly [from: string, where: string])[] = [
  ['1601-01-01', 'Windows counts from 1601'],
  ['1899-12-30', 'spreadsheets count from the end of 1899'],
  ['1904-01-01', 'old Apple systems count from 1904'],
  ['1970-01-01', 'computers count from 1970'],
  ['1980-01-01', 'cameras and PCs count from 1980'],
  ['1980-01-06', 'GPS counts from 6 January 1980'],
  ['2000-01-01', 'many devices begin at 2000'],
  ['2001-01-01', 'Apple systems count from 2001'],
]

/**
 * Why a time taken out of a file is hard to believe, as the end of a sentence about it; undefined when nothing speaks
 * against it. `at` and `now` (the import) are ms since 1970. `slack` (ms) is how far ahead of the import a time may lie
 * before it counts as later: a wall time whose zone is not known may be 14 hours ahead.
 */
export function doubtOf(at: number, now: number, slack = day): string | undefined {
  if (at > now + slack) return `is later than this import (${utc(now)})`
  const unset = unsetClocks.find(([from]) => at >= Date.parse(from) - day / 2 && at < Date.parse(from) + day)
  if (unset) return `is where a clock begins that was never set (${unset[1]})`
  return undefined
}

/** An instant (ms since 1970) in UTC to the second, as ISO 8601. */
export const utc = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
