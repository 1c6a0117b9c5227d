import type { Output } from '../../../shared/contract/contract.ts'
import type { TemplateKind } from '../../../shared/contract/templates.ts'
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

/** `as it came`, or `version 2, 25 Nov, 22:40, R. Okafor`. */
export const versionInWords = ({ version, savedAt, savedBy }: Version): string =>
  savedAt === null ? 'as it came' : `version ${version}, ${dayAndClock(savedAt)}, ${savedBy ?? 'nobody known'}`

export const templateId = ({ kind, key }: { kind: TemplateKind; key: string }): string => `${kind}/${key}`
