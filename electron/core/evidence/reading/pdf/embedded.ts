import { PDFArray, PDFDict, PDFStream, type PDFDocument, type PDFPage } from 'pdf-lib'
import type { EvidenceFact, EvidenceMember } from '../../../../../shared/contract/evidence/parts.ts'
import { count } from '../../../../../shared/kernel/show.ts'
import { Unreadable } from '../../../readers/index.ts'
import { fileNamed, shownText } from './action-words.ts'
import { everyDict, namesIn } from './actions.ts'
import { dictIn, entryOf, listIn, numberIn, textIn, wordsIn } from './objects.ts'
import { textOrStreamIn, unpacked } from './streams.ts'

const [filesMost, factsMost, packetsMost] = [2000, 100, 50]

/** A file that a PDF carries, by its own objects. */
export interface Embedded {
  name: string
  /** Bytes, as the file states. */
  size: number | null
  /** Where it hangs, in words; empty: in the list of the document. */
  where: string
  stream: PDFStream
}

/** The files that a PDF carries, wherever they hang: in its list, on a page, or on nothing (ISO 32000-2, section 7.11.4). */
export function embeddedIn(file: PDFDocument, pages: readonly PDFPage[]): Embedded[] {
  const catalog = file.context.lookup(file.context.trailerInfo.Root)
  const listed = new Set(catalog instanceof PDFDict ? namesIn(catalog, 'EmbeddedFiles').map(({ value }) => value) : [])
  const onPage = new Map<PDFDict, number>()
  for (const [index, page] of pages.entries())
    for (const one of listIn(page.node, 'Annots')) {
      const spec = one instanceof PDFDict ? dictIn(one, 'FS') : undefined
      if (spec) onPage.set(spec, index + 1)
    }
  const found = new Map<PDFStream, Embedded>()
  everyDict(file, (dict, number) => {
    const held = found.size < filesMost ? entryOf(dict, 'EF') : undefined
    const streams = held instanceof PDFDict ? [...held.keys()].map((key) => entryOf(held, key.decodeText())) : []
    for (const stream of streams) {
      if (!(stream instanceof PDFStream) || found.has(stream)) continue
      const page = onPage.get(dict)
      const where = listed.has(dict) ? '' : page === undefined ? `in object ${number}` : `on p. ${page}`
      const stated = dictIn(stream.dict, 'Params')
      found.set(stream, { name: fileNamed(dict), size: (stated && numberIn(stated, 'Size')) ?? null, where, stream })
    }
  })
  return [...found.values()]
}

/** Bytes of one of them that is taken out. */
const bytesMost = 100 * 1024 * 1024

/** One that PDFium does not list, or cannot read. */
interface Besides {
  member: EvidenceMember
  stream: PDFStream
}

/** What is carried beside the files that PDFium has listed and can read, by its path; `sealed`: their bytes may be encrypted still. */
export function embeddedMembers(
  files: readonly Embedded[],
  listed: readonly EvidenceMember[],
  sealed: boolean,
): Map<string, Besides> {
  const found = new Map<string, Besides>()
  const lost = new Set(listed.filter(({ size, encrypted }) => size === null && !encrypted).map(({ path }) => path))
  const taken = new Set(listed.map(({ path }) => path))
  for (const { name, size, where, stream } of files) {
    if (where === '' && !lost.has(name)) continue
    let path = name
    for (let same = 2; found.has(path) || (taken.has(path) && !lost.has(path)); same++) path = `${name} (${same})`
    const note = where === '' ? null : where
    found.set(path, { member: { path, size, encrypted: sealed, folder: false, modified: null, note }, stream })
  }
  return found
}

/** The bytes of one. Fails with Unreadable. */
export function embeddedBytes({ member: { path, encrypted }, stream }: Besides): Uint8Array {
  if (encrypted)
    throw new Unreadable(
      `The attachment “${path}” is encrypted, and it could not be told whether apart from the document: its bytes are not handed out.`,
    )
  const bytes = unpacked(stream, bytesMost)
  if (bytes.bytes === null) throw new Unreadable(`The attachment “${path}” cannot be read: ${bytes.why}.`)
  return Uint8Array.from(bytes.bytes)
}

export const embeddedFacts = (files: readonly Embedded[]): EvidenceFact[] => [
  ...(files.length === 0 ? [] : [{ name: 'Embedded files', value: String(files.length), source: 'PDF objects' }]),
  ...files.slice(0, factsMost).map(({ name, where }) => ({
    name: 'Embedded file',
    value: where === '' ? name : `${name}, ${where}`,
    source: 'PDF objects',
  })),
]

/** Kinds of annotations that play or run something (ISO 32000-2, sections 13.2 to 13.7). */
const rich = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D'])

/** Names the sound, film and three-dimensional parts on its pages, which are neither shown nor played; empty: none. */
export function richMediaIn(pages: readonly PDFPage[]): string {
  const where = new Map<string, Set<number>>()
  for (const [index, page] of pages.entries())
    for (const one of listIn(page.node, 'Annots')) {
      const kind = one instanceof PDFDict ? textIn(one, 'Subtype') : ''
      if (rich.has(kind)) where.set(kind, (where.get(kind) ?? new Set()).add(index + 1))
    }
  if (where.size === 0) return ''
  const named = [...where].map(
    ([kind, on]) => `${kind} on p. ${[...on].slice(0, 20).join(', ')}${on.size > 20 ? ' …' : ''}`,
  )
  return `It has rich media, which is neither shown nor played here: ${named.join('; ')}.`
}

/** The parts of a form of XFA, with how many scripts each holds. */
export function xfaFacts(form: PDFDict): EvidenceFact[] {
  const xfa = entryOf(form, 'XFA')
  const parts: { name: string; text: string }[] = []
  if (xfa instanceof PDFArray)
    for (let at = 0; at + 1 < xfa.size() && parts.length < packetsMost; at += 2) {
      const name = xfa.lookup(at)
      parts.push({
        name: wordsIn(name) || 'part',
        text: textOrStreamIn(xfa.lookup(at + 1)),
      })
    }
  else parts.push({ name: 'XFA', text: textOrStreamIn(xfa) })
  return parts.map(({ name, text }) => {
    const scripts = text.match(/<(?:\w+:)?script[\s>]/g)?.length ?? 0
    const sends = text.match(/<(?:\w+:)?submit[\s>/]/g)?.length ?? 0
    const unread = text.startsWith('(in a stream: ') ? `, not read ${text}` : ''
    const holds = [
      ...(scripts > 0 ? [count(scripts, 'script')] : []),
      ...(sends > 0 ? [count(sends, 'submission')] : []),
    ]
    return {
      name: 'XFA form, part',
      value: `${shownText(name, 60)}${holds.length > 0 ? `: ${holds.join(', ')}` : ''}${unread}`,
      source: 'PDF form, XFA; nothing of it runs here',
    }
  })
}
