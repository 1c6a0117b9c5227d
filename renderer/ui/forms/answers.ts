import { joinChoices } from '../../../shared/contract/answers.ts'
import type { FormField, FormTemplate } from '../../../shared/contract/forms.ts'
import { readWhen, readingOf } from '../when-field.tsx'
import { words as fixed } from '../catalogue.ts'

/** What was entered so far, by the id of the field: words; of a choice the id of the option; of several their ids, with spaces. */
export type Answers = Readonly<Record<string, string>>

export const chosenIn = (answer: string | undefined): string[] => (answer ?? '').split(' ').filter((id) => id !== '')

const labelOf = ({ options }: FormField, id: string): string | undefined =>
  options?.find((option) => option.id === id)?.label.en

/** What the record keeps of an answer: words; '' when there is none; what is wrong with it. */
export function answerInWords(
  field: FormField,
  entered: string | undefined,
  zone: string,
): { words: string; error?: string } {
  const text = (entered ?? '').trim()
  if (text === '') return { words: '' }
  switch (field.kind) {
    case 'choice':
      return { words: labelOf(field, text) ?? '' }
    case 'choices':
      return { words: joinChoices(chosenIn(text).flatMap((id) => labelOf(field, id) ?? [])) }
    case 'yes-no':
      return { words: text === 'yes' ? 'Yes' : text === 'no' ? 'No' : '' }
    case 'number':
      return /^\d{1,9}$/.test(text) ? { words: text } : { words: '', error: fixed.writeAWholeNumber }
    case 'when': {
      const { when, error } = readWhen({ text, zone })
      return when ? { words: readingOf(when) } : { words: '', ...(error ? { error } : {}) }
    }
    case 'line':
    case 'text':
    case 'person':
    case 'vehicle':
    case 'account':
    case 'phone':
    case 'place':
      break
  }
  return { words: text }
}

/** The answers to a form's fields as a report keeps them, by English label, and what is wrong with which field. */
export function readAnswers(
  form: FormTemplate,
  answers: Answers,
  zone: string,
): { fields: Record<string, string>; errors: Record<string, string> } {
  const fields: Record<string, string> = {}
  const errors: Record<string, string> = {}
  for (const field of form.fields) {
    const { words, error } = answerInWords(field, answers[field.id], zone)
    if (error !== undefined) errors[field.id] = error
    else if (words !== '') fields[field.label.en] = words
    else if (field.required) errors[field.id] = fixed.theFormRequiresIt
  }
  return { fields, errors }
}
