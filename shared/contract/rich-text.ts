import type { RichText } from './notebook.ts'

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
  content?: Node[]
}

/** The words of a note alone: a line for each paragraph, heading or line of a list. */
export function plainTextOf(body: RichText): string {
  const lines: string[] = []
  const walk = ({ content = [] }: Node): void => {
    const isLine = content.some(({ type }) => type === 'text' || type === 'hardBreak')
    if (isLine)
      lines.push(
        ...content
          .map(({ text }) => text ?? '\n')
          .join('')
          .split('\n'),
      )
    else for (const inner of content) walk(inner)
  }
  walk(body)
  return lines.join('\n')
}
