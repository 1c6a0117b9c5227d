import { mailFieldAt } from './header.ts'
import { lineAt, sourceOf, type Source } from './lines.ts'

/** Where a message begins in a file, and what stands before and after it. */
export interface Found {
  at: number
  end: number
  problems: string[]
}

const mostBanner = 5
/** A byte-order mark: that of a whole file that was put together of several stands in the middle. */
const mark = Buffer.from('\ufeff')

/**
 * The message that a file is; undefined where it is none. A mail has a header of its own: fields with values of the form
 * that mails give them. A byte-order mark, empty lines, `From ` lines, a count of bytes (Apple Mail's .emlx) and a few
 * lines of a program's own may stand before it.
 */
export function findMessage(bytes: Buffer, start: number): Found | undefined {
  const source = sourceOf(bytes)
  let at = start
  const problems: string[] = []
  const banner: string[] = []
  for (let lines = 0; at < bytes.length && lines < 200; lines++) {
    if (bytes.subarray(at, at + 3).equals(mark)) at += 3
    const { stop, next } = lineAt(source, at, bytes.length)
    const text = bytes.toString('latin1', at, Math.min(stop, at + 300))
    if (text.trim() === '') {
      if (banner.length > 0 && !isHeader(source, next, 2)) return undefined
    } else if (/^\s*\d{1,10}\s*$/.test(text) && banner.length === 0 && isHeader(source, next, 1)) {
      const count = Number(text)
      const end = next + count <= bytes.length && count > 0 ? next + count : bytes.length
      return { at: next, end, problems: ['It was saved by Apple Mail (.emlx); what that program adds is left out.'] }
    } else if (!/^>?From (?!\s*:)/.test(text)) {
      if (/^\s*(?:BEGIN:|[{[<%#])/i.test(text)) return undefined
      if (isHeader(source, at, banner.length > 0 ? 2 : 1)) {
        if (banner.length > 0)
          problems.push(`Before its header stands “${banner.join(' / ').slice(0, 200)}”, which is passed over.`)
        return { at, end: bytes.length, problems }
      }
      if (/^[!-9;-~]{1,80}:/.test(text) || banner.push(text.trim()) > mostBanner) return undefined
    }
    at = next
  }
  return undefined
}

/** Whether a header of a mail begins at `at`, with `least` fields that mails have, one of them by its value. */
function isHeader(source: Source, at: number, least: number): boolean {
  const { bytes } = source
  let [known, shaped, others, strays] = [0, 0, 0, 0]
  for (let pos = at, lines = 0; pos < bytes.length && lines < 300; lines++) {
    const { stop, next } = lineAt(source, pos, bytes.length)
    if (stop === pos) break
    const text = bytes.toString('latin1', pos, Math.min(stop, pos + 200))
    const field = mailFieldAt(source, pos, bytes.length)
    if (field) {
      known++
      if (isShaped(field)) shaped++
    } else if (pos === at && !/^[!-9;-~]{1,80}[ \t]*:/.test(text)) return false
    else if (/^[!-9;-~]{1,80}[ \t]*:/.test(text)) others++
    else if (!/^[ \t]/.test(text)) strays++
    pos = next
  }
  return known >= least && shaped > 0 && strays <= known + others
}

/** Whether a field has the value that mails give it, so that a log or a list of settings is not taken for one. */
function isShaped({ name, value }: { name: string; value: string }): boolean {
  if (/^(?:from|to|cc|bcc|sender|reply-to|resent-.*)$/.test(name)) return /@|<|=\?/.test(value)
  if (name === 'date') return /\d{1,2}\.?[\s-]+[a-z\x80-\xff]{3}/i.test(value)
  if (name === 'content-type') return /^\s*[\w.+-]+\/[\w.+-]+/.test(value)
  return !/^(?:subject|comments|keywords|priority|importance|status)$/.test(name)
}
