import type { RichNode } from './content.ts'

/** A run of a note's text with its marks. */
export interface Run {
  text: string
  bold: boolean
  italic: boolean
  strike: boolean
  code: boolean
  underline: boolean
}

/** A block of a note, flattened so that no depth of nesting can exhaust the template. */
export interface Block {
  kind: 'para' | 'heading' | 'item' | 'code' | 'rule'
  /** Levels of indentation: lists and quotations within each other, at most 8. */
  depth: number
  quoted: boolean
  /** What stands before a list item: a bullet or its number. */
  marker: string
  runs: Run[]
}

interface Place {
  depth: number
  quoted: boolean
  marker: string
}

const deepest = 8
const inlineTypes = new Set(['text', 'hardBreak'])

/**
 * The blocks of a ProseMirror document. Unknown nodes give their text. Walks with a stack of its own, so that a document
 * nested a hundred thousand deep costs time, not the process.
 */
export function blocksOf(doc: RichNode): Block[] {
  const out: Block[] = []
  const waiting: { node: RichNode; place: Place }[] = [{ node: doc, place: { depth: 0, quoted: false, marker: '' } }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, place } = next
    const children = node.content ?? []
    if (node.type === 'horizontalRule') out.push({ kind: 'rule', ...place, runs: [] })
    else if (node.type === 'tableRow') out.push({ kind: 'para', ...place, runs: rowOf(node) })
    else if (inlineTypes.has(node.type) || children.some((child) => inlineTypes.has(child.type) || isLeaf(child))) {
      out.push({ kind: kindOf(node, place), ...place, runs: runsOf(inlineTypes.has(node.type) ? [node] : children) })
    } else {
      const inside = children.map((child, i) => ({ node: child, place: placeOf(node, place, i) }))
      waiting.push(...inside.reverse())
    }
  }
  return out
}

const isLeaf = (node: RichNode): boolean => node.text !== undefined && (node.content ?? []).length === 0

function kindOf(node: RichNode, place: Place): Block['kind'] {
  if (node.type === 'heading') return 'heading'
  if (node.type === 'codeBlock') return 'code'
  return place.marker === '' ? 'para' : 'item'
}

/** Where a child stands; a list's marker belongs to the first block of its item. */
function placeOf(parent: RichNode, place: Place, index: number): Place {
  const deeper = Math.min(place.depth + 1, deepest)
  const start = typeof parent.attrs?.['start'] === 'number' ? Math.trunc(parent.attrs['start']) : 1
  switch (parent.type) {
    case 'bulletList':
      return { ...place, depth: deeper, marker: '•' }
    case 'orderedList':
      return { ...place, depth: deeper, marker: `${numeralOf(start + index, parent.attrs?.['type'])}.` }
    case 'blockquote':
      return { depth: deeper, quoted: true, marker: index === 0 ? place.marker : '' }
    default:
      return index === 0 ? place : { ...place, marker: '' }
  }
}

const romans = { m: 1000, cm: 900, d: 500, cd: 400, c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 }

/** The number of a list's line as its list counts (HTML, `ol type`): 1, a, A, i, I; outside of what that can count, 1. */
function numeralOf(number: number, type: unknown): string {
  const small = type === 'a' || type === 'A' ? lettersOf(number) : type === 'i' || type === 'I' ? romanOf(number) : ''
  if (small === '') return `${number}`
  return type === 'A' || type === 'I' ? small.toUpperCase() : small
}

function lettersOf(number: number): string {
  let out = ''
  for (let rest = number; rest > 0; rest = Math.floor((rest - 1) / 26))
    out = String.fromCharCode(97 + ((rest - 1) % 26)) + out
  return out
}

function romanOf(number: number): string {
  if (number > 3999) return ''
  let out = ''
  let rest = number
  for (const [sign, value] of Object.entries(romans)) for (; rest >= value; rest -= value) out += sign
  return out
}

/** A row of a table on one line: its cells told apart, empty ones in their place, headings in bold. */
const rowOf = ({ content = [] }: RichNode): Run[] =>
  content.flatMap((cell, index) => {
    const shown = linesIn(cell).flatMap((line, n) => (n === 0 ? runsOf(line) : [plainRun(' '), ...runsOf(line)]))
    const runs = cell.type === 'tableHeader' ? shown.map((run) => ({ ...run, bold: true })) : shown
    return index === 0 ? runs : [plainRun(' | '), ...runs]
  })

/** The lines of text within a node, in order; as above without going down by calls. */
function linesIn(top: RichNode): RichNode[][] {
  const lines: RichNode[][] = []
  const waiting = [top]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const children = node.content ?? []
    if (children.some((child) => inlineTypes.has(child.type) || isLeaf(child))) lines.push(children)
    else waiting.push(...children.toReversed())
  }
  return lines
}

const plainRun = (text: string): Run => ({
  text,
  bold: false,
  italic: false,
  strike: false,
  code: false,
  underline: false,
})

/** The address of a link, where it is not the text itself. */
function addressOf(node: RichNode): string {
  const href = node.marks?.find((mark) => mark.type === 'link')?.attrs?.['href']
  return typeof href === 'string' && href !== node.text ? ` (${href})` : ''
}

function runsOf(nodes: RichNode[]): Run[] {
  return nodes.map((node) => {
    const marks = new Set((node.marks ?? []).map((mark) => mark.type))
    return {
      text: node.type === 'hardBreak' ? '\n' : textOf(node) + addressOf(node),
      bold: marks.has('bold'),
      italic: marks.has('italic'),
      strike: marks.has('strike'),
      code: marks.has('code'),
      underline: marks.has('underline'),
    }
  })
}

/** All text below a node of a kind we do not know, in order. */
function textOf(top: RichNode): string {
  let out = ''
  const waiting = [top]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    out += node.text ?? ''
    waiting.push(...(node.content ?? []).toReversed())
  }
  return out
}

const deepestKept = 200

/**
 * The document itself, or, when it is nested so deep that recursive code (the schema, the channel between processes)
 * might not survive it, its blocks as plain paragraphs of the same text.
 */
export function shallow(doc: RichNode): RichNode {
  const waiting: { node: RichNode; depth: number }[] = [{ node: doc, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next
    if (depth > deepestKept) return plainOf(doc)
    for (const child of node.content ?? []) waiting.push({ node: child, depth: depth + 1 })
  }
  return doc
}

const plainOf = (doc: RichNode): RichNode => ({
  type: 'doc',
  content: blocksOf(doc).map(({ runs }) => ({
    type: 'paragraph',
    content: runs.map(({ text }) => ({ type: 'text', text })),
  })),
})
