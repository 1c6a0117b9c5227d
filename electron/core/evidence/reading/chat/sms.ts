import { childrenOf, parseXml, type Element } from '../../../imports/reading/xml.ts'
import { memberOf, Paths } from '../archive/names.ts'
import type { EvidenceMember } from '../../../../../shared/contract/evidence/parts.ts'
import { messagesMost, type Conversation, type Message } from './conversation.ts'

const mostFiles = 20_000

/** Files that messages carry, each with its bytes. */
export interface Carried {
  members: EvidenceMember[]
  bytes: Map<string, Uint8Array>
  paths: Paths
  /** Files that were one too many. */
  left: number
}

/** Halves of a letter outside of the first plane that the program writes as two references, which XML does not allow. */
const halves = /&#(5[56]\d{3});&#(5[67]\d{3});/g

/** Messages of a phone as “SMS Backup & Restore” and Signal write them (`smses`). Fails with Unreadable. */
export function readSms(text: string): { chat: Conversation; carried: Carried } {
  const root = parseXml(text.replaceAll(halves, (_, a: string, b: string) => String.fromCharCode(Number(a), Number(b))))
  const carried: Carried = { members: [], bytes: new Map(), paths: new Paths(), left: 0 }
  const problems: string[] = []
  const all = root.children.filter(({ name }) => name === 'sms' || name === 'mms')
  if (all.length > messagesMost)
    problems.push(`Only the first ${messagesMost.toLocaleString('en')} of its ${all.length} messages are shown.`)
  const stated = Number(root.attributes['count'])
  if (Number.isInteger(stated) && stated !== all.length)
    problems.push(`It states ${stated} messages and holds ${all.length}: it was cut off or changed.`)
  const others = root.children.filter(({ name }) => name !== 'sms' && name !== 'mms')
  if (others.length > 0)
    problems.push(
      `${others.length} elements in it are no messages (${[...new Set(others.map(({ name }) => name))].slice(0, 10).join(', ')}); they are not shown.`,
    )
  const messages = all.slice(0, messagesMost).map((one) => messageOf(one, carried))
  if (carried.left > 0)
    problems.push(
      `It carries more than ${mostFiles.toLocaleString('en')} files: ${carried.left.toLocaleString('en')} were not taken out.`,
    )
  const chat: Conversation = {
    format: 'SMS Backup & Restore',
    title: null,
    messages,
    dates: 'Its dates count milliseconds from 1970: times of the world (UTC), by the clock of the phone.',
    undecided: false,
    facts: Object.entries(root.attributes).map(([name, value]) => ({ name, value, source: 'XML smses' })),
    problems,
  }
  return { chat, carried }
}

const said = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' || text === 'null' ? undefined : text.trim()

function messageOf(element: Element, carried: Carried): Message {
  const { attributes } = element
  const isSms = element.name === 'sms'
  const way = attributes[isSms ? 'type' : 'msg_box']
  const [name, address] = [said(attributes['contact_name']), said(attributes['address'])]
  const other = [name === '(Unknown)' ? undefined : name, address?.replaceAll('~', ', ')].filter(Boolean).join(', ')
  const written = said(attributes['date']) ?? ''
  const at = new Date(/^\d{1,15}$/.test(written) ? Number(written) : Number.NaN)
  const readings = Number.isNaN(at.getTime()) ? [] : [at.toISOString()]
  const parts = childrenOf(element, 'parts').flatMap((list) => childrenOf(list, 'part'))
  const files = parts.flatMap((part) => fileOf(part, carried) ?? [])
  const texts = isSms
    ? [attributes['body'] ?? '']
    : parts.flatMap(({ attributes: { ct, text } }) => (ct === 'text/plain' ? (said(text) ?? []) : []))
  const subject = said(attributes[isSms ? 'subject' : 'sub'])
  const sent = way === '2' || way === '4' || way === '5' || way === '6'
  return {
    line: null,
    from: sent ? 'The phone’s owner' : other === '' ? 'unknown' : other,
    written: said(attributes['readable_date']) ?? written,
    readings,
    text: [...(subject === undefined ? [] : [`Subject: ${subject}`]), ...texts].join('\n'),
    files,
    marks: [
      ...(sent && other !== '' ? [`to ${other}`] : []),
      ...(way === '3' ? ['a draft'] : []),
      ...(way === '5' ? ['it could not be sent'] : []),
      ...(attributes['read'] === '0' && !sent ? ['not read'] : []),
      ...(readings.length === 0 ? ['its date cannot be read'] : []),
    ],
  }
}

/** A file of a message, kept as a member under a name of its own. */
function fileOf({ attributes: { ct = '', data, cl, name, fn } }: Element, carried: Carried): string | undefined {
  if (data === undefined || data === '') return undefined
  if (carried.members.length >= mostFiles) {
    carried.left += 1
    return undefined
  }
  const own = [cl, name, fn].map(said).find((one) => one !== undefined) ?? `file.${ct.split('/')[1] ?? 'bin'}`
  const { path, notes } = carried.paths.shown({ name: own, doubt: undefined })
  const content = Uint8Array.from(Buffer.from(data, 'base64'))
  carried.bytes.set(path, content)
  carried.members.push(
    memberOf(
      { path, size: content.length, encrypted: false, folder: false, modified: null },
      [ct, ...notes].filter(Boolean),
    ),
  )
  return path
}
