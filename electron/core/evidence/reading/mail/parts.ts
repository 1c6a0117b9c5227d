import type { EvidenceMember, Unread } from '../../../../../shared/contract/evidence/parts.ts'
import {
  asWritten,
  charsetBeside,
  cutMessage,
  cutOff,
  findMessage,
  firstOf,
  headOf,
  htmlToText,
  isText,
  lettersOf,
  linesOf,
  nameOf,
  oddLetters,
  rawText,
  readHeader,
  undo,
  uuencodedIn,
  without,
  type Entity,
  type Lines,
} from '../../../imports/reading/mail.ts'

/** A text of a message. */
export interface Text {
  part: string
  kind: 'text' | 'html'
  /** The text, or the HTML. */
  source: string
  /** Words of it; of HTML with hidden words and links marked. */
  words: string
}

/** A file that a message carries. */
export interface Carried {
  part: string
  member: EvidenceMember
  /** Content-ID without its brackets, and Content-Location: how an HTML text names it. */
  id: string | undefined
  location: string | undefined
  bytes(): Uint8Array
}

/** What the parts of a message come to. */
export interface Parts {
  texts: Text[]
  files: Carried[]
  problems: string[]
  unread: Unread[]
  /** How often each name was taken. */
  names: Map<string, number>
}

/** An entity where it stands: in which bytes, and under which path. */
export interface Stand {
  lines: Lines
  beside: string | undefined
  /** Whether the entity is the message itself. */
  root: boolean
  depth: number
}

/** Opens S/MIME, where a message has it. */
export type OpenCms = (typeof import('../../../imports/reading/cms.ts'))['openCms']

/** Wrappers in wrappers are opened so far. */
const deepest = 5
const mostFiles = 2000

export const noParts = (): Parts => ({
  texts: [],
  files: [],
  problems: [],
  unread: [],
  names: new Map(),
})

/** Whether something in it needs S/MIME to be opened. */
export const hasCms = (entity: Entity): boolean =>
  isCms(entity.type.value) || entity.children.some((child) => hasCms(child))
const isCms = (type: string): boolean => /^application\/(?:x-)?pkcs7-mime$/.test(type)

/** Takes texts and files out of an entity; `path`: its MIME path, `` of the message itself. */
export function takeParts(entity: Entity, path: string, stand: Stand, into: Parts, cms: OpenCms | undefined): void {
  into.problems.push(...entity.problems)
  for (const text of entity.around)
    if (
      !/^This is an? [^.]{0,40}(?:multi-?part|signed|encrypted)[^.]*\.?$|^This is a MIME-encapsulated message\.?$/i.test(
        text,
      )
    )
      into.problems.push(`It has words around its parts, which mail programs do not show: “${short(text)}”.`)
  if (entity.children.length === 0) return takeLeaf(entity, path === '' ? '1' : path, stand, into, cms)
  if (!entity.closed)
    into.problems.push('The border that ends its parts is missing: the file is cut off, or was put together wrongly.')
  if (entity.type.value === 'multipart/encrypted') {
    const reason = 'It is encrypted (PGP/MIME), and was not opened.'
    into.unread.push({ at: `part ${path === '' ? '1' : path}`, reason })
    into.problems.push(reason)
  }
  for (const [index, child] of entity.children.entries())
    takeParts(child, `${path === '' ? '' : `${path}.`}${index + 1}`, { ...stand, root: false }, into, cms)
}

const short = (text: string): string => {
  const words = text.replaceAll(/\s+/g, ' ').trim()
  return words.length > 200 ? `${words.slice(0, 200).toWellFormed()}…` : words
}

function takeLeaf(entity: Entity, part: string, stand: Stand, into: Parts, cms: OpenCms | undefined): void {
  const type = entity.type.value.startsWith('multipart/') ? 'text/plain' : entity.type.value
  const raw = stand.lines.bytes.subarray(entity.from, entity.to)
  const decoded = undo(raw, entity.encoding)
  const { name, doubts } = nameOf(entity, stand.beside, decoded.name)
  const isRoot = stand.root && firstOf(entity.header, 'from') !== undefined
  const attached = entity.disposition.value === 'attachment'
  const problem = decoded.problem ?? (entity.closed ? undefined : cutOff)
  if (isText.test(type) && !attached && (name === undefined || isRoot) && decoded.name === undefined) {
    if (problem !== undefined) into.problems.push(`Its text (part ${part}) ${problem}.`)
    return takeText(decoded.bytes, type, entity, part, stand, into)
  }
  const location = bare(entity, 'content-location')
  const said = name ?? lastOf(location) ?? named(type, decoded.bytes, into.files.length + 1)
  const member = memberOf(uniqueName(said, into), decoded.bytes.length, `part ${part}, ${type}`)
  for (const doubt of doubts) into.problems.push(`The name of the attachment “${short(member.path)}” ${doubt}.`)
  if (problem !== undefined) into.problems.push(`The attachment “${short(member.path)}” ${problem}.`)
  if (entity.disposition.value === 'inline') member.note = `${member.note ?? ''}, inline`
  if (type === 'message/external-body') into.problems.push(`Part ${part} lies elsewhere and was not fetched.`)
  const file: Carried = {
    part,
    member,
    id: bare(entity, 'content-id')?.replace(/^<|>$/g, ''),
    location,
    bytes: () => Uint8Array.from(undo(raw, entity.encoding).bytes),
  }
  if (addFile(file, into) && cms && (isCms(type) || /\.p7m$/i.test(said)))
    takeCms(decoded.bytes, file, stand, into, cms)
}

function bare(entity: Entity, field: string): string | undefined {
  const value = firstOf(entity.header, field)
  return value && rawText(value, () => undefined).replaceAll(/\s+/g, '')
}

/** The name at the end of an address, of a part that has no other. */
const lastOf = (location: string | undefined): string | undefined =>
  /\/([^/?#\s"]{1,150}\.[a-z0-9]{1,8})(?:[?#]|$)/i.exec(location ?? '')?.[1]

/** A file whose part has no name. A message is called by its subject. */
function named(type: string, bytes: Buffer, number: number): string {
  if (type !== 'message/rfc822' && type !== 'message/global') return `attachment-${number}${endings[type] ?? ''}`
  const start = bytes.subarray(0, 65_536)
  const found = findMessage(start, 0)
  if (!found) return `message-${number}.eml`
  const { subject } = headOf(readHeader(linesOf(start), found.at, start.length, true), undefined)
  return `${subject?.slice(0, 150).replaceAll(/[\\/:]/g, '-') ?? `message-${number}`}.eml`
}

const endings: Readonly<Record<string, string>> = {
  'message/delivery-status': '.txt',
  'message/disposition-notification': '.txt',
  'text/rfc822-headers': '.txt',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/css': '.css',
  'text/csv': '.csv',
  'text/calendar': '.ics',
  'text/vcard': '.vcf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'application/pdf': '.pdf',
  'application/pgp-signature': '.asc',
  'application/pkcs7-mime': '.p7m',
  'application/pkcs7-signature': '.p7s',
}

export const memberOf = (path: string, size: number | null, note: string): EvidenceMember => ({
  path,
  size,
  encrypted: false,
  folder: false,
  modified: null,
  note,
})

/** A name that no other file of the message has: what stands twice has a number after it. */
export function uniqueName(name: string, { names }: Parts): string {
  for (let n = (names.get(name) ?? 0) + 1; ; n++) {
    const one = n === 1 ? name : `${name} (${n})`
    names.set(name, n)
    if (n === 1 || !names.has(one)) {
      names.set(one, n === 1 ? 1 : (names.get(one) ?? 1))
      return one
    }
  }
}

/** Whether it was kept: a message of a great many files is not listed to its end, and it is said. */
export function addFile(file: Carried, into: Parts): boolean {
  if (into.files.length < mostFiles) return into.files.push(file) > 0
  const said = `Only the first ${mostFiles} of its attachments are listed.`
  if (!into.problems.includes(said)) into.problems.push(said)
  return false
}

function takeText(bytes: Buffer, type: string, entity: Entity, part: string, stand: Stand, into: Parts): void {
  const files = type === 'text/plain' ? uuencodedIn(bytes) : []
  for (const { name, bytes: content, closed } of files) {
    const member = memberOf(uniqueName(name, into), content.length, `part ${part}, uuencoded in its text`)
    if (!closed) into.problems.push(`The attachment “${short(name)}” ${cutOff}.`)
    addFile({ part, member, id: undefined, location: undefined, bytes: () => Uint8Array.from(content) }, into)
  }
  const { text, doubt } = lettersOf(without(bytes, files), type, entity, stand.beside)
  if (doubt !== undefined) into.problems.push(`Its text (part ${part}) ${doubt}.`)
  const html = /^text\/(?:html|x-)/.test(type)
  addText({ part, kind: html ? 'html' : 'text', source: html ? text : asWritten(text, type, entity) }, into)
}

/** Adds a text with its words. */
export function addText({ part, kind, source }: Omit<Text, 'words'>, into: Parts): void {
  const read = kind === 'html' ? htmlToText(source) : { text: source, problems: oddLetters(source) }
  into.texts.push({ part, kind, source: source.toWellFormed(), words: read.text.toWellFormed() })
  into.problems.push(...read.problems)
  if (/-----BEGIN PGP MESSAGE-----/.test(source)) {
    const reason = 'It holds words that are encrypted with PGP, and were not opened.'
    into.problems.push(reason)
    into.unread.push({ at: `part ${part}`, reason })
  }
}

/** What a wrapper of S/MIME holds, as parts below its own. */
function takeCms(bytes: Buffer, { part, member }: Carried, stand: Stand, into: Parts, openCms: OpenCms): void {
  const opened = openCms(bytes)
  if (opened.kind === 'encrypted') {
    member.encrypted = true
    const whom = opened.recipients.length === 0 ? '' : `, for ${opened.recipients.join('; ').slice(0, 1000)}`
    const reason = `It is encrypted (S/MIME${whom}), and was not opened.`
    into.unread.push({ at: `part ${part}`, reason })
    into.problems.push(reason)
    return
  }
  if (opened.kind === 'certificates') return
  if (opened.kind === 'unknown' || stand.depth >= deepest) {
    into.unread.push({ at: `part ${part}`, reason: 'Its wrapper (S/MIME) could not be opened.' })
    into.problems.push(`${member.path} (S/MIME) could not be opened.`)
    return
  }
  const by = opened.by.length === 0 ? '' : ` by ${opened.by.join('; ').slice(0, 300)}`
  into.problems.push(
    opened.kind === 'signed'
      ? `What ${member.path} holds is signed with S/MIME${by}; the signature was not checked.`
      : `What ${member.path} holds was compressed (S/MIME).`,
  )
  const lines = linesOf(opened.content)
  const entity = cutMessage(lines, 0, opened.content.length)
  const inner = { lines, beside: charsetBeside(entity), root: false, depth: stand.depth + 1 }
  takeParts(entity, entity.children.length === 0 ? `${part}.1` : part, inner, into, openCms)
}
