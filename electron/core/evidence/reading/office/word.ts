import { Lines, walk, type Parts } from './parts.ts'

/** Notes by their number, as they are set in place where they are referred to. */
type Notes = Map<string, string>

const who = ({ author, date }: Record<string, string>): string =>
  [author === undefined || author === '' ? '' : ` by ${author}`, date === undefined ? '' : ` at ${date}`].join('')

/** Changes that Word keeps: what was moved stands in both places. */
const changes: Record<string, string> = {
  ins: 'inserted',
  del: 'deleted',
  moveFrom: 'moved away',
  moveTo: 'moved here',
}
/** Marks of a run that a reader of the text alone would not see. */
const marks: Record<string, string> = {
  vanish: 'hidden',
  webHidden: 'hidden',
  strike: 'struck out',
  dstrike: 'struck out',
}
const off = /^(?:0|false|off)$/

/** Text of a part of a Word document by paragraphs, rows of tables as one line, with what was changed, hidden or remarked in brackets. */
export function paragraphsOf(xml: string, notes: { comment: Notes; footnote: Notes; endnote: Notes }): string[] {
  const found: string[] = []
  const paragraphs: string[] = []
  const rows: string[][] = []
  const cells: string[][] = []
  let properties = 0
  let skipped = 0
  let reading = false
  let run: string[] = []
  const add = (text: string): void => {
    if (paragraphs.length > 0) paragraphs[paragraphs.length - 1] += text
  }
  const into = (text: string): void => {
    const cell = cells.at(-1)
    if (cell) cell.push(text)
    else found.push(text)
  }
  walk(xml, {
    open(name, attributes) {
      if (name === 'Fallback') skipped += 1
      if (skipped > 0) return
      if (name === 'rPr' || name === 'pPr') properties += 1
      if (properties > 0) {
        const mark = marks[name]
        if (mark !== undefined && !off.test(attributes['val'] ?? '') && !run.includes(mark)) run.push(mark)
        return
      }
      const change = changes[name]
      if (change !== undefined) add(`[${change}${who(attributes)}: `)
      if (name === 'p') paragraphs.push('')
      else if (name === 'tr') rows.push([])
      else if (name === 'tc') cells.push([])
      else if (name === 'r') run = []
      else if (name === 't' || name === 'delText' || name === 'instrText' || name === 'delInstrText') {
        reading = true
        add(run.length > 0 ? `[${run.join(', ')}: ` : '')
        if (name.endsWith('nstrText')) add('[field:')
      } else if (name === 'tab') add('\t')
      else if (name === 'br' || name === 'cr') add('\n')
      else if (name === 'noBreakHyphen') add('\u2011')
      else if (name === 'sym') add(`[symbol ${attributes['char'] ?? ''} of ${attributes['font'] ?? ''}]`)
      else if (name === 'altChunk') found.push('[text of another format is put in here: it lies in a member]')
      const [, kind] = /^(comment|footnote|endnote)Reference$/.exec(name) ?? []
      if (kind === 'comment' || kind === 'footnote' || kind === 'endnote') {
        const note = notes[kind].get(attributes['id'] ?? '')
        if (note !== undefined) add(`[${kind}${note}]`)
      }
    },
    text(text) {
      if (reading) add(text)
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
      if (changes[name] !== undefined) add(']')
      if (name === 't' || name === 'delText' || name === 'instrText' || name === 'delInstrText') {
        reading = false
        if (name.endsWith('nstrText')) add(']')
        add(run.length > 0 ? ']' : '')
      } else if (name === 'p') {
        const text = paragraphs.pop() ?? ''
        // A box of text inside a paragraph stands before it.
        into(text)
      } else if (name === 'tc') rows.at(-1)?.push((cells.pop() ?? []).join(' / '))
      else if (name === 'tr') into((rows.pop() ?? []).join('\t'))
    },
  })
  return found
}

const none = { comment: new Map(), footnote: new Map(), endnote: new Map() }

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
    const text = paragraphsOf(
      `${piece.slice(start)}</${/^<((?:\w+:)?\w+)/.exec(piece.slice(start))?.[1] ?? element}>`,
      none,
    )
    notes.set(id, `${said}: ${text.join(' / ').trim()}`)
  }
  return notes
}

/** Everything that stands in a Word document: headers, the body with its notes in place, footers, comments that nothing refers to. */
export async function readWord(parts: Parts, lines: Lines): Promise<void> {
  const main = parts.paths.find((path) => /^word\/document\d*\.xml$/i.test(path)) ?? 'word/document.xml'
  const [comment, footnote, endnote] = await Promise.all([
    notesOf(parts, 'word/comments.xml', 'comment'),
    notesOf(parts, 'word/footnotes.xml', 'footnote'),
    notesOf(parts, 'word/endnotes.xml', 'endnote'),
  ])
  const notes = { comment, footnote, endnote }
  const body = await parts.xml(main)
  for (const text of body === undefined ? [] : paragraphsOf(body, notes)) lines.add(text)
  for (const path of parts.paths.filter((one) => /^word\/(?:header|footer)\d*\.xml$/.test(one))) {
    const xml = await parts.xml(path)
    const [, kind = ''] = /(header|footer)/.exec(path) ?? []
    for (const text of xml === undefined ? [] : paragraphsOf(xml, notes))
      if (text.trim() !== '') lines.add(`[${kind}: ${text}]`)
  }
  for (const [id, note] of comment)
    if (!new RegExp(`commentReference\\s[^>]*id="${id.replaceAll(/\D/g, '')}"`).test(body ?? ''))
      lines.add(`[comment without a place${note}]`)
}
