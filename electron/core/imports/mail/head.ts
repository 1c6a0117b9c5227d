import { line } from '../reading/reading.ts'
import { addressesOf, inWords, type Address } from './address.ts'
import { allOf, firstOf, type Header } from './header.ts'
import { labelsOf, marksOf } from './marks.ts'
import { rawText, unstructured } from './words.ts'

/** Fields of which a mail has one (RFC 5322, 3.6). */
const single = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'date',
  'subject',
  'message-id',
  'content-type',
  'content-transfer-encoding',
  'mime-version',
]

/** Who, to whom and what a header says, and what is odd about it. */
export interface Head {
  from: Address[]
  sender: Address[]
  subject: string | undefined
  date: string | undefined
  messageId: string | undefined
  fields: [name: string, text: string | undefined][]
  problems: string[]
}

/** Reads a message's header. */
export function headOf(header: Header, beside: string | undefined): Head {
  const problems: string[] = []
  const noteOf = (what: string) => (doubt: string) => void problems.push(`${what} ${doubt}.`)
  const addresses = (field: string, what: string): Address[] =>
    allOf(header, field).flatMap((value) => addressesOf(value, noteOf(what), beside))
  const text = (field: string, what: string, most?: number): string | undefined => {
    const value = firstOf(header, field)
    return value && line(unstructured(value, noteOf(what), beside), most)
  }
  for (const field of single) repeated(header, field, problems)
  const from = addresses('from', 'The name of its sender')
  const sender = addresses('sender', 'The name of who sent it')
  const reply = addresses('reply-to', 'The name to which answers go')
  const resent = addresses('resent-from', 'The name of who sent it on')
  problems.push(...marksOf(header))
  if (from.length === 0 && sender.length === 0) problems.push('It does not say who sent it.')
  if (from.length > 1) problems.push(`It names ${from.length} senders: ${said(from)}.`)
  for (const { name, address } of from) {
    const other = /[^\s<>"'(),;:@]+@[^\s<>"'(),;:@]+\.[^\s<>"'(),;:@]+/.exec(name)?.[0]
    if (other !== undefined && address !== '' && other.toLowerCase() !== address.toLowerCase())
      problems.push(`The name of its sender holds another address (${other}) than the one it came from (${address}).`)
  }
  const apart = (others: readonly Address[]): Address[] =>
    others.filter(({ address }) => address !== '' && !from.some((one) => same(one.address, address)))
  const answers = apart(reply)
  if (answers.length > 0) problems.push(`Answers go to another address than its sender’s: ${said(answers)}.`)
  if (from.length > 0 && apart(sender).length > 0)
    problems.push(`It was sent by another than it is from: ${said(apart(sender))}.`)
  if (resent.length > 0) problems.push(`It was sent on by ${said(resent)}.`)
  const list = (found: readonly Address[], most = 2000): string | undefined => line(found.map(inWords).join(', '), most)
  const subject = text('subject', 'Its subject')
  return {
    from,
    sender,
    subject,
    date: firstOf(header, 'date') && line(rawText(firstOf(header, 'date') ?? Buffer.alloc(0), noteOf('Its date'))),
    messageId: text('message-id', 'Its number', 500),
    fields: [
      ['Subject', subject],
      ['From', from.length > 1 ? list(from) : undefined],
      ['Sender', list(apart(sender))],
      ['Reply to', list(answers)],
      ['Sent on by', list(resent)],
      ['To', list(addresses('to', 'A name it went to'))],
      ['Cc', list(addresses('cc', 'A name it went to'))],
      ['Labels', labelsOf(header, beside)],
    ],
    problems,
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
const said = (addresses: readonly Address[]): string => line(addresses.slice(0, 10).map(inWords).join(', '), 500) ?? ''

function repeated(header: Header, field: string, problems: string[]): void {
  const values = allOf(header, field)
  if (values.length < 2) return
  const texts = [
    ...new Set(
      values.map(
        (value) =>
          line(
            unstructured(value, () => undefined),
            200,
          ) ?? '',
      ),
    ),
  ]
  const spelled = field
    .replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase())
    .replace('Id', 'ID')
    .replace('Mime', 'MIME')
  const which = ['to', 'cc', 'from', 'sender', 'reply-to'].includes(field) ? 'all are shown' : 'the first counts'
  problems.push(
    texts.length === 1
      ? `It has ${values.length} ${spelled} lines, all the same.`
      : `It has ${values.length} ${spelled} lines; ${which}: ${texts
          .slice(0, 5)
          .map((text) => `“${text}”`)
          .join(', ')}.`,
  )
}
