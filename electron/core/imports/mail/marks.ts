import { line } from '../reading/reading.ts'
import { firstOf, type Header } from './header.ts'
import { rawText, unstructured } from './words.ts'

// What a mail program writes about a message that it keeps, in fields of its own.

const plain = (header: Header, name: string): string => {
  const value = firstOf(header, name)
  return value ? rawText(value, () => undefined).trim() : ''
}

/** What is to be known of a message by the marks of the program that kept it: not sent, deleted and still there. */
export function marksOf(header: Header): string[] {
  const mozilla = /^[0-9a-f]{4}$/i.exec(plain(header, 'x-mozilla-status'))?.[0] ?? '0'
  return [
    ...(plain(header, 'x-unsent') === '1' ? ['It is a draft: its program marks it as not sent (X-Unsent).'] : []),
    // 0x0008: to be removed when the mailbox is compacted (nsMsgMessageFlags.idl, “Expunged”).
    ...((Number.parseInt(mozilla, 16) & 8) !== 0
      ? ['It was deleted in its mail program, and still stood in the mailbox (X-Mozilla-Status).']
      : []),
    ...(/D/.test(plain(header, 'x-status'))
      ? ['It was marked as deleted in its mail program, and still stood in the mailbox (X-Status).']
      : []),
  ]
}

/** The labels that Gmail exports with a message: its folders, spam and bin among them. */
export function labelsOf(header: Header, beside: string | undefined): string | undefined {
  const value = firstOf(header, 'x-gmail-labels')
  return (
    value &&
    line(
      unstructured(value, () => undefined, beside),
      1000,
    )
  )
}

/** Of a part that a mail program took out of its message: what stands in its place is no file that came. */
export function takenOut(header: Header): string | undefined {
  const said = line(plain(header, 'x-mozilla-altered'), 200)
  if (said === undefined) return undefined
  const where = line(plain(header, 'x-mozilla-external-attachment-url'), 300)
  const when = /date="([^"]{1,60})"/i.exec(said)?.[1]
  const detached = /detached/i.test(said) && where !== undefined
  return `is not the file that came: its mail program ${detached ? `moved that to ${where}` : 'deleted that'}${when === undefined ? '' : ` on ${when}`}, and what is kept is a note in its place`
}
