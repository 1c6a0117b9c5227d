// Words and digits by which spreadsheets of other languages write dates, out of CLDR as the platform has it.

/** Words for the halves of a day, longest first, where they are not those of English. */
const halves: readonly (readonly [word: string, half: 'am' | 'pm'])[] = [
  ...new Map(
    'es es-MX es-CO el ar fa hi ja ko zh zh-TW vi sq et hu bn ta te'.split(' ').flatMap((language) => {
      const clock = new Intl.DateTimeFormat(`${language}-u-ca-gregory`, {
        hour: 'numeric',
        hourCycle: 'h12',
        timeZone: 'UTC',
      })
      return ([6, 18] as const).flatMap((hour) => {
        const found = clock.formatToParts(Date.UTC(2026, 0, 1, hour)).find(({ type }) => type === 'dayPeriod')?.value
        const word = found?.replaceAll(/\s/g, ' ').toLowerCase()
        // Some spreadsheets leave the points of CLDR's words out.
        return [word, word?.replaceAll(/[. ]/g, '')].flatMap((one) =>
          one === undefined || /^[ap]m$/.test(one) ? [] : [[one, hour === 6 ? 'am' : 'pm'] as const],
        )
      })
    }),
  ),
].toSorted(([a], [b]) => b.length - a.length)

const zeros = ['٠', '۰', '०', '০', '๐', '０'].map((zero) => zero.codePointAt(0) ?? 0)
const otherDigit = /[٠-٩۰-۹०-९০-৯๐-๙０-９]/gu
const half = new RegExp(
  `(?<=[\\d\\s]|^)(?:${halves.map(([word]) => word.replaceAll(/[.\\s]/g, '\\$&')).join('|')})(?=[\\d\\s]|$)`,
  'giu',
)

/**
 * A cell as the readers of dates expect it: digits of ASCII, one kind of blank, no marks of direction, halves of the day as
 * AM and PM after the clock, and years, months and days of East Asia with their signs between them.
 */
export function westernised(cell: string): string {
  if (/^[ -~]*$/.test(cell) && !/[ap]\. ?m|\d{4}\. \d/i.test(cell)) return cell.trim()
  const text = cell
    .replaceAll(/[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll(/[\u00a0\u202f\u2009]/g, ' ')
    .replaceAll(otherDigit, (digit) => {
      const code = digit.codePointAt(0) ?? 0
      return String(code - (zeros.findLast((zero) => zero <= code) ?? code))
    })
    .trim()
  const asian = text
    .replace(/^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/u, '$1-$2-$3 ')
    .replace(/(?<=\p{L}\.? \d{4}) ?(?:г\.?|года|р\.|року)(?=[ ,]|$)/u, '')
    .replace(/^(\d{4})\. (\d{1,2})\. (\d{1,2})\.?(?= |$)/, '$1-$2-$3')
    .replace(
      /(\d{1,2})\s?[時时시]\s?(\d{1,2})\s?[分분](?:\s?(\d{1,2})\s?[秒초])?/u,
      (_, hour: string, minute: string, second?: string) =>
        [hour, minute.padStart(2, '0'), ...(second === undefined ? [] : [second.padStart(2, '0')])].join(':'),
    )
  let said: string | undefined
  const rest = asian.replace(half, (word) => {
    said = halves.find(([one]) => one === word.toLowerCase())?.[1]
    return ' '
  })
  return (said === undefined ? rest : `${rest} ${said}`).replaceAll(/ {2,}/g, ' ').trim()
}
