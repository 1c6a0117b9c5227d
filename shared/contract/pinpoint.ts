import { z } from 'zod'
import { itemKinds, parseAt, showAt, type At } from '../kernel/pinpoint.ts'

const count = z.int().min(1)
const Box = z.strictObject({
  x: z.number().min(0),
  y: z.number().min(0),
  width: z.number().min(0),
  height: z.number().min(0),
})

const span = z.strictObject({ from: z.int().min(0), to: z.int().min(0), words: z.string().max(20_000) }).optional()

/** A place inside an exhibit (design, section 10; the forms in which it is written: `shared/kernel/pinpoint.ts`). */
export const AtPlace: z.ZodType<At> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('page'),
      page: count,
      to: count.optional(),
      boxes: z.array(Box).max(500).optional(),
      words: z.string().max(20_000).optional(),
    }),
    z.strictObject({ kind: z.literal('box'), box: Box, frame: count.optional() }),
    z.strictObject({ kind: z.literal('time'), from: z.number().min(0), to: z.number().min(0).optional() }),
    z.strictObject({
      kind: z.literal('text'),
      from: z.int().min(0),
      to: z.int().min(0),
      words: z.string().max(20_000),
      reader: z.string().max(100).optional(),
    }),
    z.strictObject({
      kind: z.literal('message'),
      message: count.optional(),
      part: z
        .string()
        .regex(/^\d+(?:\.\d+)*$/)
        .optional(),
      line: count.optional(),
      span,
    }),
    z.strictObject({ kind: z.literal('line'), line: count, to: count.optional(), span }),
    z.strictObject({ kind: z.literal('cell'), sheet: z.string().max(255).optional(), range: z.string().max(30) }),
    z.strictObject({ kind: z.literal('item'), item: z.enum(itemKinds), number: count, to: count.optional() }),
    z.strictObject({ kind: z.literal('member'), path: z.string().min(1).max(4096), at: AtPlace.optional() }),
    z.strictObject({ kind: z.literal('bytes'), from: z.int().min(0), to: z.int().min(0) }),
  ]),
)

/** A place as it is written ("p. 3", "at 01:12–01:20", "member a/b.pdf"), kept in its own spelling. */
export const WrittenPlace = z
  .string()
  .max(30_000)
  .refine(
    (text) => parseAt(text) !== undefined,
    'is no place in an exhibit, such as p. 3, at 01:12–01:20, line 4, member a/b.pdf, box 10,20 300×200',
  )
  .transform((text) => {
    const at = parseAt(text)
    return at ? showAt(at) : text
  })
