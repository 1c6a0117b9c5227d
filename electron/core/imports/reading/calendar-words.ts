import { createRequire } from 'node:module'

// Names of months and weekdays in every language that CLDR has in full, as the platform knows them.

interface Names {
  /** A word → the languages that have it, and the month (1 to 12) that it is in each. */
  months: Map<string, Map<string, number>>
  /** A word → the languages that have it, and the day (0 is Sunday) that it is in each. */
  weekdays: Map<string, Map<string, number>>
}

/** As it is compared: small, without marks and points. */
const plain = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^\p{L}]/gu, '')

/** The languages of CLDR's coverage level “modern”, by themselves or in one of their scripts. */
function languages(): string[] {
  // Not imported: the build leaves packages where they are and drops the attribute that an import of JSON needs.
  const { effectiveCoverageLevels: levels } = createRequire(import.meta.url)('cldr-core/coverageLevels.json') as {
    effectiveCoverageLevels: Record<string, string>
  }
  const found = Object.keys(levels).filter(
    (name) => levels[name] === 'modern' && /^(?!und)[a-z]{2,3}(?:-[A-Z][a-z]{3})?$/.test(name),
  )
  return Intl.DateTimeFormat.supportedLocalesOf(found)
}

/** A word stands otherwise beside a day than alone. */
const looks = {
  month: [{ day: 'numeric', month: 'long' }, { day: 'numeric', month: 'short' }, { month: 'long' }, { month: 'short' }],
  weekday: [{ weekday: 'long' }, { weekday: 'short' }],
} as const

let known: Names | undefined

/** Made when a word is first asked for: it takes some tenths of a second. */
function names(): Names {
  if (known) return known
  known = { months: new Map(), weekdays: new Map() }
  for (const language of languages()) {
    const gather = (part: 'month' | 'weekday', into: Names['months'], days: readonly number[]): void => {
      for (const look of looks[part]) {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { ...look, timeZone: 'UTC' })
        for (const [index, day] of days.entries()) {
          const name = format.formatToParts(day).find(({ type }) => type === part)?.value ?? ''
          const word = plain(name)
          // A number with a sign (11月) is no name.
          if (word === '' || /\d/.test(name)) continue
          const meanings = into.get(word) ?? new Map<string, number>()
          into.set(word, meanings.set(language, part === 'month' ? index + 1 : index))
        }
      }
    }
    gather('month', known.months, aYear)
    gather('weekday', known.weekdays, aWeek)
  }
  return known
}

const aYear = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 3))
/** From a Sunday on. */
const aWeek = Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 1, 1 + day))

/**
 * The month (1 to 12) that a word names in each language that has it, or of which a name begins with it where that is
 * three letters or more (ноя); none where no language does.
 */
export function monthsNamed(word: string): ReadonlyMap<string, number> {
  const [{ months }, said] = [names(), plain(word)]
  const whole = months.get(said)
  if (whole !== undefined || said.length < 3) return whole ?? new Map()
  const begun = [...months].filter(([name]) => name.startsWith(said)).flatMap(([, meanings]) => [...meanings])
  const found = new Map(begun)
  return new Map(
    [...found].filter(([language, month]) => begun.every(([one, other]) => one !== language || other === month)),
  )
}

/** The day of the week (0 is Sunday) that a word names in each language that has it; none where no language does. */
export const weekdaysNamed = (word: string): ReadonlyMap<string, number> =>
  names().weekdays.get(plain(word)) ?? new Map()

let connections: ReadonlySet<string> | undefined

/** Whether words stand between a date and a time of day in a language: “à”, “um”, “kl.”, “a las”. */
export function standsBeforeClock(words: string): boolean {
  connections ??= new Set(
    languages().flatMap((language) =>
      (['long', 'medium'] as const).flatMap((dateStyle) => {
        const format = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { dateStyle, timeStyle: 'short' })
        const parts = format.formatToParts(aYear[0])
        const hour = parts.findIndex(({ type }) => type === 'hour')
        return parts.slice(Math.max(0, hour - 1), hour).flatMap(({ type, value }) => {
          const words = type === 'literal' ? value.split(' ').map(plain) : []
          return [words.join(''), ...words].filter((word) => word !== '')
        })
      }),
    ),
  )
  return connections.has(plain(words))
}

/** The month that a word names, in whatever language; undefined where it names none, or is another one in another language. */
export function monthOf(word: string): number | undefined {
  const [month, ...others] = new Set(monthsNamed(word).values())
  return others.length === 0 ? month : undefined
}
