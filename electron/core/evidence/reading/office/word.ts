import { Flow, joined, type SpanKind } from './flow.ts'
import type { Lines } from './lines.ts'
import { walk, type Parts } from './parts.ts'

/** Notes by their number, as they are set in place where they are referred to. */
type Notes = Map<string, string>

const who = ({ author, date }: Record<string, string>): string =>
  [author === undefined || author === '' ? '' : ` by ${author}`, date === undefined ? '' : ` at ${date}`].join('')

/** Changes that Word keeps: what was moved stands in both places. */
const changes: Record<string, { kind: SpanKind; label: string }> = {
  ins: { kind: 'inserted', label: 'inserted' },
  del: { kind: 'deleted', label: 'deleted' },
  moveFrom: { kind: 'moved', label: 'moved away' },
  moveTo: { kind: 'moved', label: 'moved here' },
}
/** How a run looks, or that it does not show. */
const marks: Record<string, SpanKind> = {
  vanish: 'hidden',
  webHidden: 'hidden',
  strike: 'struck out',
  dstrike: 'struck out',
  b: 'bold',
  i: 'italic',
}
/** Marks that a reader of the text alone would not see: they are named in it. */
const labelled = new Set<SpanKind>(['hidden', 'struck out'])
const off = /^(?:0|false|off)$/

/** A paragraph, or a row of a table. */
interface Piece {
  flow: Flow
  kind: 'paragraph' | 'heading' | 'item' | 'row'
  depth: number
  cells?: number[]
}

/** What a style says of its paragraphs: the level of a heading, from 0. */
type Headings = Map<string, number>

interface Given {
  comment: Notes
  footnote: Notes
  endnote: Notes
  headings: Headings
  /** Notes that were set in place: kind and number. */
  placed: Set<string>
}

/** Pieces of a part of a Word document in their order, with what was changed, hidden or remarked in brackets. */
export function piecesOf(xml: string, notes: Given): Piece[] {
  const found: Piece[] = []
  const paragraphs: Piece[] = []
  const rows: Flow[][] = []
  const cells: Flow[][] = []
  let properties = 0
  let skipped = 0
  let reading = false
  let run: SpanKind[] = []
  const flow = (): Flow | undefined => paragraphs.at(-1)?.flow
  const into = (piece: Piece): void => {
    const cell = cells.at(-1)
    if (cell) cell.push(piece.flow)
    else found.push(piece)
  }
  const shape = (name: string, { val = '' }: Record<string, string>): void => {
    const piece = paragraphs.at(-1)
    if (!piece) return
    const level = name === 'pStyle' ? notes.headings.get(val) : name === 'outlineLvl' ? Number(val) : undefined
    if (level !== undefined && level < 9) Object.assign(piece, { kind: 'heading', depth: level })
    else if (piece.kind === 'heading') return
    else if (name === 'numPr') piece.kind = 'item'
    else if (name === 'ilvl') piece.depth = Math.min(8, Number(val) || 0)
  }
  walk(xml, {
    open(name, attributes) {
      if (name === 'Fallback') skipped += 1
      if (skipped > 0) return
      if (name === 'rPr' || name === 'pPr') properties += 1
      if (properties > 0) {
        const mark = marks[name]
        if (mark !== undefined && !off.test(attributes['val'] ?? '') && !run.includes(mark)) run.push(mark)
        shape(name, attributes)
        return
      }
      const change = changes[name]
      if (change) flow()?.begin(change.kind, `${change.label}${who(attributes)}: `)
      if (name === 'p') paragraphs.push({ flow: new Flow(), kind: 'paragraph', depth: 0 })
      else if (name === 'tr') rows.push([])
      else if (name === 'tc') cells.push([])
      else if (name === 'r') run = []
      else if (isText(name)) {
        reading = true
        for (const kind of run) flow()?.begin(kind, labelled.has(kind) ? `${kind}: ` : '')
        if (name.endsWith('nstrText')) flow()?.begin('field', 'field:')
      } else if (name === 'tab') flow()?.add('\t')
      else if (name === 'br' || name === 'cr') flow()?.add('\n')
      else if (name === 'noBreakHyphen') flow()?.add('\u2011')
      else if (name === 'sym') flow()?.add(`[symbol ${attributes['char'] ?? ''} of ${attributes['font'] ?? ''}]`)
      else if (name === 'altChunk') found.push(remark('[text of another format is put in here: it lies in a member]'))
      const [, kind] = /^(comment|footnote|endnote)Reference$/.exec(name) ?? []
      if (kind === 'comment' || kind === 'footnote' || kind === 'endnote') {
        const id = attributes['id'] ?? ''
        const [note, place] = [notes[kind].get(id), flow()]
        if (note === undefined || !place) return
        // A long note that much refers to would make gigabytes of a small file.
        const again = notes.placed.has(`${kind} ${id}`)
        place.say(kind === 'comment' ? 'comment' : 'note', kind, again ? `: number ${id}, as above` : note)
        notes.placed.add(`${kind} ${id}`)
      }
    },
    text(text) {
      if (reading) flow()?.add(text)
    },
    close(name) {
      if (name === 'Fallback') skipped -= 1
      if (skipped > 0) return
      if (name === 'rPr' || name === 'pPr') {
        properties -= 1
        if (name === 'pPr') run = []
        return
      }
      if (properties > 0) return
      if (changes[name]) flow()?.end()
      if (isText(name)) {
        reading = false
        if (name.endsWith('nstrText')) flow()?.end()
        for (const _ of run) flow()?.end()
      } else if (name === 'p') {
        const piece = paragraphs.pop()
        // A box of text inside a paragraph stands before it.
        if (piece) into(piece)
      } else if (name === 'tc') rows.at(-1)?.push(joined(cells.pop() ?? [], ' / ').flow)
      else if (name === 'tr') {
        const { flow: row, ends } = joined(rows.pop() ?? [], '\t')
        into({ flow: row, kind: 'row', depth: 0, cells: ends })
      }
    },
  })
  return found
}

const isText = (name: string): boolean =>
  name === 't' || name === 'delText' || name === 'instrText' || name === 'delInstrText'

function remark(text: string): Piece {
  const flow = new Flow()
  flow.add(text)
  return { flow, kind: 'paragraph', depth: 0 }
}

const textsIn = (xml: string, notes: Given): string[] => piecesOf(xml, notes).map(({ flow }) => flow.text)

const none: Given = {
  comment: new Map(),
  footnote: new Map(),
  endnote: new Map(),
  headings: new Map(),
  placed: new Set(),
}

/** Each note of a part by its number: the parts hold one element a note. */
async function notesOf(parts: Parts, path: string, element: 'comment' | 'footnote' | 'endnote'): Promise<Notes> {
  const notes: Notes = new Map()
  const xml = await parts.xml(path)
  if (xml === undefined) return notes
  const heads: { id: string; said: string }[] = []
  walk(xml, {
    open: (name, attributes) => {
      // What draws the line over footnotes has a type, and no words.
      if (name === element)
        heads.push({ id: attributes['type'] === undefined ? (attributes['id'] ?? '') : '', said: who(attributes) })
    },
  })
  const pieces = xml.split(new RegExp(`</(?:\\w+:)?${element}>`)).slice(0, heads.length)
  for (const [index, { id, said }] of heads.entries()) {
    const piece = pieces[index] ?? ''
    const start = piece.search(new RegExp(`<(?:\\w+:)?${element}[\\s>]`))
    if (id === '' || start === -1) continue
    const text = textsIn(`${piece.slice(start)}</${/^<((?:\w+:)?\w+)/.exec(piece.slice(start))?.[1] ?? element}>`, none)
    notes.set(id, `${said}: ${text.join(' / ').trim()}`)
  }
  return notes
}

/** Styles that are headings, by their own names and by those of Word, whatever its language. */
function headingsIn(xml: string | undefined): Headings {
  const headings: Headings = new Map()
  let style = ''
  if (xml !== undefined)
    walk(xml, {
      open(name, { styleId = '', val = '' }) {
        if (name === 'style') style = styleId
        const [, level] = name === 'name' ? (/^heading (\d)$/i.exec(val) ?? []) : []
        if (level !== undefined) headings.set(style, Number(level) - 1)
        else if (name === 'name' && /^(?:sub)?title$/i.test(val)) headings.set(style, 0)
        else if (name === 'outlineLvl') headings.set(style, Number(val))
      },
    })
  return headings
}

/** Everything that stands in a Word document: headers, the body with its notes in place, footers, comments that nothing refers to. */
export async function readWord(parts: Parts, lines: Lines): Promise<void> {
  const main = parts.paths.find((path) => /^word\/document\d*\.xml$/i.test(path)) ?? 'word/document.xml'
  const [comment, footnote, endnote] = await Promise.all([
    notesOf(parts, 'word/comments.xml', 'comment'),
    notesOf(parts, 'word/footnotes.xml', 'footnote'),
    notesOf(parts, 'word/endnotes.xml', 'endnote'),
  ])
  const headings = headingsIn(await parts.xml('word/styles.xml'))
  const notes: Given = { comment, footnote, endnote, headings, placed: new Set() }
  const body = await parts.xml(main)
  for (const { flow, ...shape } of body === undefined ? [] : piecesOf(body, notes)) lines.block(flow, shape)
  for (const path of parts.paths.filter((one) => /^word\/(?:header|footer)\d*\.xml$/.test(one))) {
    const xml = await parts.xml(path)
    const [, kind = ''] = /(header|footer)/.exec(path) ?? []
    for (const { flow } of xml === undefined ? [] : piecesOf(xml, notes)) {
      if (flow.text.trim() === '') continue
      const around = new Flow()
      around.begin('header', `${kind}: `)
      around.append(flow)
      around.end()
      lines.block(around)
    }
  }
  for (const [id, note] of comment)
    if (!notes.placed.has(`comment ${id}`)) {
      const flow = new Flow()
      flow.say('comment', 'comment without a place', note)
      lines.block(flow)
    }
}
