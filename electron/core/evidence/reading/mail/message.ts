import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import {
  addressesOf,
  allOf,
  charsetBeside,
  cutMessage,
  findMessage,
  firstOf,
  headOf,
  inOneByte,
  inWords,
  linesOf,
  readHeader,
  unstructured,
  type Entity,
  type Header,
  type Lines,
} from '../../../imports/reading/mail.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf, type Source } from '../source.ts'
import { claimsOf, dateOf, pathOf, rawFields } from './headers.ts'
import { openedMessage, type Message } from './opened.ts'
import { hasCms, noParts, takeParts, type Parts } from './parts.ts'

const largest = 128 * 1024 * 1024
/** Header fields that become facts. */
const mostFacts = 1000

/** Messages as they are sent (RFC 5322), and pages that are kept in that form (MHTML, RFC 2557). */
export const message: Format = {
  reader: 'mail 1',
  takes: ({ mime, start }) => (mime === undefined || /^(?:text|message)\//.test(mime)) && beginsMessage(start),
  open: async (source) => openedMessage(await readWhole(source)),
}

function beginsMessage(start: Uint8Array): boolean {
  const { bytes } = inOneByte(Buffer.from(start.buffer, start.byteOffset, start.length - (start.length % 2)))
  return findMessage(bytes, markOf(bytes)) !== undefined
}

/** A byte-order mark, which may stand twice or have been encoded again as letters. */
const markOf = (bytes: Buffer): number =>
  /^(?:\xef\xbb\xbf|\xc3\xaf\xc2\xbb\xc2\xbf){0,4}/.exec(bytes.toString('latin1', 0, 24))?.[0].length ?? 0

async function readWhole(source: Source): Promise<Message> {
  if (source.size > largest)
    throw new Unreadable('It is a message larger than 128 MiB, which is more than is read of one.')
  const { bytes, problems } = inOneByte(Buffer.from(wholeOf(source)))
  const found = findMessage(bytes, markOf(bytes))
  if (!found) throw new Unreadable('It begins like a message and is none.')
  const read = await readMessage(linesOf(bytes), found.at, found.end)
  read.problems.unshift(...problems, ...found.problems)
  return read
}

/** One message of the bytes from `at` to `end`, taken apart. */
export async function readMessage(lines: Lines, at: number, end: number): Promise<Message> {
  const parts = noParts()
  const entity = cutOrHeader(lines, at, end, parts)
  const beside = charsetBeside(entity)
  const cms = hasCms(entity) ? (await import('../../../imports/reading/cms.ts')).openCms : undefined
  if (parts.unread.length === 0) takeParts(entity, '', { lines, beside, root: true, depth: 0 }, parts, cms)
  const { header } = entity
  const date = dateOf(header)
  const { problems } = headOf(header, beside)
  const head = peopleRead(header, beside, date.written)
  const headers = rawFields(lines, at, header.body)
  const facts: EvidenceFact[] = [
    ...head.map(({ name, value }) => ({ name, value, source: `header ${name}` })),
    ...(date.instant === null ? [] : [{ name: 'Date (ISO 8601)', value: date.instant, source: 'header Date' }]),
    ...claimsOf(header),
  ]
  const path = pathOf(header)
  for (const [index, hop] of path.entries())
    facts.push({ name: 'Received', value: hopInWords(hop), source: `header Received ${index + 1} of ${path.length}` })
  const others = otherFacts(header, beside)
  facts.push(...others.slice(0, mostFacts))
  if (others.length > mostFacts)
    parts.problems.push(`${others.length - mostFacts} more of its header fields stand in “All headers” alone.`)
  return {
    ...parts,
    format: isPage(entity) ? 'MHTML' : 'RFC 5322',
    head,
    path,
    headers,
    facts,
    problems: [...problems, ...date.problems, ...parts.problems],
  }
}

/** A message in its parts; one with parts too deep or too many, by its header alone. */
function cutOrHeader(lines: Lines, at: number, end: number, into: Parts): Entity {
  try {
    return cutMessage(lines, at, end)
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown
    into.problems.push(thrown.message)
    into.unread.push({ at: 'part 1', reason: thrown.message })
    const { body } = readHeader(lines, at, end, true)
    return cutMessage({ ...lines, bytes: lines.bytes.subarray(0, body) }, at, body)
  }
}

const people = ['From', 'Sender', 'Reply-To', 'To', 'Cc', 'Bcc', 'Date', 'Subject']
const isPeople = new Set(people.map((name) => name.toLowerCase()))
const claimed = new Set(
  'message-id in-reply-to references authentication-results arc-authentication-results received-spf dkim-signature received'.split(
    ' ',
  ),
)
const none = (): void => undefined
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().slice(0, 10_000).toWellFormed()

function peopleRead(header: Header, beside: string | undefined, date: string): { name: string; value: string }[] {
  return people.flatMap((name) =>
    allOf(header, name.toLowerCase())
      .slice(0, 20)
      .flatMap((field) => {
        const value =
          name === 'Date'
            ? date
            : name === 'Subject'
              ? oneLine(unstructured(field, none, beside))
              : oneLine(addressesOf(field, none, beside).map(inWords).join(', ')) ||
                oneLine(unstructured(field, none, beside))
        return value === '' ? [] : [{ name, value }]
      }),
  )
}

const hopInWords = ({ from, by, with: protocol, written }: Message['path'][number]): string =>
  [from && `from ${from}`, by && `by ${by}`, protocol && `with ${protocol}`, written].filter(Boolean).join(', ') ||
  'empty'

const otherFacts = (header: Header, beside: string | undefined): EvidenceFact[] =>
  header.fields
    .filter(({ name }) => !isPeople.has(name) && !claimed.has(name))
    .slice(0, mostFacts * 2)
    .map(({ name, value }) => ({
      name: name.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
      value: oneLine(unstructured(value, none, beside)),
      source: 'header',
    }))

/** Whether it is a web page that was kept with its parts. */
const isPage = ({ header, type, children }: Entity): boolean =>
  firstOf(header, 'snapshot-content-location') !== undefined ||
  (type.value === 'multipart/related' &&
    firstOf(header, 'received') === undefined &&
    children.some((child) => firstOf(child.header, 'content-location') !== undefined))
