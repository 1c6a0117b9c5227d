import type { Schema } from '@tiptap/pm/model'
import type { RichText } from '../../../../shared/contract/notebook.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'

const limits = { bytes: 2_000_000, depth: 40 }

/**
 * Checks a note's text against the very schema that the editor uses, so that no window can store what it could not
 * have typed. Fails with INVALID_INPUT. The editor's code is loaded when the first note is saved, not at start.
 */
export async function checkRichText(body: RichText): Promise<void> {
  // Its depth first: what follows goes down into it.
  if (depthOf(body) > limits.depth) throw invalid('is too deeply nested')
  const size = JSON.stringify(body).length
  if (size > limits.bytes) throw invalid(`is too large (${size} bytes)`)
  if (!isWhole(body as Json)) throw invalid('holds a broken character (a lone surrogate)')
  const schema = await noteSchema()
  try {
    schema.nodeFromJSON(body).check()
  } catch (thrown) {
    throw invalid(thrown instanceof Error ? thrown.message : 'is not rich text')
  }
}

/** The schema of a note, as the window's editor has it (`renderer/editor/schema.ts`). */
export async function noteSchema(): Promise<Schema> {
  const [{ getSchema }, { StarterKit }, { TableKit }] = await Promise.all([
    import('@tiptap/core'),
    import('@tiptap/starter-kit'),
    import('@tiptap/extension-table'),
  ])
  return getSchema([StarterKit, TableKit])
}

const invalid = (why: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `The note’s text ${why}.`,
    'Take out what was pasted last and save again; your draft is kept.',
  )

function depthOf(value: unknown, depth = 0): number {
  if (typeof value !== 'object' || value === null || depth > limits.depth) return depth
  let deepest = depth
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, depth + 1))
  return deepest
}

/** Whether the record can hold it: canonical JSON has no form for half of a character. */
function isWhole(body: Json): boolean {
  try {
    canonical(body)
    return true
  } catch {
    return false
  }
}
