import { mailFieldAt } from './header.ts'
import { lineAt, type Source } from './lines.ts'

/** A time of day and a year, as a “From ” line ends with. */
export const dated = /\b\d{1,2}:\d\d(?::\d\d)?\b[^\r\n]{0,40}\b\d{4}\b/
const bare = /^From (?:-|\S{0,200})?\s*$/

/**
 * Whether the line at `at` begins a message: 'border'; 'doubt' where it has the form but no header comes after it;
 * undefined where it is a sentence. What decides is the header: programs leave out the date, the sender, or both.
 */
export function borderAt(source: Source, at: number, blank: boolean): 'border' | 'doubt' | undefined {
  const { bytes } = source
  if (bytes.toString('latin1', at, at + 5) !== 'From ') return undefined
  const { stop, next } = lineAt(source, at, bytes.length)
  const text = bytes.toString('latin1', at, Math.min(stop, at + 500))
  // A field as RFC 822 lets it be written, with a blank before its colon.
  if (/^From\s*:/.test(text)) return undefined
  const hasDate = dated.test(text)
  if (headerAt(source, next)) return hasDate || bare.test(text) || (blank && /@/.test(text)) ? 'border' : undefined
  return hasDate && blank ? 'doubt' : undefined
}

/** Whether a header comes at `at`: a field that mails have in the first lines, and nothing but fields before it. */
function headerAt(source: Source, at: number): boolean {
  const { bytes } = source
  for (let pos = at, seen = 0; pos < bytes.length && seen < 30; seen++) {
    const { stop, next } = lineAt(source, pos, bytes.length)
    if (stop === pos) return false
    if (mailFieldAt(source, pos, bytes.length)) return true
    const text = bytes.toString('latin1', pos, Math.min(stop, pos + 200))
    if (!/^(?:[!-9;-~]{1,80}:|[ \t]|>From )/.test(text)) return false
    pos = next
  }
  return false
}

/** Whether an empty line, or nothing, stands before the line at `at`. */
export function isBlankBefore({ bytes, eol }: Source, at: number): boolean {
  const before = eol === 10 && bytes[at - 2] === 13 ? at - 3 : at - 2
  return before < 0 || bytes[before] === eol
}
