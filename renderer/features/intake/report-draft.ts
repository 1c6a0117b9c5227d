import type { Input } from '../../../shared/contract/contract.ts'
import { fromLocalField, toLocalField } from '../../ui/time.ts'
import { readWhen, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'
import type { Level } from '../../ui/words.ts'

type ReportInput = Input<'report.add'>

/** A report while it is being written: what the fields hold, which may not yet be a report. */
export interface ReportDraft {
  category: ReportInput['category'] | ''
  channel: ReportInput['channel']
  /** As it was typed; '' means now, when it is filed. */
  receivedAt: string
  narrative: string
  immediateDanger: boolean
  anonymous: boolean
  reporter: string
  contact: string
  when: WhenTyped
  place: string
  level: Level | null
  severityReason: string
}

export const emptyReport: ReportDraft = {
  category: '',
  channel: 'phone',
  receivedAt: '',
  narrative: '',
  immediateDanger: false,
  anonymous: false,
  reporter: '',
  contact: '',
  when: whenUnknown,
  place: '',
  level: null,
  severityReason: '',
}

export type ReportErrors = Partial<Record<keyof ReportDraft, string>>

/** The report that the fields make, or what is wrong with which. */
export function readReport(draft: ReportDraft): { input: ReportInput | null; errors: ReportErrors } {
  const errors: ReportErrors = {}
  const { when, error: whenError } = readWhen(draft.when)
  const receivedAt = fromLocalField(draft.receivedAt.trim() === '' ? toLocalField(new Date()) : draft.receivedAt)
  if (draft.category === '') errors.category = 'Choose a category; "Other" is one.'
  if (draft.narrative.trim() === '') errors.narrative = 'Write down what was said, in the reporter’s own words.'
  if (receivedAt === undefined) errors.receivedAt = 'Give the date and the time, or leave it empty for now.'
  if (whenError) errors.when = whenError
  if (draft.level !== null && draft.severityReason.trim() === '')
    errors.severityReason = 'Say what the severity rests on.'
  if (draft.level === null && draft.severityReason.trim() !== '') errors.level = 'Choose a level for this reason.'
  if (!draft.anonymous && draft.reporter.trim() === '' && draft.contact.trim() !== '') {
    errors.reporter = 'Give the name, or mark the reporter as anonymous.'
  }
  if (Object.keys(errors).length > 0 || draft.category === '' || receivedAt === undefined)
    return { input: null, errors }
  const name = draft.anonymous ? '' : draft.reporter.trim()
  const contact = draft.contact.trim()
  return {
    errors,
    input: {
      category: draft.category,
      channel: draft.channel,
      receivedAt,
      narrative: draft.narrative,
      immediateDanger: draft.immediateDanger,
      reporter: name === '' ? null : { name, ...(contact === '' ? {} : { contact }) },
      occurredAt: when,
      place: draft.place.trim() === '' ? null : { name: draft.place.trim() },
      severity: draft.level === null ? null : { level: draft.level, reason: draft.severityReason.trim() },
    },
  }
}
