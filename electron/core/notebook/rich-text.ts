import type { RichText } from '../../../shared/contract/notebook.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

const limits = { bytes: 2_000_000, depth: 40 }

/**
 * Checks a note's text against the very schema that the editor uses, so that no window can store what it could not
 * have typed. Fails with INVALID_INPUT. The editor's code is loaded when the first note is saved, not at start.
 */
export async function checkRichText(body: RichText): Promise<void> {
  const size = JSON.stringify(body).length
  if (size > limits.bytes || depthOf(body) > limits.depth) {
    throw invalid(`is too large or too deeply nested (${size} bytes)`)
  }
  const [{ getSchema }, { StarterKit }] = await Promise.all([import('@tiptap/core'), import('@tiptap/starter-kit')])
  try {
    getSchema([StarterKit.configure({ link: false })])
      .nodeFromJSON(body)
      .check()
  } catch (thrown) {
    throw invalid(thrown instanceof Error ? thrown.message : 'is not rich text')
  }
}

const invalid = (why: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `The note’s text ${why}.`,
    'Take out what was pasted last and save again; your draft is kept.',
  )

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > limits.depth) return depth
  return Math.max(depth, ...Object.values(value).map((inner) => depthOf(inner, depth + 1)))
}
