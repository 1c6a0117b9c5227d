import type { Output } from '../../../shared/contract/contract.ts'
import type { TemplateKind } from '../../../shared/contract/templates.ts'
import type { FormField } from '../../../shared/contract/forms.ts'
import type { Language } from '../../ui/forms/words-in.ts'
import { dayAndClock } from '../../ui/time.ts'

export type TemplateRow = Output<'template.list'>['items'][number]
export type Version = Output<'template.get'>['versions'][number]

export const kindWords: Record<TemplateKind, string> = {
  form: 'Report forms',
  triage: 'Triage',
  playbook: 'Playbooks',
  assessment: 'Assessment forms',
  mapping: 'Import mappings',
}

/** What a change of a template of this kind does, and what it leaves alone. */
export const kindSays: Record<TemplateKind, string> = {
  form: 'What is asked when a report of this category is taken in. Reports that were filed keep their answers.',
  triage: 'How a report of this category is graded and who must be told. Grades that were given stand.',
  playbook: 'The tasks that a case of this category can be given. Cases that have it keep the version they were given.',
  assessment: 'What is looked for in an assessment. Assessments that were made keep the words they were made with.',
  mapping: 'Which column of a table fills which part of a report. Reports that were imported stay as they are.',
}

/** `as supplied`, `version 2, 25 Nov, 22:40, R. Okafor`, or of one that was not saved yet `new, not in use yet`. */
export const versionInWords = ({
  version,
  savedAt,
  savedBy,
  shipped = true,
}: Version & { shipped?: boolean }): string =>
  savedAt !== null
    ? `version ${version}, ${dayAndClock(savedAt)}, ${savedBy ?? 'nobody known'}`
    : shipped
      ? 'as supplied'
      : 'new, not in use yet'

export const templateId = ({ kind, key }: { kind: TemplateKind; key: string }): string => `${kind}/${key}`

export const languageWords: Record<Language, string> = { en: 'English', es: 'Español', fr: 'Français', ar: 'العربية' }

export const fieldKindWords: Record<FormField['kind'], string> = {
  line: 'Words, one line',
  text: 'Words, several lines',
  choice: 'One of several',
  choices: 'Any of several',
  'yes-no': 'Yes or no',
  number: 'Number',
  when: 'Time',
  person: 'Person',
  vehicle: 'Vehicle',
  account: 'Account',
  phone: 'Telephone',
  place: 'Place',
}

const partNames: Record<string, string> = {
  fields: 'Field',
  tasks: 'Task',
  options: 'choice',
  results: 'result',
  sources: 'Source',
  label: 'label',
  help: 'hint',
  kind: 'kind',
  id: 'name in the record',
  key: 'name in the record',
  dependsOn: 'what it waits for',
  due: 'due time',
  narrative: 'Narrative',
  title: 'title',
  intro: 'Words above the form',
  category: 'Category',
  about: 'When it is used',
}

/** A name of a part as people say it. */
export const partInWords = (part: string): string =>
  Object.hasOwn(languageWords, part) ? languageWords[part as Language] : (partNames[part] ?? part)

/** `fields.2.label.es` as `Field 3, label, Español`. */
export function placeInWords(path: readonly PropertyKey[]): string {
  const words: string[] = []
  for (const step of path) {
    if (typeof step === 'number') words.push(`${words.pop() ?? 'Part'} ${step + 1}`)
    else if (step === 'en' || step === 'minutes' || step === 'after') continue
    else words.push(partInWords(String(step)))
  }
  const [first = '', ...rest] = words
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(', ')
}
