import type { CaseHistoryRow } from '../../../../shared/contract/cases.ts'

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
 * with CRLF. It begins with a byte-order mark, without which Excel reads UTF-8 as the computer's old character set; and
 * a cell that a spreadsheet would take for a formula gets an apostrophe in front, which spreadsheets show as text.
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

// The full-width signs too: spreadsheets take them for the plain ones.
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

function cell(text: string | null): string {
  if (text === null) return ''
  const safe = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
