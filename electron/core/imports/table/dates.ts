import type { DateForm } from '../../../../shared/contract/intake.ts'
import { whyNotOccurredAt, type Precision } from '../../../../shared/kernel/time.ts'
import { isZone, offsetZone, spelledZone, zonesOfAbbreviation } from '../../../../shared/kernel/zones.ts'
import { zoneOfWindows } from '../reading/windows-zones.ts'
import { monthOf, standsBeforeClock } from '../reading/calendar-words.ts'
import { westernised } from './words.ts'

/** A cell that was read as a date, the whole of it. */
export interface CellDate {
  value: string
  precision: Precision
  /** The offset that the cell itself names, as a zone; undefined where it names none. */
  zone: string | undefined
  /** Letters that stand for a zone and are not the name of one: an abbreviation, or a name of Windows. */
  meant?: string
  /** Its year has two digits, so that the century is a guess. */
  shortYear: boolean
}

/** Reads a cell as a date of one form; the date must be the whole of it. Undefined where it is none. */
export function readDate(text: string, form: DateForm, now: number): CellDate | undefined {
  const { words: cell, zone: named, meant } = apartFromZone(text)
  if (cell.length > 60) return undefined
  if (form === 'excel' || form === 'excel-1904') return serial(cell, form)
  if (form === 'unix' || form === 'unix-ms') return epoch(cell, form)
  // ISO 8601's basic form.
  const basic =
    /^(\d{8})T(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?$/.exec(cell) ?? /^(\d{8})(\d\d)(\d\d)(\d\d)?$/.exec(cell)
  const spread = basic
    ? `${basic[1]} ${basic[2]}:${basic[3]}${basic[4] === undefined ? '' : `:${basic[4]}`}${basic[5] ?? ''}`
    : withoutConnection(cell)
  const [, date = '', clock = ''] =
    /^(.*?\d)(?:(?:T|,? +(?:at )?|, ?)(\d{1,2}[:.h]\d\d.*|\d{1,2} ?[ap]\.?m\.?))?$/i.exec(spread) ?? [cell, cell]
  const day = form === 'year-first' ? yearFirst(date) : dayOrMonthFirst(date, form, now)
  if (!day) return undefined
  if (clock === '') return checked({ ...day, zone: undefined })
  const time = isStretch(clock) && !/\dT\d/i.test(cell) ? undefined : readClock(clock)
  if (!time || day.precision !== 'day') return undefined
  return checked({
    value: `${day.value}T${time.value}`,
    precision: time.value.length > 5 ? 'second' : 'minute',
    zone: time.zone ?? named,
    ...(meant === undefined || time.zone !== undefined ? {} : { meant }),
    shortYear: day.shortYear,
  })
}

/** A time of day without the word that it is one: “0815 hrs”, “08:15 Uhr”. */
const withoutHours = (text: string): string =>
  text
    .replace(/(?<=^|[ T])([01]\d|2[0-4])([0-5]\d) ?(?:hrs?\.?|hours|h)$/i, '$1:$2')
    .replace(/(?<=\d[:.]\d\d) ?(?:uhr|hrs?\.?|hours|h)$/i, '')

/** A date and a time of day without the words that a language puts between them: “23 nov. 2026 à 08:15”. */
const withoutConnection = (cell: string): string =>
  withoutHours(cell).replace(/,? +(\p{L}[\p{L}. ]{0,12}) +(?=\d{1,2}[:.h]\d\d)/u, (whole, words: string) =>
    standsBeforeClock(words) ? ' ' : whole,
  )

/** Whether words are two times of day, or one with an offset: “08:15-09:00”. What is meant is not told by them. */
export const isStretch = (text: string): boolean => /^\d{1,2}[:.h]\d\d ?-\d{1,2}[:.h]\d\d$/i.test(text)

/** A cell without the zone that is named after its time of day: “6:42 AM EST”, “06:42 (Europe/Lisbon)”. */
export function apartFromZone(text: string): { words: string; zone?: string; meant?: string } {
  const words = westernised(text)
  const [, rest, said = ''] = /^(.*\d(?: ?[ap]\.?m\.?)?) ?\(?([A-Za-z][A-Za-z_/ +-]{1,60})\)?$/i.exec(words) ?? []
  if (rest === undefined || !/\d[:.h]\d\d|[ap]\.?m\.?$/i.test(rest) || /^[ap]\.?m\.?$|^(?:utc|gmt|z)$/i.test(said))
    return { words }
  if (said.includes('/') && isZone(said)) return { words: rest, zone: spelledZone(said) }
  const known = zonesOfAbbreviation(said).length > 0 || zoneOfWindows(said) !== undefined
  return known ? { words: rest, meant: said } : { words }
}

/** A time of day as `06:42` or `06:42:09` (`06:42:00` is the minute), with its offset where it names one. */
export function readClock(text: string): { value: string; zone: string | undefined } | undefined {
  const found =
    /^(\d{1,2})(?:[:.h](\d\d))?(?:[:.](\d\d))?(?:[.,]\d{1,9})? ?(?:([ap])\.?m\.?)?(?: ?(?:(Z|UTC|GMT)|(?:UTC|GMT)?([+-])(\d\d)(?::?(\d\d))?))?$/i.exec(
      withoutHours(westernised(text)),
    )
  if (!found) return undefined
  const [, hour = '', minute, second, half, universal, sign, offHours = '0', offMinutes = '0'] = found
  if (minute === undefined && half === undefined) return undefined
  let hours = Number(hour)
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined
    hours = (hours % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
  }
  const value = [pad(hours), minute ?? '00', ...(second === undefined || second === '00' ? [] : [second])].join(':')
  const minutes = Number(offHours) * 60 + Number(offMinutes)
  const zone =
    sign === undefined ? (universal === undefined ? undefined : 'UTC') : offsetZone(sign === '-' ? -minutes : minutes)
  return { value, zone }
}

const pad = (part: number | string): string => String(part).padStart(2, '0')

type Day = Pick<CellDate, 'value' | 'precision' | 'shortYear'>

function yearFirst(date: string): Day | undefined {
  const found = /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2})\.?)?)?$/.exec(date) ?? /^(\d{4})()(\d\d)(\d\d)$/.exec(date)
  if (!found) return undefined
  const [, year = '', , month, day] = found
  if (month === undefined) return { value: year, precision: 'year', shortYear: false }
  if (day === undefined) return { value: `${year}-${pad(month)}`, precision: 'month', shortYear: false }
  return { value: `${year}-${pad(month)}-${pad(day)}`, precision: 'day', shortYear: false }
}

function dayOrMonthFirst(date: string, form: 'day-first' | 'month-first', now: number): Day | undefined {
  const words = date.replace(/^\p{L}+\.?,? +(?=\p{L}|\d)/u, (day) => (monthOf(day) === undefined ? '' : day))
  const numbers = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d\d)\.?$/.exec(
    words.replace(/^(\d{1,2})\. (\d{1,2})\. ?/, '$1.$2.'),
  )
  if (numbers) {
    const [, a = '', , b = '', year = ''] = numbers
    return form === 'day-first' ? dayOf(year, b, a, now) : dayOf(year, a, b, now)
  }
  const named = /^(\d{1,2})(?:\.|st|nd|rd|th)?(?: de)?[-/. ]+(\p{L}+)\.?(?: de)?,?[-/. ]+(\d{4}|\d\d)$/u.exec(words)
  if (named) return ofName(named[3], named[2], named[1], now)
  const english = /^(\p{L}+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4}|\d\d)$/u.exec(words)
  return english ? ofName(english[3], english[1], english[2], now) : undefined
}

const ofName = (year = '', month = '', day = '', now = 0): Day | undefined => {
  const number = monthOf(month)
  return number === undefined ? undefined : dayOf(year, String(number), day, now)
}

/** A year of two digits is one of the hundred that end with the next. */
function dayOf(year: string, month: string, day: string, now: number): Day {
  const next = new Date(now).getUTCFullYear() + 1
  const full = year.length === 4 ? Number(year) : next - ((next - Number(year)) % 100)
  return {
    value: `${String(full).padStart(4, '0')}-${pad(month)}-${pad(day)}`,
    precision: 'day',
    shortYear: year.length < 4,
  }
}

/** Days since 1900 or 1904; 60 is 29 February 1900, which never was, and before it two counts are in use. */
function serial(cell: string, form: 'excel' | 'excel-1904'): CellDate | undefined {
  const found = /^(\d{1,7})(?:[.,](\d{1,15}))?$/.exec(cell)
  if (!found) return undefined
  const days = Number(found[1])
  const begins = form === 'excel' ? Date.UTC(1899, 11, 30) : Date.UTC(1904, 0, 1)
  if (days > 2_958_465 || (form === 'excel' && days < 61)) return undefined
  // Five digits of a day are a second; of fewer a minute is what is known.
  const step = (found[2]?.length ?? 0) > 5 ? 1 : 60
  const seconds = Math.round((Number(`0.${found[2] ?? '0'}`) * 86_400) / step) * step
  return ofInstant(begins + days * 86_400_000 + seconds * 1000, found[2] === undefined, undefined)
}

function epoch(cell: string, form: 'unix' | 'unix-ms'): CellDate | undefined {
  const [, digits] = /^(\d{1,14})(?:\.\d{1,9})?$/.exec(cell) ?? []
  if (digits === undefined) return undefined
  const ms = Number(digits) * (form === 'unix' ? 1000 : 1)
  return ms > 253_402_300_799_000 ? undefined : ofInstant(ms, false, 'UTC')
}

function ofInstant(ms: number, dayOnly: boolean, zone: string | undefined): CellDate {
  const iso = new Date(ms).toISOString()
  if (dayOnly) return { value: iso.slice(0, 10), precision: 'day', zone, shortYear: false }
  const even = iso.slice(17, 19) === '00'
  return { value: iso.slice(0, even ? 16 : 19), precision: even ? 'minute' : 'second', zone, shortYear: false }
}

const checked = (date: CellDate): CellDate | undefined =>
  whyNotOccurredAt({ value: date.value, precision: date.precision, zone: date.zone ?? 'UTC' }) === undefined
    ? date
    : undefined
