import { monthsNamed, weekdaysNamed } from '../reading/calendar-words.ts'
import { westernised } from '../table/words.ts'

/** A date of a header as an instant with its own offset, and what is odd about it. */
export interface MailDate {
  /** ISO 8601 with its offset; null where the header does not say an instant. */
  instant: string | null
  problems: string[]
}

const none: MailDate = { instant: null, problems: [] }
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const monthNames =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const clock = String.raw`(?<hour>\d{1,2})[:.](?<minute>\d{1,2})(?:[:.](?<second>\d{1,2})(?:[.,]\d{1,9})?)?(?:\s*(?<half>[ap]\.?m\.?))?`
const weekday = String.raw`(?:(?<weekday>[a-z]{3,9})\.?(?:\s*,\s*|\s+))?`

/** RFC 5322, 3.3; a date of asctime or JavaScript (month first); ISO 8601. Each to its end: only a zone may follow. */
const forms = [
  new RegExp(
    String.raw`^${weekday}(?<day>\d{1,2})[\s-]+(?<month>${monthNames})\.?,?[\s-]+(?<year>\d{2,4}),?\s+${clock}(?<zone>.*)$`,
    'is',
  ),
  new RegExp(
    String.raw`^${weekday}(?<month>${monthNames})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4}),?\s+${clock}(?<zone>.*)$`,
    'is',
  ),
  new RegExp(
    String.raw`^${weekday}(?<month>${monthNames})\.?\s+(?<day>\d{1,2})\s+${clock}\s+(?:(?<zone>[a-z]{1,5}|[+-]\d{4})\s+)?(?<year>\d{4})$`,
    'is',
  ),
  new RegExp(String.raw`^(?<year>\d{4})-(?<number>\d\d)-(?<day>\d\d)[T\s]+${clock}(?<zone>.*)$`, 'is'),
]

/** The same with names of another language, as some programs write them: `lun., 30 nov. 2026`, `30. Okt. 2026`, `月, 30 11 2026`. */
const otherwise = [
  new RegExp(
    String.raw`^(?:(?<weekday>\p{L}\D{0,40}?)[\s,]*)?(?<day>\d{1,2})\.?(?:\s+de)?[\s-]+(?<month>\p{L}[\p{L}\p{M}.’']{0,30}|\d{1,2}[月월]?)\.?,?(?:\s+de)?[\s-]+(?<year>\d{4}),?\s+${clock}(?<zone>.*)$`,
    'isu',
  ),
  new RegExp(
    String.raw`^(?:(?<weekday>\p{L}[^\s\d]{0,40}?)[\s,]+)?(?<month>\p{L}[\p{L}\p{M}.’']{0,30})\s+(?<day>\d{1,2}),?\s+(?<year>\d{4}),?\s+${clock}(?<zone>.*)$`,
    'isu',
  ),
]

/** RFC 5322, section 4.3. */
const obsolete: Record<string, string> = {
  ut: 'Z',
  utc: 'Z',
  gmt: 'Z',
  z: 'Z',
  est: '-05:00',
  edt: '-04:00',
  cst: '-06:00',
  cdt: '-05:00',
  mst: '-07:00',
  mdt: '-06:00',
  pst: '-08:00',
  pdt: '-07:00',
}

/** Reads a date header. Nothing is guessed in silence: without a time of day or a zone there is no instant. */
export function mailDate(header: string): MailDate {
  const text = withoutComments(header)
  const english = partsBy(forms, text)
  const parts = english ?? partsBy(otherwise, westernised(text)) ?? partsBy(forms, westernised(text))
  if (!parts) return none
  const problems: string[] = []
  const zone = zoneOf((parts['zone'] ?? '').replaceAll('"', '').trim(), problems)
  if (zone === undefined) return { instant: null, problems }
  const year = yearOf(parts['year'] ?? '', problems)
  const day = Number(parts['day'])
  const monthNumber = monthOf(parts, year, problems)
  if (monthNumber === undefined) return { instant: null, problems }
  const hour = hourOf(Number(parts['hour']), parts['half']?.charAt(0).toLowerCase())
  let second = Number(parts['second'] ?? 0)
  if (second === 60) {
    problems.push('Its date has a leap second (:60); it is taken for the one before.')
    second = 59
  }
  const date = new Date(Date.UTC(year, monthNumber - 1, day, hour, Number(parts['minute']), second))
  date.setUTCFullYear(year, monthNumber - 1, day)
  const real =
    date.getUTCMonth() === monthNumber - 1 &&
    date.getUTCDate() === day &&
    hour < 24 &&
    Number(parts['minute']) < 60 &&
    second < 60
  if (!real || Number.isNaN(date.getTime())) return { instant: null, problems }
  const said = weekdaysOf(parts['weekday'] ?? '')
  if (said.size > 0 && !said.has(date.getUTCDay()))
    problems.push(`Its date says ${parts['weekday'] ?? ''}, but that day is a ${weekdays[date.getUTCDay()] ?? ''}.`)
  return { instant: `${date.toISOString().slice(0, 19)}${zone}`, problems }
}

type Parts = Record<string, string | undefined>

const partsBy = (all: readonly RegExp[], text: string): Parts | undefined =>
  all.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined)

/** The number of the month that a date names; undefined where it names none, or may name several, which is said. */
function monthOf(
  { number, month = '', weekday = '', day }: Parts,
  year: number,
  problems: string[],
): number | undefined {
  const digits = /^\d{1,2}/.exec(month)?.[0]
  const fits = (one: number): boolean =>
    weekdaysOf(weekday).has(new Date(Date.UTC(year, one - 1, Number(day))).getUTCDay())
  if (number !== undefined) return Number(number)
  // Two numbers may stand in either order: that the second is the month is told by its sign or by the day of the week.
  if (digits !== undefined) return digits === month && !fits(Number(digits)) ? undefined : Number(digits)
  const english = months.indexOf(month.slice(0, 3).toLowerCase()) + 1
  if (english > 0 && new RegExp(`^(?:${monthNames})$`, 'i').test(month)) return english
  const meant = monthsNamed(month)
  const spoken = weekdaysNamed(weekday)
  const together = [...meant].filter(([language]) => spoken.has(language))
  const found = [...new Set((together.length > 0 ? together : [...meant]).map(([, one]) => one))]
  const [only, ...others] = found.length > 1 && weekday !== '' ? found.filter(fits) : found
  if (only === undefined || others.length === 0) return only
  const named = found.map((one) => monthsInFull[one - 1]).join(' or ')
  problems.push(`Its date names a month that is ${named}, by the language that it is written in (“${month}”).`)
  return undefined
}

/** The days (0 is Sunday) that a word is the name of, in English or in another language. */
function weekdaysOf(word: string): ReadonlySet<number> {
  const english = days.indexOf(word.slice(0, 3).toLowerCase())
  return english === -1 ? new Set(word === '' ? [] : weekdaysNamed(word).values()) : new Set([english])
}

const monthsInFull = Array.from({ length: 12 }, (_, month) =>
  new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month)),
)
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** RFC 5322, 4.3: two digits are 1950 to 2049, three are years since 1900. */
function yearOf(text: string, problems: string[]): number {
  const digits = Number(text)
  if (text.length === 4) return digits
  const year = text.length === 3 || digits >= 50 ? 1900 + digits : 2000 + digits
  problems.push(`Its date says the year as ${text}; it is taken for ${year}.`)
  return year
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return 99
  return (hour % 12) + (half === 'p' ? 12 : 0)
}

/** A zone's offset as ISO 8601 writes it; undefined where there is none or it cannot be. */
function zoneOf(text: string, problems: string[]): string | undefined {
  if (text === '') {
    problems.push('Its date does not say its zone.')
    return undefined
  }
  // A name that follows on an offset says no more than it: “+0200 CEST”.
  const [, offset] = /^([+\u2212-]\d\d:?\d\d)\s+[a-z]{1,5}$/i.exec(text) ?? []
  if (offset !== undefined && !saysAnother(text, offset)) return zoneOf(offset, problems)
  const [, name = '', sign, digits] = /^([a-z]*)\s*(?:([+\u2212-])(\d{1,2}|\d{1,2}:?\d\d))?$/i.exec(text) ?? []
  const known = obsolete[name.toLowerCase()]
  if (sign !== undefined && digits !== undefined && (name === '' || known !== undefined)) {
    const offset = offsetOf(sign, digits)
    if (offset === undefined) problems.push(`Its date has an offset that no clock has (${text.slice(0, 40)}).`)
    // EST-0500 says one thing twice; EST+0300 does not.
    if (known !== undefined && known !== 'Z' && known !== offset) return odd(text, problems)
    return offset
  }
  if (sign !== undefined || name === '') return odd(text, problems)
  if (known !== undefined) return known
  problems.push(
    `Its date says its zone by letters that mean no offset in a mail (${name.slice(0, 20)}): it is taken for UTC, and may be hours off.`,
  )
  return 'Z'
}

/** Whether letters behind an offset are of those that have another one in a mail. */
function saysAnother(text: string, offset: string): boolean {
  const known = obsolete[text.slice(offset.length).trim().toLowerCase()]
  return known !== undefined && known !== offsetOf(offset.charAt(0), offset.slice(1))
}

function odd(text: string, problems: string[]): undefined {
  problems.push(`Its date says its zone in a way that is not known (“${text.slice(0, 40)}”).`)
  return undefined
}

function offsetOf(sign: string, digits: string): string | undefined {
  const plain = digits.replace(':', '')
  const hours = plain.length <= 2 ? plain : plain.slice(0, -2)
  const minutes = plain.length <= 2 ? '00' : plain.slice(-2)
  if (Number(hours) > 14 || Number(minutes) > 59 || (Number(hours) === 14 && minutes !== '00')) return undefined
  const offset = `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`
  return /^[+-]00:00$/.test(offset) ? 'Z' : offset
}

/** Comments (RFC 5322, 3.2.2) say nothing of the time. */
function withoutComments(text: string): string {
  let depth = 0
  let out = ''
  for (const char of text.slice(0, 1000)) {
    if (char === '(') depth++
    else if (char === ')' && depth > 0) depth--
    else if (depth === 0) out += char
  }
  return out.replaceAll(/\s+/g, ' ').trim()
}
