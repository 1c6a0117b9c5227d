import { cut, line, type ReadPart } from '../reading/reading.ts'
import type { Collected, Place, Words } from './collected.ts'
import { linesOf, Told } from './compare.ts'
import type { Entity } from './cut.ts'
import { firstOf } from './header.ts'
import { htmlToText } from './html-text.ts'
import { takenOut } from './marks.ts'
import { nameOf } from './names.ts'
import { oddLetters } from './odd-letters.ts'
import { asWritten, isText, lettersOf, without } from './text.ts'
import { cutOff, undo, uuencodedIn } from './transfer.ts'
import { rawText } from './words.ts'

/** Takes words and parts out of an entity and what is in it; what is odd goes into `into.problems`. */
export async function collect(entity: Entity, place: Place, into: Collected): Promise<Words[]> {
  into.problems.push(...entity.problems)
  for (const text of entity.around)
    if (!forOldPrograms.test(text.replaceAll(/\s+/g, ' ')))
      into.problems.push(`It has words around its parts, which mail programs do not show: “${excerpt(text)}”.`)
  if (entity.children.length === 0) return leaf(entity, place, into)
  if (!entity.closed)
    into.problems.push('The border that ends its parts is missing: the file is cut off, or was put together wrongly.')
  const isVersions = entity.type.value === 'multipart/alternative'
  const inside = isVersions ? { ...place, versions: place.versions + 1 } : place
  const branches: Words[][] = []
  for (const child of entity.children) branches.push(await collect(child, inside, into))
  if (entity.type.value === 'multipart/encrypted')
    into.wrapped.push(
      `Its words are encrypted (${encryptedBy(entity)}) and were not opened; the encrypted part is kept.`,
    )
  if (entity.type.value === 'multipart/signed')
    into.fields.push(['Signature', `${signedBy(entity)}; it was not checked`])
  if (!isVersions) return branches.flat()
  if (inside.versions <= deepestVersions) return alternatives(branches, into)
  into.problems.push(
    'It has versions of its text in versions of its text, too deep to be compared; all of them are shown.',
  )
  return branches.flat()
}

/** Sentences that programs put before the parts, for readers of before MIME. */
const forOldPrograms =
  /^(?:This is an? (?:multi-?part |cryptographically |S\/MIME |OpenPGP\/MIME |PGP\/MIME )?(?:signed |encrypted |cryptographically signed )?message\b[^.]*(?:MIME|RFC|2015)[^.]*\.?|This is a MIME-encapsulated message\.?|This message is in MIME format\.[^.]*(?: since your mail reader does not understand this format, some or all of this message may not be legible\.)?)$/i

const encryptedBy = ({ type }: Entity): string =>
  type.parameters.get('protocol')?.toLowerCase().includes('pgp')
    ? 'PGP'
    : (type.parameters.get('protocol') ?? 'in a way that it does not name')
const signedBy = ({ type }: Entity): string => {
  const protocol = type.parameters.get('protocol')?.toLowerCase() ?? ''
  if (protocol.includes('pgp')) return 'PGP'
  return protocol.includes('pkcs7') ? 'S/MIME' : 'of a kind that is not known'
}

/** So many versions of one text are compared one by one. Programs send three at most. */
const mostVersions = 10
/** Versions of a text that stand in a version of another are compared so deep; programs do it once. */
const deepestVersions = 3

/** Versions of one text: the plain one is shown, and after it what only another one says. */
function alternatives(branches: readonly Words[][], into: Collected): Words[] {
  const sent = branches
    .map((words) => ({ from: words[0]?.from ?? 'other', text: words.map(({ text }) => text).join('\n\n') }))
    .filter(({ text }) => text.trim() !== '')
  const versions = sent.slice(0, mostVersions)
  if (sent.length > mostVersions) {
    into.problems.push(
      `It has ${sent.length} versions of its text; those after the first ${mostVersions} are taken as one.`,
    )
    const rest = sent.slice(mostVersions)
    versions.push({ from: 'other', text: rest.map(({ text }) => text).join('\n\n') })
  }
  const best =
    versions.find(({ from }) => from === 'text') ?? versions.find(({ from }) => from === 'HTML') ?? versions[0]
  if (!best) return []
  const shown: Words[] = [best]
  const told = new Told(best.text)
  const first = linesOf(best.text)
  for (const version of versions) {
    if (version === best) continue
    const name = version.from === 'other' ? 'other' : version.from === best.from ? 'second' : version.from
    const more = told.lacks(linesOf(version.text))
    const less = version.from === 'other' ? [] : new Told(version.text).lacks(first)
    if (more.length > 0) {
      into.problems.push(
        `Its ${name} version has words that the one shown first does not have; they are added below it: “${excerpt(more.join(' / '))}”.`,
      )
      const only = `[Only in its ${name} version:]\n${more.join('\n')}`
      shown.push({ from: version.from, text: only })
      told.add(only)
    }
    if (less.length > 0)
      into.problems.push(`Its ${name} version lacks words of the one that is shown: “${excerpt(less.join(' / '))}”.`)
  }
  return shown
}

const excerpt = (text: string): string => {
  const words = text.replaceAll(/\s+/g, ' ').trim()
  return words.length > 200 ? `${cut(words, 200)}…` : words
}

async function leaf(entity: Entity, place: Place, into: Collected): Promise<Words[]> {
  const type = entity.type.value.startsWith('multipart/') ? 'text/plain' : entity.type.value
  const raw = place.source.bytes.subarray(entity.from, entity.to)
  const { bytes, problem, name: inner } = undo(raw, entity.encoding)
  const { name, doubts } = nameOf(entity, place.beside, inner)
  const attached = entity.disposition.value === 'attachment'
  const words = isText.test(type) && !attached && (name === undefined || isRoot(entity, place)) && inner === undefined
  // A part that its border does not end is the last one that came.
  const lost = !entity.closed && (!words || entity.encoding === 'base64') ? cutOff : undefined
  if (words) {
    if (problem !== undefined) into.problems.push(`Its text ${problem}.`)
    else if (lost !== undefined) into.problems.push(`Its text ${lost}.`)
    return wordsOf(bytes, type, entity, place, into)
  }
  const before = into.parts.length
  const part: ReadPart = {
    name: name ?? `${type === 'message/rfc822' ? 'attached-message' : 'attachment'}-${before + 1}${endingOf(type)}`,
    claimed: line(type, 100) ?? 'not said',
    bytes,
    how: entity.disposition.value === 'inline' ? 'inline part' : 'attachment',
  }
  into.parts.push(part)
  const opened = await place.open(entity, type, part, place, into)
  const label = `The attachment “${cut(part.name, 100)}”`
  if (problem !== undefined) into.problems.push(`${label} ${problem}.`)
  if (lost !== undefined && problem !== lost) into.problems.push(`${label} ${lost}.`)
  const out = takenOut(entity.header)
  if (out !== undefined) into.problems.push(`${label} ${out}.`)
  for (const doubt of doubts) into.problems.push(`The name of the attachment “${cut(part.name, 100)}” ${doubt}.`)
  return opened
}

const isRoot = (entity: Entity, { depth }: Place): boolean =>
  depth === 0 && firstOf(entity.header, 'from') !== undefined

const endings: Record<string, string> = {
  'message/rfc822': '.eml',
  'message/delivery-status': '.txt',
  'message/disposition-notification': '.txt',
  'text/rfc822-headers': '.txt',
  'text/plain': '.txt',
  'text/html': '.html',
  'text/csv': '.csv',
  'text/calendar': '.ics',
  'text/vcard': '.vcf',
  'text/x-vcard': '.vcf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/gif': '.gif',
  'application/pdf': '.pdf',
  'application/pgp-signature': '.asc',
  'application/pkcs7-signature': '.p7s',
  'application/x-pkcs7-signature': '.p7s',
}
const endingOf = (type: string): string => endings[type] ?? ''

function wordsOf(bytes: Buffer, type: string, entity: Entity, place: Place, into: Collected): Words[] {
  const files = type === 'text/plain' ? uuencodedIn(bytes) : []
  for (const { name, bytes: content, closed } of files) {
    into.parts.push({
      name: line(name, 255) ?? 'uuencoded',
      claimed: 'not said',
      bytes: content,
      how: 'uuencoded in its text',
    })
    if (!closed) into.problems.push(`The attachment “${name}” ${cutOff}.`)
  }
  const { text, doubt } = lettersOf(without(bytes, files), type, entity, place.beside)
  if (doubt !== undefined) into.problems.push(`Its text ${doubt}.`)
  if (/^text\/(?:html|x-)/.test(type)) {
    const html = htmlToText(text)
    into.problems.push(...html.problems)
    return [{ from: type === 'text/html' ? 'HTML' : type === 'text/x-amp-html' ? 'AMP' : 'other', text: html.text }]
  }
  if (type === 'text/plain') noteText(text, into.problems)
  return [{ from: 'text', text: asWritten(text, type, entity) }]
}

function noteText(text: string, problems: string[]): void {
  if (/-----BEGIN PGP MESSAGE-----/.test(text))
    problems.push('It holds words that are encrypted with PGP; they were not opened and are shown as they stand.')
  if (/-----BEGIN PGP SIGNED MESSAGE-----/.test(text))
    problems.push('Its text is signed with PGP; the signature was not checked.')
  problems.push(...oddLetters(text))
}

/** The first charset that a part of a message names, beside those that say nothing of other letters. */
export function charsetBeside(entity: Entity): string | undefined {
  const said = entity.type.parameters.get('charset')
  if (said !== undefined && !/^(?:us-ascii|utf-?8|unknown.*)$/i.test(said)) return said
  for (const field of ['subject', 'from']) {
    const value = firstOf(entity.header, field)
    const label = value && /=\?([^?\s*]{1,40})(?:\*[^?]*)?\?[bq]\?/i.exec(rawText(value, () => undefined))?.[1]
    if (label !== undefined && !/^(?:us-ascii|utf-?8)$/i.test(label)) return label
  }
  for (const child of entity.children) {
    const found = charsetBeside(child)
    if (found !== undefined) return found
  }
  return undefined
}
