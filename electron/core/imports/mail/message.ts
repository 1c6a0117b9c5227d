import { cut, fieldsOf, line, type ReadItem } from '../reading/reading.ts'
import { charsetBeside, collect } from './collect.ts'
import type { Collected, Words } from './collected.ts'
import { onlyIn } from './compare.ts'
import { cutMessage } from './cut.ts'
import { headOf } from './head.ts'
import type { Header } from './header.ts'
import { sourceOf } from './lines.ts'
import { receivedTime } from './times.ts'
import { rawText } from './words.ts'
import { openWrapper } from './wrappers.ts'

const mostParts = 500
const longestNarrative = 900_000

/** One message of the bytes from `at`. Its text is the report's narrative; what is malformed is named and never stops it. */
export async function readMessage(bytes: Buffer, now: number, at = 0, end = bytes.length): Promise<ReadItem> {
  const source = sourceOf(bytes)
  const entity = cutMessage(source, at, end)
  const beside = charsetBeside(entity)
  const into: Collected = { parts: [], fields: [], counts: new Map(), problems: [], wrapped: [] }
  const head = headOf(entity.header, beside)
  const words = await collect(entity, { source, beside, depth: 0, versions: 0, open: openWrapper }, into)
  const time = receivedTime(entity.header, now)
  const narrative = narrativeOf(words, into, head.subject)
  if (into.parts.length > mostParts)
    into.problems.push(`Only the first ${mostParts} of ${into.parts.length} attachments become exhibits of their own.`)
  const sender = head.from[0] ?? head.sender[0]
  if (head.from.length > 1) head.problems.push('The first of its senders is taken for the reporter.')
  const name = sender && line(sender.name || sender.address)
  const contact = sender && line(sender.address)
  return {
    title: head.subject ?? '(no subject)',
    report: {
      channel: 'e-mail',
      receivedAt: time.instant,
      reporter: name === undefined ? null : { name, ...(contact === undefined || contact === name ? {} : { contact }) },
      category: 'other',
      narrative,
      ...(head.messageId === undefined ? {} : { externalId: head.messageId }),
      fields: fieldsOf([
        ...head.fields,
        ['Date header', head.date],
        ['Received', receivedChain(entity.header)],
        ...into.fields,
      ]),
    },
    proposals: [],
    parts: into.parts.slice(0, mostParts),
    problems: [...new Set([...head.problems, ...time.problems, ...into.problems])],
  }
}

/** The text as it came; where there is only HTML, its words. */
function narrativeOf(words: readonly Words[], { problems, wrapped }: Collected, subject: string | undefined): string {
  const joined = (some: readonly Words[]): string =>
    some
      .map((one) => one.text.trim())
      .filter((one) => one !== '')
      .join('\n\n')
  const first = joined(words.filter(({ from }) => from !== 'again'))
  const again = joined(words.filter(({ from }) => from === 'again'))
  const more = first === '' ? again : onlyIn(again, first).join('\n')
  if (first !== '' && more !== '')
    problems.push('A wrapper in it (winmail.dat) has words that its text does not have; they are added below it.')
  const text = [first, more].filter((one) => one !== '').join('\n\n')
  if (text !== '' && words.every(({ from, text: one }) => from === 'HTML' || one.trim() === ''))
    problems.push('Its text is HTML; the words of it are shown.')
  if (wrapped.length > 0) problems.unshift(...wrapped)
  else if (text === '')
    problems.push(subject === undefined ? 'It has no text.' : 'It has no text; its subject stands for it.')
  if (text.length > longestNarrative)
    problems.push('Its text is longer than a narrative can be and is cut; the message itself is kept whole.')
  const shown = cut(text.toWellFormed(), longestNarrative).trim()
  return (
    shown || [subject, ...wrapped.map((one) => `(${one})`)].filter(Boolean).join('\n\n') || '(The message has no text.)'
  )
}

/** The hosts that say they took it, newest first, without what only their programs read. */
const receivedChain = (header: Header): string =>
  header.fields
    .filter(({ name }) => name === 'received' || name === 'recieved')
    .slice(0, 20)
    .map(({ value }) =>
      line(
        rawText(value, () => undefined),
        300,
      ),
    )
    .join('\n')
