import type { EvidenceAnswer, EvidenceAsk } from '../../../../../shared/contract/evidence/asks.ts'
import type { EvidenceMember, TextUnit, Unread } from '../../../../../shared/contract/evidence/parts.ts'
import {
  addressesOf,
  allOf,
  firstOf,
  inWords,
  linesOf,
  readHeader,
  unstructured,
} from '../../../imports/reading/mail.ts'
import { showAt, type At } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Derived, Format, OpenedFile, TextPart } from '../format.ts'
import type { Source } from '../source.ts'
import { BoxIndex, type Boxed } from './box-index.ts'
import { dateOf } from './headers.ts'
import { readMessage } from './message.ts'
import { memberOf } from './parts.ts'

/** Milliseconds for looking through a mailbox: when it is opened, and for one question. */
const openFor = 700
const askFor = 4000
const mostMembers = 20_000
const largest = 128 * 1024 * 1024
/** Bytes of a message in which its header is looked for, when messages are listed. */
const headerMost = 131_072
/** Characters of one message's text that one unit holds, and of one answer. */
const longestUnit = 1_000_000
const ofAnswer = 4_000_000

// oxlint-disable-next-line no-control-regex -- the border of MMDF
const begins = /^(?:\xef\xbb\xbf)?\s*From |^\x01{4}[\r\n]/

/** Several messages in one file (RFC 4155, and MMDF). */
export const mailbox: Format = {
  reader: 'mail 1',
  takes: ({ mime, start }, source) => {
    if (mime !== undefined && !/^(?:text|message)\/|mbox/.test(mime)) return false
    if (!begins.test(Buffer.from(start.subarray(0, 4200)).toString('latin1'))) return false
    const index = BoxIndex.of(source)
    index?.seek(2, openFor)
    return index !== undefined && (index.known > 1 || index.total === null || index.bare || index.format === 'MMDF')
  },
  open(source) {
    const index = BoxIndex.of(source)
    if (!index) throw new Unreadable('It begins like a mailbox and is none.')
    index.seek(Number.POSITIVE_INFINITY, openFor)
    const { total } = index
    const listed = Math.min(total ?? Math.max(0, index.known - 1), mostMembers)
    const file: OpenedFile = {
      view: { kind: 'mailbox', format: index.format, messages: total },
      facts: [
        { name: 'Format', value: index.format, source: 'content' },
        ...(total === null ? [] : [{ name: 'Messages', value: String(total), source: 'content' }]),
      ],
      members: Array.from({ length: listed }, (_, n) => memberFor(index, n)),
      problems: [
        ...(total === listed
          ? []
          : [
              `Only its first ${listed} messages are listed here; any other is opened by its number: “message ${listed + 1}”.`,
            ]),
        'Lines that begin with “>From ” are shown as they stand in the mailbox; its program may have put the “>” there.',
      ],
      text: (from) => textFrom(source, index, from),
      part: (ask) => answer(ask, source, index),
      member: (path) => bytesOf(source, boxed(index, path)),
      derive: (at) => derived(source, index, at),
    }
    return file
  },
}

const memberFor = (index: BoxIndex, n: number): EvidenceMember => {
  const one = index.message(n, 0)
  return memberOf(`message ${n + 1}`, one ? one.to - one.from : null, 'message of a mailbox')
}

/** The message that a member's path names. Fails with Unreadable. */
function boxed(index: BoxIndex, path: string): Boxed {
  const number = Number(/^message ([1-9]\d{0,8})$/.exec(path)?.[1] ?? 0)
  const one = number === 0 ? undefined : index.message(number - 1, askFor)
  if (one) return one
  if (number === 0 || index.total !== null) throw new Unreadable(`It has no “${path}”.`)
  throw new Unreadable(`It was looked through as far as message ${index.known}; ask again for “${path}” to look on.`)
}

function bytesOf(source: Source, { from, to }: Boxed): Uint8Array {
  if (to - from > largest)
    throw new Unreadable('The message is larger than 128 MiB, which is more than is read of one.')
  // Read in pieces: a source may give fewer bytes than it is asked for.
  const bytes = new Uint8Array(to - from)
  for (let at = from; at < to;) {
    const part = source.read(at, Math.min(to - at, 1 << 20))
    if (part.length === 0) break
    bytes.set(part, at - from)
    at += part.length
  }
  return bytes
}

async function textFrom(source: Source, index: BoxIndex, from: number): Promise<TextPart> {
  const until = performance.now() + askFor
  const units: TextUnit[] = []
  const unread: Unread[] = []
  let size = 0
  for (let n = from; ; n++) {
    if (size > ofAnswer || (n > from && performance.now() > until)) return { units, unread, next: n }
    const one = index.message(n, askFor)
    if (!one) {
      if (index.total !== null) return { units, unread, next: null }
      // Nothing found in this while: the next question looks on.
      return { units, unread, next: n }
    }
    const at = showAt({ kind: 'message', message: n + 1 })
    const text = await textOf(source, one).catch((thrown: unknown) => {
      if (!(thrown instanceof Unreadable)) throw thrown
      unread.push({ at, reason: thrown.message })
      return ''
    })
    if (text.length > longestUnit)
      unread.push({ at, reason: `Its text has ${text.length - longestUnit} more characters: open it as a member.` })
    units.push({ at, text: text.slice(0, longestUnit).toWellFormed() })
    size += Math.min(text.length, longestUnit) + 1
  }
}

/** The headers that people read, and the words of a message. */
async function textOf(source: Source, one: Boxed): Promise<string> {
  const bytes = bytesOf(source, one)
  const { head, texts } = await readMessage(linesOf(Buffer.from(bytes.buffer)), 0, bytes.length)
  return [head.map(({ name, value }) => `${name}: ${value}`).join('\n'), ...texts.map(({ words }) => words)].join(
    '\n\n',
  )
}

function answer(ask: EvidenceAsk, source: Source, index: BoxIndex): EvidenceAnswer | undefined {
  if (ask.ask !== 'messages') return undefined
  const until = performance.now() + askFor
  const messages: Extract<EvidenceAnswer, { ask: 'messages' }>['messages'] = []
  for (let n = ask.from; n < ask.from + ask.count; n++) {
    const one = index.message(n, Math.max(0, until - performance.now()))
    if (!one || performance.now() > until) break
    messages.push({
      number: n + 1,
      size: one.to - one.from,
      problems: one.problems.slice(0, 5),
      ...summaryOf(source, one),
    })
  }
  return { ask: 'messages', messages, total: index.total }
}

const none = (): void => undefined
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 500).toWellFormed()

function summaryOf(source: Source, { from, to }: Boxed): { date: string | null; from: string; subject: string } {
  const bytes = Buffer.from(source.read(from, Math.min(to - from, headerMost)))
  const header = readHeader(linesOf(bytes), 0, bytes.length, true)
  const subject = firstOf(header, 'subject')
  return {
    date: dateOf(header).instant,
    from: oneLine(
      allOf(header, 'from')
        .flatMap((value) => addressesOf(value, none).map(inWords))
        .join(', '),
    ),
    subject: subject ? oneLine(unstructured(subject, none)) : '',
  }
}

/** A message whole, as a file of its own. */
function derived(source: Source, index: BoxIndex, at: At): Derived {
  const place = showAt(at)
  if (at.kind !== 'message' || at.message === undefined || at.part !== undefined || at.line !== undefined)
    throw new Unreadable(`Of a mailbox a message can be taken out (“message 2”): not “${place}”.`)
  const name = `message-${String(at.message).padStart(4, '0')}.eml`
  return { name, bytes: bytesOf(source, boxed(index, `message ${at.message}`)), how: place }
}
