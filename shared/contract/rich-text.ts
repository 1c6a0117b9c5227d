import type { NoteStrike, RichText } from './notebook.ts'

/** Plain text as rich text: a paragraph for each stretch between empty lines, line ends kept within it. */
export function richTextOf(text: string): RichText {
  const content = text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.replace(/^\n+|\n+$/g, ''))
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => ({
      type: 'paragraph',
      content: paragraph
        .split('\n')
        .flatMap((line, index) => [
          ...(index > 0 ? [{ type: 'hardBreak' }] : []),
          ...(line === '' ? [] : [{ type: 'text', text: line }]),
        ]),
    }))
  return { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
}

interface Node {
  type?: string
  text?: string
  marks?: readonly { type: string; attrs?: { href?: unknown } }[]
  content?: Node[]
}

/** The words of a note alone: a line for each paragraph, heading, line of a list or row of a table. */
export function plainTextOf(body: RichText): string {
  const lines: string[] = []
  const walk = (node: Node): void => {
    const { content = [] } = node
    if (node.type === 'tableRow') lines.push(rowInWords(node))
    else if (content.some(({ type }) => type === 'text' || type === 'hardBreak'))
      lines.push(...content.map(wordsOf).join('').split('\n'))
    else for (const inner of content) walk(inner)
  }
  walk(body)
  return lines.join('\n')
}

/** Cells told apart, empty ones in their place. */
const rowInWords = ({ content = [] }: Node): string =>
  content.map((cell) => plainTextOf({ type: 'doc', content: cell.content ?? [] }).replaceAll('\n', ' ')).join(' | ')

/** A text, with the address that it leads to where that is not the text itself. */
function wordsOf({ text, marks = [] }: Node): string {
  const href = marks.find(({ type }) => type === 'link')?.attrs?.href
  if (text === undefined) return '\n'
  return typeof href === 'string' && href !== text ? `${text} (${href})` : text
}

/** The text nodes of a body put together in their order: what places of struck passages are counted in. */
export function textIn(body: RichText): string {
  let text = ''
  const walk = (node: Node): void => {
    text += node.text ?? ''
    for (const inner of node.content ?? []) walk(inner)
  }
  walk(body)
  return text
}

/** A body in which struck passages are struck through, each followed by its number in brackets, as the list below it counts them. */
export function withStrikes(body: RichText, strikes: readonly Pick<NoteStrike, 'start' | 'end'>[]): RichText {
  if (strikes.length === 0) return body
  let at = 0
  const walk = (node: Node): Node[] => {
    const { text } = node
    if (text === undefined) return [{ ...node, ...(node.content && { content: node.content.flatMap(walk) }) }]
    const begin = at
    at += text.length
    const cuts = [...new Set([begin, at, ...strikes.flatMap(({ start, end }) => [start, end])])]
      .filter((cut) => cut >= begin && cut <= at)
      .sort((a, b) => a - b)
    return cuts.slice(1).flatMap((to, i) => {
      const from = cuts[i] ?? to
      const isStruck = strikes.some(({ start, end }) => start <= from && to <= end)
      const marks = (node.marks ?? []).filter(({ type }) => type !== 'strike')
      const part = { ...node, text: text.slice(from - begin, to - begin) }
      const ended = strikes.flatMap(({ end }, n) => (end === to ? [{ type: 'text', text: ` [S${n + 1}]` }] : []))
      return [isStruck ? { ...part, marks: [...marks, { type: 'strike' }] } : part, ...ended]
    })
  }
  return { ...body, content: ((body as Node).content ?? []).flatMap(walk) }
}
