import { z } from 'zod'

const from = z.int().min(0)

/** A document by its paragraphs, from a model that its reader made: headings, lists, tables, and what was changed, hidden or remarked. */
export const DocumentView = z.strictObject({
  kind: z.literal('document'),
  /** How many there are; `blocks` answers them. */
  blocks: z.int(),
  /** Its headings, 5,000 at most, each with the block that it is (0 is the first); `depth` from 0. */
  outline: z.array(z.strictObject({ title: z.string(), depth: z.int(), block: z.int() })),
})

export const documentAsks = [
  /** Blocks of a document, from block `from` (0 is the first). */
  z.strictObject({ ask: z.literal('blocks'), from, count: z.int().min(1).max(500) }),
  /** Where a place of a document is today: the words of a place that another reader counted are looked for. */
  z.strictObject({ ask: z.literal('locate'), at: z.string().min(1).max(30_000) }),
] as const

/** A stretch of a block, in characters of its text; what is said of it stands from `from` to `inner`. */
const Span = z.strictObject({
  kind: z.enum([
    'inserted',
    'deleted',
    'moved',
    'hidden',
    'struck out',
    'comment',
    'note',
    'field',
    'header',
    'bold',
    'italic',
  ]),
  from: z.int(),
  inner: z.int(),
  to: z.int(),
})

const Block = z.strictObject({
  kind: z.enum(['paragraph', 'heading', 'item', 'row']),
  /** Of a heading or an item of a list, from 0. */
  depth: z.int(),
  /** In characters of the whole text, whose blocks a line feed parts. */
  start: z.int(),
  text: z.string(),
  /** Characters that are not in `text`. */
  cut: z.int(),
  spans: z.array(Span),
  /** Of a row of a table: where each cell ends; one character parts two. */
  cells: z.array(z.int()),
  /** Where it stands, if not at its own line: `p. 3` of a slide. */
  at: z.string().nullable(),
})

export const documentAnswers = [
  z.strictObject({ ask: z.literal('blocks'), blocks: z.array(Block) }),
  z.strictObject({
    ask: z.literal('locate'),
    /** The first block of the place; null where it is not found. */
    block: z.int().nullable(),
    /** In characters of the whole text. */
    from: z.int(),
    to: z.int(),
    /** What a person must know: the words were found elsewhere, or stand in several places, or nowhere. */
    says: z.string().nullable(),
  }),
] as const
