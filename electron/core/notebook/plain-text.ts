import type { RichText } from '../../../shared/contract/notebook.ts'

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
