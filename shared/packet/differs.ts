import type { Entry } from '../ledger/entry.ts'

/** A ledger entry with what was disclosed of it. */
export interface Carried {
  entry: Entry
  payload: Record<string, unknown> | undefined
}

/** A value as a sentence about a contradiction shows it. */
export const show = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? `${value}`
    : value === undefined
      ? 'nothing'
      : JSON.stringify(value)

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const printed = /^(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}), (\d\d):(\d\d)/
/** The farthest that a zone's clocks stand from UTC, in milliseconds. */
const farthest = 15 * 3_600_000

/**
 * Whether a time as pages print it may be this instant (ISO 8601), in whatever zone; true where either is written in another
 * way. Rules of zones change: to the minute it is not compared.
 */
export function isAbout(text: string, instant: unknown): boolean {
  const [, day, month = '', year, hour, minute] = printed.exec(text) ?? []
  const at = typeof instant === 'string' ? Date.parse(instant) : Number.NaN
  if (day === undefined || !months.includes(month) || Number.isNaN(at)) return true
  const said = Date.UTC(Number(year), months.indexOf(month), Number(day), Number(hour), Number(minute))
  return Math.abs(said - at) <= farthest
}
