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

export const takesOptions = (kind: unknown): boolean => kind === 'choice' || kind === 'choices'

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
  .refine(({ kind, options }) => takesOptions(kind) === (options !== undefined), {
    path: ['options'],
    message: 'must be there for a choice, and for nothing else',
  })
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
  .superRefine(({ fields }, { addIssue }) => {
    const ids = fields.map(({ id }) => id)
    const labels = fields.map(({ label }) => label.en)
    for (const at of fields.keys()) {
      if (ids.indexOf(ids[at] ?? '') !== at)
        addIssue({ code: 'custom', path: ['fields', at, 'id'], message: 'is the same id as another field’s' })
      if (labels.indexOf(labels[at] ?? '') !== at) {
        const message = 'is the same English label as another field’s: of two answers one would be lost'
        addIssue({ code: 'custom', path: ['fields', at, 'label', 'en'], message })
      }
    }
  })
export type FormTemplate = z.infer<typeof FormTemplate>
