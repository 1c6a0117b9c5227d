import type { ReadItem } from '../reading/reading.ts'
import { findMessage } from './looks.ts'
import { anotherIn, looksLikeMailbox, looksLikeMmdf, readMailbox, readMmdf } from './mailbox.ts'
import { readMessage } from './message.ts'
import { inOneByte } from './one-byte.ts'

/** A file of mails, read. */
interface Mail {
  kind: 'message' | 'mailbox'
  items: ReadItem[]
  problems: string[]
}

/** Reads a file as a message (RFC 5322) or a mailbox (RFC 4155); undefined where it is neither. `now`: ms since 1970. */
export async function readMail(file: Buffer, now: number): Promise<Mail | undefined> {
  const { bytes, problems } = inOneByte(file)
  // A mark may stand twice, or have been encoded again as letters.
  const start = /^(?:\xef\xbb\xbf|\xc3\xaf\xc2\xbb\xc2\xbf){0,4}/.exec(bytes.toString('latin1', 0, 24))?.[0].length ?? 0
  if (start > 0) problems.push('It begins with a byte-order mark, which is passed over.')
  if (looksLikeMmdf(bytes, start)) return { kind: 'mailbox', items: await readMmdf(bytes, now, start), problems }
  if (looksLikeMailbox(bytes, start)) {
    const read = await readMailbox(bytes, now, start)
    return { kind: 'mailbox', ...read, problems: [...problems, ...read.problems] }
  }
  const found = findMessage(bytes, start)
  if (!found) return undefined
  const item = await readMessage(bytes, now, found.at, found.end)
  const another = anotherIn(bytes, found.at, found.end)
  if (another !== undefined)
    found.problems.push(
      `A line in it looks like the beginning of another message and was left in it, since the file does not begin as a mailbox does: “${another}”.`,
    )
  return {
    kind: 'message',
    items: [{ ...item, problems: [...problems, ...found.problems, ...item.problems] }],
    problems: [],
  }
}
