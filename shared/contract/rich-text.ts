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
