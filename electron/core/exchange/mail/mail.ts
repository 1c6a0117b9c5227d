import { createHash } from 'node:crypto'
import PostalMime, { type Address, type Email } from 'postal-mime'
import { cut, fieldsOf, line, Unreadable, type FileReading, type ReadItem, type ReadPart } from '../reading/reading.ts'
import { htmlToText } from './html-text.ts'

const mostMessages = 5000
const mostParts = 500
const longestNarrative = 900_000

const known =
  /^(?:from|to|cc|subject|date|received|recieved|return-path|message-id|mime-version|delivered-to|content-type|reply-to|sender|resent-from|x-[a-z-]+):/im

/** Whether bytes begin as a message does (RFC 5322): a block of header fields with at least one that mail has. */
export function looksLikeMail(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16_384)).toString('latin1')
  const block = head.replace(/^From [^\r\n]*\r?\n/, '').split(/\r?\n\r?\n|\r\r/, 1)[0] ?? ''
  return /^[!-9;-~]{1,80}:/.test(block) && known.test(block)
}

/** Whether it is several messages in one file, as mailboxes keep them (RFC 4155). */
export const looksLikeMailbox = (bytes: Uint8Array): boolean => isFromLine(bytes, 0) && bordersOf(bytes, 2).length > 1

const newline = 10

/** `From sender Mon May  2 16:07:05 2005`, and the line after it is a header field. */
function isFromLine(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] !== 0x46 || bytes[at + 1] !== 0x72 || bytes[at + 4] !== 0x20) return false
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(600, bytes.length - at)).toString('latin1')
  return /^From [^\r\n]{1,300}\b\d{1,2}:\d\d(?::\d\d)?[^\r\n]{0,40}\b\d{4}[^\r\n]{0,20}\r?\n>?[!-9;-~]{1,80}:/.test(
    text,
  )
}

/** Where messages begin: lines of that form at the start or after an empty line; at most `most` of them. */
function bordersOf(bytes: Uint8Array, most: number): number[] {
  const found: number[] = isFromLine(bytes, 0) ? [0] : []
  for (let at = bytes.indexOf(newline); at !== -1 && found.length < most; at = bytes.indexOf(newline, at + 1)) {
    const before = bytes[at - 1] === 13 ? at - 2 : at - 1
    if (bytes[before] === newline && isFromLine(bytes, at + 1)) found.push(at + 1)
  }
  return found
}

/** Every message of a mailbox. One that cannot be read is an item all the same, with its bytes and what is wrong. */
export async function readMailbox(bytes: Buffer): Promise<Pick<FileReading, 'items' | 'problems'>> {
  const borders = bordersOf(bytes, mostMessages + 1)
  if (borders.length > mostMessages)
    throw new Unreadable('It has more than 5,000 messages.', 'Split it into smaller mailboxes.')
  const items: ReadItem[] = []
  for (const [index, from] of borders.entries()) {
    const start = bytes.indexOf(newline, from) + 1
    const message = bytes.subarray(start, borders[index + 1] ?? bytes.length)
    const sha256 = createHash('sha256').update(message).digest('hex')
    const name = `message-${String(index + 1).padStart(4, '0')}.eml`
    items.push({ ...(await readMessage(message)), message: { name, bytes: message, sha256 } })
  }
  return { items, problems: [] }
}

/** One message. Its text is the report's narrative; what is malformed is named and never stops it. */
export async function readMessage(bytes: Buffer): Promise<ReadItem> {
  const email = await parse(bytes)
  const problems: string[] = []
  const text = narrativeOf(email, problems)
  const subject = line(email.subject)
  const from = email.from ?? email.sender
  const sender = from && addressInWords(from)
  if (sender === undefined) problems.push('It does not say who sent it.')
  const receivedAt = instantOf(email.headers.find(({ key }) => key === 'date')?.value)
  if (receivedAt === null)
    problems.push('Its date is missing or malformed: the time of the import is proposed instead.')
  const messageId = line(email.messageId, 500)
  const name = (from && 'address' in from ? line(from.name) : undefined) ?? sender
  const contact = from && 'address' in from ? line(from.address) : undefined
  return {
    title: subject ?? '(no subject)',
    report: {
      channel: 'e-mail',
      receivedAt,
      reporter: name === undefined ? null : { name, ...(contact === undefined || contact === name ? {} : { contact }) },
      category: 'other',
      narrative: text || (subject ?? '(The message has no text.)'),
      ...(messageId === undefined ? {} : { externalId: messageId }),
      fields: fieldsOf([
        ['Subject', subject],
        ['To', line(email.to?.map(addressInWords).join(', '), 2000)],
        ['Cc', line(email.cc?.map(addressInWords).join(', '), 2000)],
        ['Date header', line(email.headers.find(({ key }) => key === 'date')?.value)],
        ['Received', receivedChain(email)],
      ]),
    },
    proposals: [],
    parts: partsOf(email, problems),
    problems,
  }
}

async function parse(bytes: Buffer): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, {
      attachmentEncoding: 'arraybuffer',
      forceRfc822Attachments: true,
      maxNestingDepth: 50,
      maxHeadersSize: 1_000_000,
    })
  } catch {
    throw new Unreadable('Its parts lie too deep or its header is too long to be read as a message.')
  }
}

/** The text as it came; where there is only HTML, its words. */
function narrativeOf(email: Email, problems: string[]): string {
  const plain = email.text?.trim() ? email.text : undefined
  const words = plain ?? (email.html === undefined ? '' : htmlToText(email.html))
  if (plain === undefined && email.html !== undefined) problems.push('Its text is HTML; the words of it are shown.')
  if (words.trim() === '') problems.push('It has no text; its subject stands for it.')
  if (words.length > longestNarrative)
    problems.push('Its text is longer than a narrative can be and is cut; the message itself is kept whole.')
  return cut(words.toWellFormed(), longestNarrative).trim()
}

function partsOf({ attachments }: Email, problems: string[]): ReadPart[] {
  if (attachments.length > mostParts)
    problems.push(`Only the first ${mostParts} of ${attachments.length} attachments become exhibits of their own.`)
  return attachments.slice(0, mostParts).map(({ filename, mimeType, content, disposition }, index) => ({
    name: line(filename ?? undefined, 255) ?? `attachment-${index + 1}`,
    claimed: line(mimeType, 100) ?? 'not said',
    bytes: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
    how: disposition === 'inline' ? 'inline part' : 'attachment',
  }))
}

function addressInWords(address: Address): string | undefined {
  if (!('address' in address) || address.address === undefined) return line(address.name)
  const { name } = address
  return line(name && name !== address.address ? `${name} <${address.address}>` : address.address)
}

/** The hosts that say they took it, newest first, without what only their programs read. */
const receivedChain = (email: Email): string =>
  email.headers
    .filter(({ key }) => key === 'received' || key === 'recieved')
    .slice(0, 20)
    .map(({ value }) => line(value, 300))
    .join('\n')

/** A date of RFC 5322 as an instant with its own offset. Nothing is guessed: without a time and an offset it is null. */
export function instantOf(date: string | undefined): string | null {
  const found =
    /^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]*\s+(\d{2}|\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*([+-]\d{4}|UT|UTC|GMT|Z|[ECMP][SD]T)/.exec(
      (date ?? '').trim(),
    )
  if (!found) return null
  const [, day = '', word = '', year = '', hour = '', minute = '', second = '00', zone = ''] = found
  const month = months.indexOf(word.toLowerCase()) + 1
  const full = year.length === 4 ? year : String(Number(year) + (Number(year) < 50 ? 2000 : 1900))
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : (zones[zone] ?? 'Z')
  const text = `${full}-${two(month)}-${two(day)}T${two(hour)}:${minute}:${second}${offset}`
  const at = new Date(text)
  const real =
    month > 0 &&
    !Number.isNaN(at.getTime()) &&
    new Date(Date.UTC(Number(full), month - 1, Number(day))).getUTCDate() === Number(day)
  return real ? text : null
}

const two = (value: number | string): string => String(value).padStart(2, '0')
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
// RFC 5322, section 4.3.
const zones: Record<string, string> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
}
