import { z } from 'zod'
import { query, task } from './define.ts'
import { Instant, Line, OccurredAtSchema, Sha256 } from './fields.ts'
import { PathText } from './paths.ts'
import { languages, type FormTemplate } from './forms.ts'
import { categories } from './intake.ts'
import { TemplateKey } from './templates.ts'

/** `current` is what forms are made with; `retired` still opens what was sealed to it; `destroyed` opens nothing any more. */
export const keyStates = ['current', 'retired', 'destroyed'] as const

/** 32 hexadecimal digits, from the public half. */
const KeyId = z.string().regex(/^[0-9a-f]{32}$/, 'must be the 32 digits of a key, as `holdfast form key` shows them')

/** The key pair to which report forms encrypt; its private half never leaves the vault. */
export const IntakeKeyRow = z.strictObject({
  id: KeyId,
  /** Six groups of five digits, as each form made with it shows them. */
  fingerprint: z.string(),
  state: z.enum(keyStates),
  madeAt: Instant,
  madeBy: z.string(),
  retiredAt: Instant.nullable(),
  retiredBy: z.string().nullable(),
  retiredReason: z.string().nullable(),
  destroyedAt: Instant.nullable(),
  destroyedBy: z.string().nullable(),
  destroyedReason: z.string().nullable(),
  /** How many reports were filed that were sealed to it. */
  reports: z.int(),
})
export type IntakeKeyRow = z.infer<typeof IntakeKeyRow>

/** A sealed report, opened and checked, before it is filed. */
export const SealedReport = z.strictObject({
  file: z.string(),
  /** Of the .hfreport file as it came. */
  sha256: Sha256,
  size: z.int(),
  key: z.strictObject({ id: KeyId, state: z.enum(keyStates), retiredAt: Instant.nullable() }),
  form: z.strictObject({ key: z.string(), version: z.int(), title: z.string(), known: z.boolean() }),
  language: z.string(),
  category: z.enum(categories),
  narrative: z.string(),
  immediateDanger: z.boolean(),
  occurredAt: OccurredAtSchema.nullable(),
  place: z.string().nullable(),
  reporter: z.strictObject({ name: z.string(), contact: z.string().nullable() }).nullable(),
  /** By the words of the form. */
  answers: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  attachments: z.array(z.strictObject({ name: z.string(), type: z.string(), size: z.int(), sha256: Sha256 })),
  /** By the clock of the reporter's device, with its zone. */
  savedAt: Instant,
  zone: z.string(),
  /** Number of the report that this very file was filed as. */
  filedAs: z.string().nullable(),
  /** Numbers of reports that came from other copies that the reporter saved of one filling in. */
  otherSaves: z.array(z.string()),
})
export type SealedReport = z.infer<typeof SealedReport>

/** What a form's page carries: nothing secret. */
export interface FormPage {
  v: 1
  vault: string
  key: { id: string; point: string; fingerprint: string }
  madeAt: string
  /** The languages that it can be read in; the first is shown when the reader's own is none of them. */
  languages: (typeof languages)[number][]
  forms: { key: string; version: number; template: FormTemplate }[]
}

const Reason = z.strictObject({ reason: Line })
const OneKey = z.strictObject({ key: z.string(), fingerprint: z.string() })

export const reportFormProcedures = {
  /** The keys of this vault's report forms, newest first; none before the first form is made. */
  'form.keys': query('report.read', z.strictObject({}), z.strictObject({ items: z.array(IntakeKeyRow) })),
  /** Writes one HTML file with these forms. The first one makes the vault's intake key. */
  'form.export': task(
    'report.triage',
    z.strictObject({
      forms: z.array(TemplateKey).min(1).max(40),
      languages: z
        .array(z.enum(languages))
        .min(1)
        .default([...languages]),
      out: PathText.optional(),
    }),
    z.strictObject({ file: z.string(), sha256: Sha256, size: z.int(), ...OneKey.shape }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** Makes a new key for the forms from now on; the one before still opens what is sealed to it. */
  'form.rotate': task('settings.write', Reason, OneKey),
  /** Destroys the private half of a retired key: what is sealed to it can be opened by nobody. */
  'form.destroyKey': task(
    'settings.write',
    Reason.extend({ key: KeyId }),
    OneKey.extend({ remarks: z.array(z.string()) }),
  ),
  /** Opens a sealed report and shows what would be filed; nothing is recorded. */
  'form.open': task('report.read', z.strictObject({ file: PathText }), SealedReport, { paths: { file: 'picked' } }),
  /** Opens sealed reports and files each with its attachments as exhibits: each of them whole, or not at all. */
  'form.import': task(
    'report.write',
    z.strictObject({ files: z.array(PathText).min(1).max(100) }),
    z.strictObject({
      filed: z.array(
        z.strictObject({
          path: z.string(),
          report: z.string(),
          id: z.string(),
          exhibits: z.int(),
          keyState: z.enum(keyStates),
        }),
      ),
      refused: z.array(z.strictObject({ path: z.string(), code: z.string(), message: z.string(), next: z.string() })),
    }),
    { paths: { files: 'picked' } },
  ),
}
