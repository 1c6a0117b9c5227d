import { missingFacts } from '../../../shared/contract/answers.ts'
import type { Input } from '../../../shared/contract/contract.ts'
import type { FormTemplate } from '../../../shared/contract/forms.ts'
import { readAnswers, type Answers } from '../../ui/forms/answers.ts'
import { fromSaid, toLocalField } from '../../ui/time.ts'
import { readWhen, whenUnknown, type WhenTyped } from '../../ui/when-field.tsx'
import type { Level } from '../../ui/words.ts'
import type { PickedFile } from '../exhibits/index.ts'
import { readPlace } from '../../ui/place-typed.ts'
import { words as fixed } from './catalogue.ts'

type ReportInput = Input<'report.add'>

/** A report while it is being written: what the fields hold, which may not yet be a report. */
export interface ReportDraft {
  /** Key of the form; '' until one is chosen. */
  form: string
  /** How it came in; '' until it is said, since nobody but its taker knows. */
  cameBy: ReportInput['channel'] | ''
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
  /** By the id of the field. What another form asked for stays, and is filed when its field comes back. */
  answers: Answers
  /** A case to which the report is added once it is filed, and why. */
  into: { case: string; reason: string } | null
  /** Files that came with it: where they lie. Their bytes are read when it is filed. */
  files: PickedFile[]
}

export const emptyReport: ReportDraft = {
  form: '',
  cameBy: '',
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
  answers: {},
  into: null,
  files: [],
}

/** What drafts of earlier versions had in other places; their telephone stood there unless somebody chose another. */
interface KeptBefore {
  category?: string
  channel?: ReportInput['channel']
}

/** A draft as it was kept, also by a version that had a category and no form, or took a report for a call unless told. */
export const draftFrom = (kept: (Partial<ReportDraft> & KeptBefore) | undefined): ReportDraft => {
  const { category, channel = 'phone', ...draft } = kept ?? {}
  return {
    ...emptyReport,
    ...draft,
    form: draft.form ?? category ?? '',
    cameBy: draft.cameBy ?? (channel === 'phone' ? '' : channel),
  }
}

export type ReportErrors = Partial<Record<Exclude<keyof ReportDraft, 'answers'>, string>> & {
  answers?: Record<string, string>
}

/** The form by which a report is being taken. */
export interface FormAtWork {
  key: string
  version: number
  body: FormTemplate
}

/** The report that the fields make, or what is wrong with which. */
export function readReport(draft: ReportDraft, form: FormAtWork): { input: ReportInput | null; errors: ReportErrors } {
  const errors: ReportErrors = {}
  const { asks, category } = form.body
  const { when, error: whenError } = readWhen(draft.when)
  const { fields, errors: wrongAnswers } = readAnswers(form.body, draft.answers, draft.when.zone)
  const receivedAt = fromSaid(draft.receivedAt.trim() === '' ? toLocalField(new Date()) : draft.receivedAt)
  const name = draft.anonymous ? '' : draft.reporter.trim()
  const contact = draft.contact.trim()
  const place = asks.place === 'hidden' ? null : readPlace(draft.place)
  if (draft.narrative.trim() === '') errors.narrative = fixed.writeDownWhatWasSaidIn
  if (draft.cameBy === '') errors.cameBy = fixed.sayHowItCameIn
  if (receivedAt === undefined) errors.receivedAt = fixed.giveTheDateAndTheTime
  if (whenError) errors.when = whenError
  if (draft.level !== null && draft.severityReason.trim() === '')
    errors.severityReason = fixed.sayWhatTheSeverityRestsOn
  if (draft.level === null && draft.severityReason.trim() !== '') errors.level = fixed.chooseALevelForThisReason
  if (!draft.anonymous && name === '' && contact !== '') errors.reporter = fixed.giveTheNameOrMarkThe
  const missing = missingFacts({ ...form.body, fields: [] }, { occurredAt: when, place, reporter: name || null })
  if (missing.includes('When it happened')) errors.when ??= fixed.theFormRequiresItADay
  if (missing.includes('Place')) errors.place = fixed.theFormRequiresItAName
  if (missing.includes('Reporter')) errors.reporter ??= fixed.theFormRequiresIt
  if (Object.keys(wrongAnswers).length > 0) errors.answers = wrongAnswers
  if (Object.keys(errors).length > 0 || receivedAt === undefined || draft.cameBy === '') return { input: null, errors }
  return {
    errors,
    input: {
      category,
      channel: draft.cameBy,
      receivedAt,
      narrative: draft.narrative,
      immediateDanger: draft.immediateDanger,
      reporter: name === '' ? null : { name, ...(contact === '' ? {} : { contact }) },
      occurredAt: asks.occurredAt === 'hidden' ? null : when,
      place,
      severity: draft.level === null ? null : { level: draft.level, reason: draft.severityReason.trim() },
      form: { key: form.key, version: form.version },
      fields,
    },
  }
}

/** What a draft is compared by with the reports that are there. */
export function likenessOf(draft: ReportDraft, form: FormAtWork | null): Input<'report.similar'> {
  const { when } = readWhen(draft.when)
  const fields: Record<string, string> = form ? readAnswers(form.body, draft.answers, draft.when.zone).fields : {}
  const named = form?.body.fields.filter(({ kind }) => kind === 'person' || kind === 'account') ?? []
  return {
    words: draft.narrative,
    names: named.map(({ label }) => fields[label.en] ?? '').filter((name) => name !== ''),
    place: readPlace(draft.place),
    occurredAt: when,
    receivedAt: fromSaid(draft.receivedAt) ?? null,
    fields: Object.fromEntries(
      Object.entries(fields).filter(([label]) =>
        form?.body.fields.some(
          (field) => field.label.en === label && !['choice', 'choices', 'yes-no', 'when'].includes(field.kind),
        ),
      ),
    ),
  }
}
