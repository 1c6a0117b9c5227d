import { z } from 'zod'
import { Line } from './fields.ts'
import { categories } from './intake.ts'

/** Languages that a form can be read in. The first is the one that every text must have. */
export const languages = ['en', 'es', 'fr', 'ar'] as const

/** A text in one language or more. */
export const Words = z.strictObject({
  en: Line,
  es: Line.optional(),
  fr: Line.optional(),
  ar: Line.optional(),
})
export type Words = z.infer<typeof Words>

const Id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and dashes')

/**
 * What a field takes: `line` and `text` are words; `choice` one of its options, `choices` any of them; `when` a moment as
 * exactly as it is known; `person`, `vehicle`, `account`, `phone` and `place` are words that are looked up among what was
 * reported before.
 */
export const fieldKinds = [
  'line',
  'text',
  'choice',
  'choices',
  'yes-no',
  'number',
  'when',
  'person',
  'vehicle',
  'account',
  'phone',
  'place',
] as const

export const FormField = z
  .strictObject({
    id: Id,
    /** Its English words name the answer in the report. */
    label: Words.refine(({ en }) => en.length <= 100, 'has an English label of more than 100 characters'),
    help: Words.optional(),
    kind: z.enum(fieldKinds),
    options: z
      .array(z.strictObject({ id: Id, label: Words }))
      .min(2)
      .max(40)
      .optional(),
    required: z.boolean().default(false),
  })
  .refine(
    ({ kind, options }) => (kind === 'choice' || kind === 'choices') === (options !== undefined),
    'a choice has options, and nothing else has',
  )
export type FormField = z.infer<typeof FormField>

/** Whether a form asks for one of the facts that every report can have: `required` ones come first and must be given. */
const Asks = z.enum(['required', 'optional', 'hidden'])

/** The form by which reports of one category are taken in. Its answers become the report's named extra fields. */
export const FormTemplate = z
  .strictObject({
    category: z.enum(categories),
    title: Words,
    /** Shown above the form. */
    intro: Words.optional(),
    narrative: z.strictObject({ label: Words, help: Words.optional() }),
    asks: z.strictObject({ occurredAt: Asks, place: Asks, reporter: Asks, immediateDanger: Asks }),
    fields: z.array(FormField).max(40),
  })
  .refine(
    ({ fields }) => new Set(fields.map(({ id }) => id)).size === fields.length,
    'two fields of a form have the same id',
  )
  .refine(
    ({ fields }) => new Set(fields.map(({ label }) => label.en)).size === fields.length,
    'two fields of a form have the same English label: of two answers one would be lost',
  )
export type FormTemplate = z.infer<typeof FormTemplate>
