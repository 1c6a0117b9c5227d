import type { FormField, FormTemplate } from './forms.ts'

/** What a report says, as far as a form asks for it. */
export interface Answered {
  occurredAt?: unknown
  place?: unknown
  reporter?: unknown
  /** Answers by the English label of their field. */
  fields?: Readonly<Record<string, string>> | undefined
}

/** What the facts that every report can have are called where one is missing. */
const facts = { occurredAt: 'When it happened', place: 'Place', reporter: 'Reporter' } as const

/** Several chosen options in one answer. */
const between = '; '
export const joinChoices = (chosen: readonly string[]): string => chosen.join(between)
export const splitChoices = (answer: string): string[] => answer.split(between).filter((one) => one !== '')

const answerTo = ({ label }: FormField, fields: Answered['fields']): string =>
  fields && Object.hasOwn(fields, label.en) ? (fields[label.en] ?? '').trim() : ''

/** The required facts of a form that are missing, by the words in which it asks for them. */
export function missingFacts({ asks, fields }: FormTemplate, given: Answered): string[] {
  const common = Object.entries(facts).filter(
    ([fact]) => asks[fact as keyof typeof facts] === 'required' && (given[fact as keyof typeof facts] ?? null) === null,
  )
  const own = fields.filter((field) => field.required && answerTo(field, given.fields) === '')
  return [...own.map(({ label }) => label.en), ...common.map(([, words]) => words)]
}

/** Answers that none of their field's options is, by the English label of the field. */
export function strangeChoices({ fields }: FormTemplate, given: Answered['fields']): string[] {
  return fields
    .filter((field) => {
      const answer = answerTo(field, given)
      if (!field.options || answer === '') return false
      const known = new Set(field.options.map(({ label }) => label.en))
      return !(field.kind === 'choices' ? splitChoices(answer) : [answer]).every((one) => known.has(one))
    })
    .map(({ label }) => label.en)
}
