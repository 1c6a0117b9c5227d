/** A date and a time as a chat writes them, its numbers in their order. */
export interface WrittenDate {
  numbers: readonly [string, string, string]
  hour: number
  minute: string
  second: string | undefined
  /** The word for the half of the day, where it has one. */
  half: string | undefined
}

export type Order = 'year first' | 'day first' | 'month first'

/** Words for the halves of the day, without points and spaces, as phones write them (CLDR, day periods). */
const morning = new Set(['am', 'πμ', 'ص', '上午', '오전', '午前', 'de', 'öö', 'fm', 'ip', 'dop', 'पूर्वाह्न', 'sa', 'ق.ظ'])
const evening = new Set(['pm', 'μμ', 'م', '下午', '오후', '午後', 'du', 'ös', 'em', 'odp', 'अपराह्न', 'ch', 'ب.ظ'])

const plain = (word: string): string => word.toLowerCase().replaceAll(/[\s.\u00a0\u202f]/g, '')

/** The hour of the day; undefined where the word for the half of the day is not known, or the hour is none. */
function hourOf({ hour, half }: WrittenDate): number | undefined {
  if (half === undefined) return hour < 24 ? hour : undefined
  const word = plain(half)
  if (hour > 12) return hour < 24 && (morning.has(word) || evening.has(word)) ? hour : undefined
  if (morning.has(word)) return hour % 12
  return evening.has(word) ? (hour % 12) + 12 : undefined
}

const two = (text: string): string => text.padStart(2, '0')

/** A date by one order of its numbers as ISO 8601 without a zone; undefined where it is none. */
export function readingOf(date: WrittenDate, order: Order): string | undefined {
  const [a, b, c] = date.numbers
  const [year, month, day] = order === 'year first' ? [a, b, c] : order === 'day first' ? [c, b, a] : [c, a, b]
  if (year.length !== 4 && year.length !== 2) return undefined
  const full = year.length === 2 ? `20${year}` : year
  const hour = hourOf(date)
  const at = new Date(`${full}-${two(month)}-${two(day)}T00:00:00Z`)
  if (hour === undefined || Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(day)) return undefined
  const clock = `${two(String(hour))}:${date.minute}${date.second === undefined ? '' : `:${date.second}`}`
  return `${full}-${two(month)}-${two(day)}T${clock}`
}

/** What the dates of a file show of the order of their numbers, and by which of them. */
export interface Decided {
  /** The one order that holds, or both that may hold. */
  orders: readonly Order[]
  /** As a sentence. */
  says: string
  problems: string[]
}

/**
 * Decides the order of day and month only where a date of the file proves it, and says by which line: no month is 13. Else both stand.
 */
export function decide(dates: readonly { date: WrittenDate; line: number }[]): Decided {
  const shown = ({ date, line }: { date: WrittenDate; line: number }): string =>
    `${date.numbers.join('/')} in line ${line}`
  const short = dates.some(({ date }) => date.numbers[2].length === 2 && date.numbers[0].length < 4)
  const years = short ? ' Years of two figures are taken for 20xx.' : ''
  const [first] = dates
  if (first && first.date.numbers[0].length === 4)
    return {
      orders: ['year first'],
      says: `Its dates begin with the year (${shown(first)}), then month and day.`,
      problems: [],
    }
  const day = dates.find(({ date }) => Number(date.numbers[0]) > 12)
  const month = dates.find(({ date }) => Number(date.numbers[1]) > 12)
  const both: readonly Order[] = ['day first', 'month first']
  if (day && month)
    return {
      orders: both,
      says: `Its dates are written in two ways (${shown(day)}, ${shown(month)}): each that can be read both ways has both readings.${years}`,
      problems: [
        'Its dates contradict each other on which number is the day: it may have been put together or changed.',
      ],
    }
  if (day)
    return {
      orders: ['day first'],
      says: `The day comes first: no month is ${day.date.numbers[0]} (${shown(day)}).${years}`,
      problems: [],
    }
  if (month)
    return {
      orders: ['month first'],
      says: `The month comes first: no month is ${month.date.numbers[1]} (${shown(month)}).${years}`,
      problems: [],
    }
  return {
    orders: both,
    says: `Which number of its dates is the day is not known: none is above 12. Each date has both readings.${years}${inOrder(dates)}`,
    problems: [],
  }
}

/** By which reading its messages stand in the order of time: a hint, and no proof. */
function inOrder(dates: readonly { date: WrittenDate; line: number }[]): string {
  const breaks = (order: Order): number | undefined => {
    let before = ''
    for (const { date, line } of dates) {
      const reading = readingOf(date, order) ?? before
      if (reading < before) return line
      before = reading
    }
    return undefined
  }
  const [day, month] = [breaks('day first'), breaks('month first')]
  if (day === undefined && month !== undefined)
    return ` Only with the day first its messages follow each other in time (with the month first line ${month} goes back).`
  if (month === undefined && day !== undefined)
    return ` Only with the month first its messages follow each other in time (with the day first line ${day} goes back).`
  return ''
}
