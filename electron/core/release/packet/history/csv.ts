import type { CaseHistoryRow } from '../../../../../shared/contract/cases.ts'

const columns = [
  'Entry',
  'Recorded (UTC)',
  'Member',
  'Type',
  'About',
  'What',
  'Field',
  'From',
  'To',
  'Reason',
  'SHA-256',
]

/**
 * The history as a table: a line for each field that an entry changed, or one for an entry that changed none. RFC 4180
 * with CRLF. It begins with a byte-order mark, without which Excel reads UTF-8 as the computer's old character set.
 * Whichever separator a spreadsheet was told or takes from its language, no cell may become a formula: what begins like
 * one gets an apostrophe in front, which spreadsheets show as text, at the start of a cell and after each comma,
 * semicolon, tab, bar and line end in it, where such a spreadsheet may split it; and a cell that holds one is quoted.
 */
export function historyCsv(rows: readonly CaseHistoryRow[]): string {
  const lines = rows.flatMap(({ seq, at, actor, type, about, summary, changes, reason, hash }) =>
    (changes.length > 0 ? changes : [{ field: null, from: null, to: null }]).map(({ field, from, to }) => [
      String(seq),
      at,
      actor,
      type,
      about,
      summary,
      field,
      from,
      to,
      reason,
      hash,
    ]),
  )
  return `\ufeff${[columns, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`
}

// White space and quotes before a sign do not keep it from being one; spreadsheets take the full-width signs for the plain ones.
const formula = /(^|[,;|\t\r\n])([\s\p{Cf}"]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])/gu

function cell(text: string | null): string {
  if (text === null) return ''
  const marked = text.replaceAll(formula, "$1$2'")
  const safe = /^[\t\r\n]/.test(marked) ? `'${marked}` : marked
  return /[",;|\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
