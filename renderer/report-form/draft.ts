import type { FormPage } from '../../shared/contract/report-form.ts'
import { hex } from '../../shared/kernel/bytes.ts'
import { whyNotOccurredAt, type OccurredAt } from '../../shared/kernel/time.ts'
import { ownZone } from '../../shared/kernel/zones.ts'
import type { Answer, ReportBody } from '../../shared/report-form/body.ts'
import type { Language } from './words/index.ts'

type Bytes = Uint8Array<ArrayBuffer>
export type OneForm = FormPage['forms'][number]

/** A moment as it is being told; `known` says how exactly. */
export interface WhenDraft {
  known: 'unknown' | 'minute' | 'day' | 'month' | 'year'
  date: string
  time: string
  month: string
  year: string
}

/** A file that was added. Its bytes stay where the device has them until the report is saved. */
export interface Added {
  file: File
  name: string
}

/** All that was written so far. It lives in this page's memory and nowhere else. */
export interface Draft {
  id: string
  form: OneForm | undefined
  narrative: string
  danger: boolean
  when: WhenDraft
  place: string
  named: boolean
  name: string
  contact: string
  /** Words, the chosen option, or `yes` and `no`. */
  words: Map<string, string>
  choices: Map<string, Set<string>>
  moments: Map<string, WhenDraft>
  files: Added[]
}

export const randomBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count))

export const newWhen = (): WhenDraft => ({ known: 'unknown', date: '', time: '', month: '', year: '' })

export const newDraft = (form: OneForm | undefined): Draft => ({
  id: hex(randomBytes(16)),
  form,
  narrative: '',
  danger: false,
  when: newWhen(),
  place: '',
  named: form?.template.asks.reporter === 'required',
  name: '',
  contact: '',
  words: new Map(),
  choices: new Map(),
  moments: new Map(),
  files: [],
})

/** Whether anything would be lost by leaving. */
export const isBegun = ({ narrative, place, name, contact, words, files }: Draft): boolean =>
  files.length > 0 || [narrative, place, name, contact, ...words.values()].some((text) => text.trim() !== '')

/** Half of a character, as some keyboards leave, has no place in the record. */
export const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text))
const oneLine = (text: string): string =>
  wellFormed(text)
    // oxlint-disable-next-line no-control-regex -- they have no place in one line
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ')
    .trim()

/** A moment as the record has it; null when it is not known, undefined when it cannot be. */
export function whenOf({ known, date, time, month, year }: WhenDraft): OccurredAt | null | undefined {
  if (known === 'unknown') return null
  const value = { minute: `${date}T${time.slice(0, 5)}`, day: date, month: `${year}-${month}`, year }[known]
  const when: OccurredAt = { value, zone: ownZone(), precision: known }
  return whyNotOccurredAt(when) === undefined ? when : undefined
}

/** What was answered to a form's own question; undefined when nothing was, or when it cannot be. */
export function answerTo(draft: Draft, { id, kind }: OneForm['template']['fields'][number]): Answer | undefined {
  const text = wellFormed(draft.words.get(id) ?? '').trim()
  if (kind === 'choices') return draft.choices.get(id)?.size ? [...(draft.choices.get(id) ?? [])] : undefined
  if (kind === 'when') return whenOf(draft.moments.get(id) ?? newWhen()) ?? undefined
  if (text === '') return undefined
  if (kind === 'yes-no') return text === 'yes'
  if (kind !== 'number') return text
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? number : undefined
}

/** The report as it will be sealed. What the form does not ask is not in it. */
export function bodyOf(draft: Draft, form: OneForm, language: Language, now: Date): Omit<ReportBody, 'attachments'> {
  const { asks, fields } = form.template
  const asked = (what: keyof typeof asks): boolean => asks[what] !== 'hidden'
  const line = (text: string): string | null => oneLine(text) || null
  const name = draft.named && asked('reporter') ? line(draft.name) : null
  const answers = fields.flatMap((field) => {
    const answer = answerTo(draft, field)
    return answer === undefined ? [] : [[field.id, answer] as const]
  })
  return {
    v: 1,
    id: draft.id,
    form: { key: form.key, version: form.version },
    language,
    narrative: wellFormed(draft.narrative),
    immediateDanger: asked('immediateDanger') && draft.danger,
    occurredAt: asked('occurredAt') ? (whenOf(draft.when) ?? null) : null,
    place: asked('place') ? line(draft.place) : null,
    reporter: name === null ? null : { name, contact: line(draft.contact) },
    answers: Object.fromEntries(answers),
    savedAt: now.toISOString(),
    zone: ownZone(),
  }
}
