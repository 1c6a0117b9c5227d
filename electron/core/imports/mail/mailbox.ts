import { createHash } from 'node:crypto'
import { Unreadable, type FileReading, type ReadItem } from '../reading/reading.ts'
import { borderAt, dated, isBlankBefore } from './borders.ts'
import { firstOf, readHeader, shown } from './header.ts'
import { lineAt, sourceOf, type Source } from './lines.ts'
import { readMessage } from './message.ts'

const mostMessages = 5000

/** A message of a mailbox by its place: its `From ` line begins at `line`, what it says at `from`. */
interface Boxed {
  line: number
  from: number
  to: number
  /** Whether its own Content-Length says where it ends (mboxcl): nothing in it is quoted then. */
  counted: boolean
  /** Whether a line in it begins with “From ” that is no border. */
  unquoted: boolean
  problems: string[]
}

/** Whether bytes are several messages in one file, as mailboxes keep them (RFC 4155). `at`: past a byte-order mark. */
export const looksLikeMailbox = (bytes: Buffer, at: number): boolean => messagesOf(sourceOf(bytes), at, 2).length > 1

/** Every message of a mailbox. One that cannot be read is an item all the same, with its bytes and what is wrong. */
export async function readMailbox(
  bytes: Buffer,
  now: number,
  at: number,
): Promise<Pick<FileReading, 'items' | 'problems'>> {
  const source = sourceOf(bytes)
  const found = messagesOf(source, at, mostMessages + 1)
  if (found.length > mostMessages)
    throw new Unreadable('It has more than 5,000 messages.', 'Split it into smaller mailboxes.')
  // Who leaves one “From ” line as it is quotes none.
  const quotes = found.every(({ unquoted }) => !unquoted)
  const items: ReadItem[] = []
  for (const [index, { from, to, counted, problems }] of found.entries()) {
    const message = bytes.subarray(from, to)
    const sha256 = createHash('sha256').update(message).digest('hex')
    const name = `message-${String(index + 1).padStart(4, '0')}.eml`
    const shownAs = counted || !quotes ? { bytes: message, lines: 0 } : withoutQuotes(message)
    const item = await orUnread(shownAs.bytes, now)
    if (shownAs.lines > 0)
      problems.push(
        `${shownAs.lines === 1 ? '1 line of it begins' : `${shownAs.lines} lines of it begin`} with “>From ”, as mailboxes write “From ”: what is shown has one “>” less, the bytes of the message have it.`,
      )
    items.push({ ...item, problems: [...problems, ...item.problems], message: { name, bytes: message, sha256 } })
  }
  return { items, problems: [] }
}

const mmdf = Buffer.from('\x01\x01\x01\x01')

/** Whether a file is a mailbox in which lines of four bytes 01 stand around each message (MMDF). */
export const looksLikeMmdf = (bytes: Buffer, at: number): boolean =>
  bytes.subarray(at, at + 4).equals(mmdf) && /[\r\n]/.test(bytes.toString('latin1', at + 4, at + 5))

/** Every message of an MMDF mailbox. */
export async function readMmdf(bytes: Buffer, now: number, at: number): Promise<ReadItem[]> {
  const source = sourceOf(bytes)
  const items: ReadItem[] = []
  for (let from = at; from < bytes.length;) {
    const mark = borderOf(source, from)
    const message = bytes.subarray(from, mark)
    if (message.toString('latin1').trim() !== '') {
      if (items.length === mostMessages)
        throw new Unreadable('It has more than 5,000 messages.', 'Split it into smaller mailboxes.')
      const name = `message-${String(items.length + 1).padStart(4, '0')}.eml`
      const sha256 = createHash('sha256').update(message).digest('hex')
      items.push({ ...(await orUnread(message, now)), message: { name, bytes: message, sha256 } })
    }
    from = lineAt(source, mark, bytes.length).next
  }
  return items
}

/** Where the next line of four bytes 01 begins, or the end. */
function borderOf({ bytes, eol }: Source, from: number): number {
  for (let at = bytes.indexOf(mmdf, from); at !== -1; at = bytes.indexOf(mmdf, at + 1)) {
    const [before, after] = [bytes[at - 1], bytes[at + 4]]
    if ((at === from || before === eol) && (after === undefined || after === 10 || after === 13)) return at
  }
  return bytes.length
}

/** The first line of a message that begins another one as mailboxes have it; undefined where none does. */
export function anotherIn(bytes: Buffer, from: number, end: number): string | undefined {
  const source = sourceOf(bytes)
  const sign = source.eol === 10 ? '\nFrom ' : '\rFrom '
  for (let at = bytes.indexOf(sign, from) + 1; at > 0 && at < end; at = bytes.indexOf(sign, at) + 1) {
    const { stop } = lineAt(source, at, bytes.length)
    if (
      isBlankBefore(source, at) &&
      borderAt(source, at, true) === 'border' &&
      dated.test(bytes.toString('latin1', at, Math.min(stop, at + 500)))
    )
      return shown(bytes.subarray(at, stop))
  }
  return undefined
}

async function orUnread(bytes: Buffer, now: number): Promise<ReadItem> {
  try {
    return await readMessage(bytes, now)
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown
    const report = {
      channel: 'e-mail',
      receivedAt: null,
      reporter: null,
      category: 'other',
      narrative: '(The message cannot be read.)',
    } as const
    return { title: '(unreadable)', report, proposals: [], parts: [], problems: [thrown.message] }
  }
}

function messagesOf(source: Source, at: number, most: number): Boxed[] {
  const found: Boxed[] = []
  const { bytes, eol } = source
  const start = afterBlank(source, at)
  let line = borderAt(source, start, true) === undefined ? -1 : start
  let doubt: string | undefined
  while (line !== -1 && found.length < most) {
    const from = lineAt(source, line, bytes.length).next
    const problems = doubt === undefined ? [] : [doubt]
    const end = countedEnd(source, from)
    let passed = 0
    let next = end ?? bytes.indexOf(eol === 10 ? '\nFrom ' : '\rFrom ', Math.max(from - 1, 0)) + 1
    if (end === bytes.length) next = 0
    for (; end === undefined && next !== 0; next = bytes.indexOf(eol === 10 ? '\nFrom ' : '\rFrom ', next) + 1) {
      const blank = isBlankBefore(source, next)
      const border = next > from ? borderAt(source, next, blank) : undefined
      if (border === undefined) continue
      if (border === 'border') {
        doubt = blank
          ? undefined
          : 'No empty line stands before its “From ” line, as it should in a mailbox: it may belong to the message before it.'
        break
      }
      if (passed++ < 3) {
        const text = shown(bytes.subarray(next, lineAt(source, next, bytes.length).stop))
        problems.push(
          `A line in it looks like the beginning of another message and was left in it, since no header comes after it: “${text}”.`,
        )
      }
    }
    if (end !== undefined) doubt = undefined
    found.push({
      line,
      from,
      to: next === 0 ? bytes.length : next,
      counted: end !== undefined,
      unquoted: passed > 0,
      problems,
    })
    line = next === 0 ? -1 : next
  }
  return found
}

/** Where a message ends by its own Content-Length, if that is at a border or the end of the file. */
function countedEnd(source: Source, from: number): number | undefined {
  const { bytes } = source
  const header = readHeader(source, from, bytes.length)
  const said = firstOf(header, 'content-length')?.toString('latin1').trim() ?? ''
  if (!/^\d{1,10}$/.test(said)) return undefined
  let end = header.body + Number(said)
  if (end > bytes.length) return undefined
  // Empty lines that the mailbox adds are not counted.
  for (let lines = 0; lines < 3 && end < bytes.length; lines++) {
    if (bytes.toString('latin1', end, end + 5) === 'From ') break
    const { stop, next } = lineAt(source, end, bytes.length)
    if (stop !== end) return undefined
    end = next
  }
  return end === bytes.length || borderAt(source, end, true) === 'border' ? end : undefined
}

function afterBlank(source: Source, at: number): number {
  for (let pos = at; pos < source.bytes.length;) {
    const { stop, next } = lineAt(source, pos, source.bytes.length)
    if (source.bytes.toString('latin1', pos, stop).trim() !== '') return pos
    pos = next
  }
  return at
}

/** A message with one “>” less before each quoted “From ” of its lines. */
function withoutQuotes(message: Buffer): { bytes: Buffer; lines: number } {
  const out: Buffer[] = []
  let lines = 0
  let from = 0
  for (let at = message.indexOf('>From '); at !== -1; at = message.indexOf('>From ', at + 1)) {
    let start = at
    while (start > 0 && message[start - 1] === 0x3e) start--
    const first = message[start - 1]
    if (start > 0 && first !== 10 && first !== 13) continue
    out.push(message.subarray(from, start))
    from = start + 1
    lines++
  }
  out.push(message.subarray(from))
  return { bytes: lines === 0 ? message : Buffer.concat(out), lines }
}
