import {
  decodePDFRawStream,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFInvalidObject,
  PDFName,
  PDFNumber,
  PDFObjectParser,
  PDFObjectStreamParser,
  PDFRawStream,
  PDFRef,
  PDFStream,
  type PDFDocument,
  type PDFObject,
} from 'pdf-lib'
import { sameBytes } from '../../kernel/bytes.ts'

/** The objects of a PDF and its catalog, whichever way they were found. */
export interface Objects {
  context: PDFContext
  catalog: PDFDict
  /** The catalog's reference. */
  root: string
  /** What the newest trailer names as the file's data about itself. */
  info: PDFObject | undefined
  /** Whether a table in words names a second one that is a stream: readers differ in which of the two they follow (7.5.8.4). */
  hybrid: boolean
}

/** Where the newest section that names an object says that it stands. */
type Place = { at: number } | { within: number } | 'free'

interface Section {
  places: [ref: PDFRef, place: Place][]
  trailer: PDFDict
}

/** Sections of cross-references in one file; writers make one a revision. */
const mostSections = 200
/** Characters in which an object or a table begins. */
const beginning = 64
/** Characters of the dictionary of a table that is a stream. */
const longestDictionary = 8192

/**
 * The objects that a file's tables of cross-references name, each at the place that they name (ISO 32000-2, 7.5.4 to 7.5.8):
 * what a reader draws that follows them. The library that reads PDFs takes the last object of each number that stands in the
 * file, which in a file made for it is another. Undefined where a table cannot be followed to its end.
 */
export async function readByTable(bytes: Uint8Array): Promise<Objects | undefined> {
  try {
    return await follow(bytes)
  } catch {
    return undefined
  }
}

async function follow(bytes: Uint8Array): Promise<Objects | undefined> {
  const context = PDFContext.create()
  const places = new Map<number, { ref: PDFRef; place: Place }>()
  const sections = new Set<number>()
  let newest: PDFDict | undefined
  let hybrid = false
  const waiting = [startOf(bytes)]
  for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
    if (sections.has(at)) continue
    if (sections.size >= mostSections) return undefined
    sections.add(at)
    const { places: named, trailer } = sectionAt(bytes, at, context)
    // Of two places for one number readers follow the first or the last.
    if (new Set(named.map(([{ objectNumber }]) => objectNumber)).size < named.length) return undefined
    newest ??= trailer
    hybrid ||= trailer.has(PDFName.of('XRefStm'))
    for (const [ref, place] of named) if (!places.has(ref.objectNumber)) places.set(ref.objectNumber, { ref, place })
    // Objects of a hybrid file come before those of the revision before (7.5.8.4).
    for (const name of ['XRefStm', 'Prev']) {
      const next = trailer.lookup(PDFName.of(name))
      if (next instanceof PDFNumber) waiting.push(next.asNumber())
    }
  }
  for (const [ref] of context.enumerateIndirectObjects()) context.delete(ref)
  await readObjects(bytes, [...places.values()], sections, context)
  const [root, info] = ['Root', 'Info'].map((name) => newest?.get(PDFName.of(name)))
  const catalog = root instanceof PDFRef ? context.lookup(root) : undefined
  return catalog instanceof PDFDict && root ? { context, catalog, root: root.toString(), info, hybrid } : undefined
}

/** Tables of cross-references and containers of other objects, which say nothing by themselves. */
export const isBookkeeping = (object: PDFObject): boolean =>
  object instanceof PDFStream && ['/XRef', '/ObjStm'].includes(object.dict.get(PDFName.of('Type'))?.toString() ?? '')

/** Whether two objects are written alike, a stream with what it holds. */
export function sameObject(a: PDFObject, b: PDFObject): boolean {
  if (a instanceof PDFStream && b instanceof PDFStream)
    return a.dict.toString() === b.dict.toString() && sameBytes(a.getContents(), b.getContents())
  return !(a instanceof PDFStream) && !(b instanceof PDFStream) && a.toString() === b.toString()
}

/**
 * Whether the tables name every object that was found in the file, each as it was found, no other catalog, and all of it in one
 * way. Otherwise a reader that follows them may show something else than was looked at.
 */
export async function isAsTabled(bytes: Uint8Array, found: PDFDocument): Promise<boolean> {
  const tabled = await readByTable(bytes)
  if (!tabled || tabled.hybrid || tabled.root !== found.context.trailerInfo.Root?.toString()) return false
  const named = tabled.context.enumerateIndirectObjects()
  const standing = found.context.enumerateIndirectObjects().filter(([, object]) => !isBookkeeping(object))
  return (
    standing.every(([ref]) => tabled.context.lookup(ref) !== undefined) &&
    named.every(([ref, object]) => {
      const other = found.context.lookup(ref)
      return other !== undefined && sameObject(object, other)
    })
  )
}

/** Where the newest section begins. */
function startOf(bytes: Uint8Array): number {
  const end = new TextDecoder('latin1').decode(bytes.subarray(-4096))
  return Number([...end.matchAll(/startxref\s+(\d+)\s+%%EOF/g)].at(-1)?.[1] ?? NaN)
}

function sectionAt(bytes: Uint8Array, at: number, context: PDFContext): Section {
  if (!Number.isSafeInteger(at) || at < 0 || at >= bytes.length) throw new Error('no such place')
  const table = /^\s*xref\b/.exec(textAt(bytes, at, beginning))
  if (table) return tableAt(bytes, at + table[0].length, context)
  // Its dictionary is short; one that reaches over half of the file would be read again for every section in it.
  if (!textAt(bytes, at, longestDictionary).includes('stream')) throw new Error('no table')
  const object = objectAt(bytes.subarray(at), undefined, context)
  if (!(object instanceof PDFRawStream)) throw new Error('no table')
  return { places: placesIn(object), trailer: object.dict }
}

/** Entries of a stream of cross-references (7.5.8.3). */
function placesIn(stream: PDFRawStream): Section['places'] {
  const numbers = (name: string): number[] => {
    const list = stream.dict.lookup(PDFName.of(name))
    return list instanceof PDFArray
      ? list.asArray().map((one) => (one instanceof PDFNumber ? one.asNumber() : NaN))
      : []
  }
  const widths = numbers('W')
  const width = widths.reduce((sum, one) => sum + one, 0)
  if (widths.length !== 3 || !widths.every((one) => one >= 0 && one <= 6) || width === 0) throw new Error('no table')
  const bytes = unpredicted(stream)
  const size = stream.dict.lookup(PDFName.of('Size'))
  const index = numbers('Index')
  const stretches = index.length > 0 ? index : [0, size instanceof PDFNumber ? size.asNumber() : NaN]
  const places: Section['places'] = []
  let at = 0
  const next = (many: number, otherwise: number): number => {
    let value = many === 0 ? otherwise : 0
    for (let n = 0; n < many; n++) value = value * 256 + (bytes[at++] ?? 0)
    return value
  }
  for (let n = 0; n + 1 < stretches.length; n += 2) {
    const [first = NaN, many = NaN] = stretches.slice(n, n + 2)
    for (let number = first; number < first + many && at + width <= bytes.length; number++) {
      const [type, where, generation] = [next(widths[0] ?? 0, 1), next(widths[1] ?? 0, 0), next(widths[2] ?? 0, 0)]
      const place = type === 1 ? placeAt(where) : type === 2 ? { within: where } : 'free'
      places.push([PDFRef.of(number, type === 1 ? generation : 0), place])
    }
  }
  return places
}

/** No object stands where the file begins; writers put 0 for those that there are none of. */
const placeAt = (offset: number): Place => (offset === 0 ? 'free' : { at: offset })

/** What a stream holds, with PNG's prediction by the row above undone (7.4.4.4), which the library leaves. */
function unpredicted(stream: PDFRawStream): Uint8Array {
  const bytes = decodePDFRawStream(stream).decode()
  const given = stream.dict.lookup(PDFName.of('DecodeParms'))
  const parameters = given instanceof PDFArray ? given.lookup(given.size() - 1) : given
  const valueOf = (name: string): number => {
    const value = parameters instanceof PDFDict ? parameters.lookup(PDFName.of(name)) : undefined
    return value instanceof PDFNumber ? value.asNumber() : 1
  }
  if (valueOf('Predictor') < 10) return bytes
  const columns = valueOf('Columns')
  const out = new Uint8Array(Math.floor(bytes.length / (columns + 1)) * columns)
  for (let row = 0; row * columns < out.length; row++) {
    const filter = bytes[row * (columns + 1)] ?? 0
    if (filter !== 0 && filter !== 2) throw new Error('another prediction')
    for (let n = 0; n < columns; n++) {
      const above = filter === 2 && row > 0 ? (out[(row - 1) * columns + n] ?? 0) : 0
      out[row * columns + n] = (bytes[row * (columns + 1) + 1 + n] ?? 0) + above
    }
  }
  return out
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  new TextDecoder('latin1').decode(bytes.subarray(at, at + length))

/** A table in its own words (7.5.4): stretches of numbers, each with its entries, and the trailer. */
function tableAt(bytes: Uint8Array, from: number, context: PDFContext): Section {
  const places: [PDFRef, Place][] = []
  let at = from
  const next = (form: RegExp): RegExpExecArray => {
    const found = form.exec(textAt(bytes, at, beginning))
    if (!found) throw new Error('no table')
    at += found[0].length
    return found
  }
  for (;;) {
    const [, first, many, trailer] = next(/^\s*(?:(\d{1,10})\s+(\d{1,10})(?!\d)|(trailer))/)
    if (trailer !== undefined) break
    for (let n = 0; n < Number(many); n++) {
      const [, offset, generation, use] = next(/^\s*(\d{1,10})\s+(\d{1,5})\s+([nf])(?![a-z])/)
      const ref = PDFRef.of(Number(first) + n, Number(generation))
      places.push([ref, use === 'n' ? placeAt(Number(offset)) : 'free'])
    }
  }
  next(/^\s*/)
  const trailer = PDFObjectParser.forBytes(bytes.subarray(at), context).parseObject()
  if (!(trailer instanceof PDFDict)) throw new Error('no trailer')
  return { places, trailer }
}

/** The object that some bytes begin with; `wanted`: which it has to be. One that is none of the language stays as it is written. */
function objectAt(bytes: Uint8Array, wanted: PDFRef | undefined, context: PDFContext): PDFObject {
  const head = /^\s*(\d{1,10})\s+(\d{1,5})\s+obj\b\s*/.exec(textAt(bytes, 0, beginning))
  if (!head) throw new Error('no object')
  const ref = PDFRef.of(Number(head[1]), Number(head[2]))
  if (wanted && wanted !== ref) throw new Error('another object')
  const body = bytes.subarray(head[0].length)
  try {
    return PDFObjectParser.forBytes(body, context).parseObject(ref)
  } catch {
    return PDFInvalidObject.of(body)
  }
}

/**
 * Reads every object at its place into `context`. Each ends before the next begins, so that those of a forged table, which
 * lie over each other, are not read again and again.
 */
async function readObjects(
  bytes: Uint8Array,
  places: { ref: PDFRef; place: Place }[],
  sections: ReadonlySet<number>,
  context: PDFContext,
): Promise<void> {
  const placed = places
    .flatMap(({ ref, place }) => (place !== 'free' && 'at' in place ? [{ ref, at: place.at }] : []))
    .sort((a, b) => a.at - b.at)
  const borders = [...sections].sort((a, b) => a - b)
  const objects = new Map<PDFRef, PDFObject>()
  for (const [n, { ref, at }] of placed.entries()) {
    while (borders[0] !== undefined && borders[0] <= at) borders.shift()
    const end = Math.min(placed[n + 1]?.at ?? bytes.length, borders[0] ?? bytes.length)
    const object = objectAt(bytes.subarray(at, end), ref, context)
    objects.set(ref, object)
    // The length of a stream may be an object before it.
    context.assign(ref, object)
  }
  const within = places.flatMap(({ ref, place }) =>
    place !== 'free' && 'within' in place ? [{ ref, of: place.within }] : [],
  )
  for (const [number, members] of Map.groupBy(within, ({ of }) => of)) {
    const container = objects.get(PDFRef.of(number))
    if (!(container instanceof PDFRawStream)) throw new Error('no container')
    await PDFObjectStreamParser.forStream(container).parseIntoContext()
    for (const { ref } of members) {
      const object = context.lookup(ref)
      if (object === undefined) throw new Error('not in its container')
      objects.set(ref, object)
    }
  }
  // Containers hold objects of earlier revisions too.
  for (const [ref] of context.enumerateIndirectObjects()) context.delete(ref)
  for (const [ref, object] of objects) context.assign(ref, object)
}
