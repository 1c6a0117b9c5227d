import { PDFArray, PDFDict, PDFName, PDFRef, PDFStream, type PDFObject } from 'pdf-lib'
import { isBookkeeping, readByTable, sameObject, type Objects } from './table.ts'

/** What revisions after a signature added or changed. */
export interface Added {
  bytes: number
  /** In words. */
  what: string[]
  /**
   * What a certification must permit for it (ISO 32000-2, table 257): 0 nothing, since it only keeps signatures provable;
   * 2 filling in and signing, 3 comments; 4 is never permitted.
   */
  level: 0 | 2 | 3 | 4
}

/** Kinds of change, each with the words for it and the level that it needs. */
const kinds = {
  proofs: ['data for checking signatures later (DSS)', 0],
  timestamp: ['a timestamp over the document', 0],
  metadata: ['metadata', 0],
  signature: ['a further signature', 2],
  form: ['form fields filled in', 2],
  comment: ['comments or other annotations', 3],
  content: ['pages or other content changed', 4],
  unknown: ['bytes that cannot be read', 4],
  table: ['a table of cross-references that cannot be followed', 4],
} as const satisfies Record<string, readonly [string, Added['level']]>
type Kind = keyof typeof kinds

/** Objects looked at for one comparison; a file of more is said to have changed in its content. */
const mostObjects = 200_000

/**
 * Compares the file as it was at the end of a signature's bytes with the file as it is, `after`: by their tables of
 * cross-references, since a revision can show other objects by its table alone. Never rejects.
 */
export async function addedAfter(
  bytes: Uint8Array<ArrayBuffer>,
  end: number,
  after: Objects | undefined,
): Promise<Added> {
  const found = new Set<Kind>()
  try {
    const before = await readByTable(bytes.subarray(0, end))
    if (!before || !after) return addedOf(bytes.length - end, new Set(['table']))
    if (before.root !== after.root || losesShown(before, after)) found.add('content')
    const roles = rolesOf(after)
    const shown = shownBy(before)
    const objects = after.context.enumerateIndirectObjects()
    if (objects.length > mostObjects) found.add('content')
    else
      for (const [ref, object] of objects) {
        const old = before.context.lookup(ref)
        if (isBookkeeping(object) || (old && sameObject(old, object))) continue
        found.add(old && shown.has(ref.toString()) ? pageChange(old, object) : kindOf(ref, object, old, roles, after))
      }
    found.delete('metadata')
  } catch {
    found.add('unknown')
  }
  return addedOf(bytes.length - end, found)
}

function addedOf(bytes: number, found: ReadonlySet<Kind>): Added {
  const all = [...found]
  return {
    bytes,
    what: all.length === 0 ? ['nothing that shows'] : all.map((kind) => kinds[kind][0]),
    level: all.reduce<Added['level']>((most, kind) => (kinds[kind][1] > most ? kinds[kind][1] : most), 0),
  }
}

/** Whether an object that is free now is named by what there is to be seen. */
function losesShown(before: Objects, after: Objects): boolean {
  const lost = new Set(
    before.context
      .enumerateIndirectObjects()
      .filter(([ref, object]) => !isBookkeeping(object) && after.context.lookup(ref) === undefined)
      .map(([ref]) => ref.toString()),
  )
  if (lost.size === 0) return false
  const seen = new Set<string>()
  walk(after, after.catalog, new Set(), (ref) => {
    if (seen.has(ref)) return false
    seen.add(ref)
    return true
  })
  return [...lost].some((ref) => seen.has(ref))
}

const key = (name: string): PDFName => PDFName.of(name)

/** What each object of the file is there for, by its reference. The first role counts. */
function rolesOf(pdf: Objects): Map<string, Kind> {
  const roles = new Map<string, Kind>()
  const { catalog } = pdf
  // Back to the page, to the parent or to another place is not part of it.
  const elsewhere = new Set(['/P', '/Parent', '/Dest', '/A', '/Popup', '/IRT'])
  const mark = (object: PDFObject | undefined, kind: Kind): void =>
    walk(pdf, object, elsewhere, (ref) => {
      if (roles.has(ref)) return false
      roles.set(ref, kind)
      return true
    })
  mark(catalog.get(key('DSS')), 'proofs')
  mark(catalog.get(key('Metadata')), 'metadata')
  mark(pdf.info, 'metadata')
  const form = catalog.lookup(key('AcroForm'))
  // Fonts for fields. One that pages used before counts as theirs.
  if (form instanceof PDFDict) mark(form.get(key('DR')), 'metadata')
  for (const [ref, object] of pdf.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict)) continue
    if (object.has(key('ByteRange'))) mark(ref, isTimestamp(object) ? 'timestamp' : 'signature')
    const type = object.lookup(key('FT'))?.toString()
    const value = object.lookup(key('V'))
    if (type === '/Sig') {
      const stamp = value instanceof PDFDict && isTimestamp(value)
      mark(ref, stamp ? 'timestamp' : value === undefined ? 'form' : 'signature')
    } else if (type !== undefined || isWidget(object)) mark(ref, 'form')
    else if (object.has(key('Subtype')) && object.has(key('Rect'))) mark(ref, 'comment')
  }
  return roles
}

/** Calls with every reference that can be reached, until `visit` answers false. Without recursion into pages twice. */
function walk(
  pdf: Objects,
  from: PDFObject | undefined,
  without: ReadonlySet<string>,
  visit: (ref: string) => boolean,
): void {
  const waiting: { object: PDFObject; depth: number }[] = from ? [{ object: from, depth: 0 }] : []
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { object, depth } = next
    if (depth > 200) continue
    if (object instanceof PDFRef) {
      const found = visit(object.toString()) ? pdf.context.lookup(object) : undefined
      if (found) waiting.push({ object: found, depth: depth + 1 })
      continue
    }
    const dict = object instanceof PDFStream ? object.dict : object
    if (dict instanceof PDFDict) {
      for (const [name, member] of dict.entries())
        if (!without.has(name.toString())) waiting.push({ object: member, depth: depth + 1 })
    } else if (dict instanceof PDFArray)
      for (const member of dict.asArray()) waiting.push({ object: member, depth: depth + 1 })
  }
}

/** Everything that the pages show without their annotations: pages, contents, fonts, pictures. */
function shownBy(pdf: Objects): Set<string> {
  const seen = new Set<string>()
  walk(pdf, pdf.catalog.get(key('Pages')), new Set(['/Annots', '/Parent']), (ref) => {
    if (seen.has(ref)) return false
    seen.add(ref)
    return true
  })
  return seen
}

// Which annotations were added is told by themselves.
const pageChange = (old: PDFObject, now: PDFObject): Kind =>
  old instanceof PDFDict &&
  now instanceof PDFDict &&
  now.lookup(key('Type'))?.toString() === '/Page' &&
  changedKeys(old, now).every((name) => name === '/Annots' || name === '/Tabs')
    ? 'metadata'
    : 'content'

const isTimestamp = (dict: PDFDict): boolean => dict.lookup(key('SubFilter'))?.toString() === '/ETSI.RFC3161'
const isWidget = (dict: PDFDict): boolean => dict.lookup(key('Subtype'))?.toString() === '/Widget'

/** Keys of the catalog, of the form and of a page that signing, filling in and commenting change of necessity. */
const harmless = {
  catalog: new Set(['/AcroForm', '/DSS', '/Perms', '/Extensions', '/Version', '/Metadata', '/MarkInfo']),
  form: new Set(['/Fields', '/SigFlags', '/DR', '/DA', '/NeedAppearances', '/XFA']),
}

function kindOf(
  ref: PDFRef,
  object: PDFObject,
  old: PDFObject | undefined,
  roles: Map<string, Kind>,
  pdf: Objects,
): Kind {
  const role = roles.get(ref.toString())
  if (object instanceof PDFDict) {
    const changed = old instanceof PDFDict ? changedKeys(old, object) : undefined
    if (object === pdf.catalog) return changed?.every((name) => harmless.catalog.has(name)) ? 'metadata' : 'content'
    if (
      object === pdf.catalog.lookup(key('AcroForm')) &&
      (changed === undefined || changed.every((name) => harmless.form.has(name)))
    )
      return 'metadata'
  }
  if (role !== undefined) {
    // Something that stood there before and is another now, was not only filled in.
    if (role === 'form' && object instanceof PDFDict && old instanceof PDFDict && !isFilledIn(old, object))
      return 'content'
    return role
  }
  // A list of fields or of annotations: its members are judged themselves.
  if (object instanceof PDFArray && isListOfMarked(object, roles)) return 'metadata'
  return 'content'
}

const filled = new Set(['/V', '/AS', '/AP', '/M', '/MK', '/Ff', '/F', '/DV', '/I', '/DA', '/Lock'])
const isFilledIn = (old: PDFDict, now: PDFDict): boolean => changedKeys(old, now).every((name) => filled.has(name))

function changedKeys(old: PDFDict, now: PDFDict): string[] {
  const names = new Set([...old.keys(), ...now.keys()])
  return [...names].filter((name) => old.get(name)?.toString() !== now.get(name)?.toString()).map(String)
}

const isListOfMarked = (list: PDFArray, roles: Map<string, Kind>): boolean =>
  list.size() > 0 && list.asArray().every((member) => member instanceof PDFRef && roles.has(member.toString()))
