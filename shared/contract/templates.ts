import { z } from 'zod'
import { command, query } from './define.ts'
import { MappingTemplate } from './exchange.ts'
import { Instant, Line, TemplateKey } from './fields.ts'
import { FormTemplate } from './forms.ts'
import { Playbook } from './playbooks.ts'
import { InstrumentTemplate } from './instruments.ts'
import { DeclarationTemplate, InterviewPlanTemplate } from './interview-plans.ts'
import { TriageTemplate } from './triage-template.ts'

export { TemplateKey }

/**
 * What a template of each kind holds. A kind is data that the product brings under `resources/` and that a vault may
 * change in Settings; every change is a version, kept in the ledger.
 */
export const templateBodies = {
  form: FormTemplate,
  triage: TriageTemplate,
  playbook: Playbook,
  assessment: InstrumentTemplate,
  mapping: MappingTemplate,
  interview: InterviewPlanTemplate,
  declaration: DeclarationTemplate,
} as const
export const templateKinds = Object.keys(templateBodies) as [TemplateKind, ...TemplateKind[]]
export type TemplateKind = keyof typeof templateBodies
/** The body of a template, by its kind. */
export type TemplateBody<K extends TemplateKind> = z.output<(typeof templateBodies)[K]>

export const TemplateVersion = z.strictObject({
  /** 0: as the product brings it. */
  version: z.int().min(0),
  /** null for version 0. */
  savedAt: Instant.nullable(),
  savedBy: z.string().nullable(),
  reason: z.string().nullable(),
})
export type TemplateVersion = z.infer<typeof TemplateVersion>

export const TemplateRow = z.strictObject({
  kind: z.enum(templateKinds),
  key: TemplateKey,
  /** As its body names itself. */
  title: z.string(),
  /** Whether the product brings one of this key; such a template can be put back to version 0. */
  shipped: z.boolean(),
  ...TemplateVersion.shape,
  /** null: it is in use. */
  retired: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
})
export type TemplateRow = z.infer<typeof TemplateRow>

export const TemplateDetail = z.strictObject({
  ...TemplateRow.shape,
  /** As the schema of its kind has it. */
  body: z.json(),
  /** Newest first. */
  versions: z.array(TemplateVersion),
})
export type TemplateDetail = z.infer<typeof TemplateDetail>

const Which = z.strictObject({ kind: z.enum(templateKinds), key: TemplateKey })

export const templateProcedures = {
  'template.list': query(
    'vault.open',
    z.strictObject({
      kind: z.enum(templateKinds).optional(),
      /** Also those that the vault added and retired. */
      retired: z.boolean().default(false),
    }),
    z.strictObject({ items: z.array(TemplateRow) }),
  ),
  /** One template as it is now, or as a version of it was. */
  'template.get': query('vault.open', Which.extend({ version: z.int().min(0).optional() }), TemplateDetail),
  /**
   * Saves a new version. `base` is the version that was edited: when another was saved since, it fails with CONFLICT.
   * A body that its kind's schema refuses fails with INVALID_INPUT and names the place. A key that is not there yet makes a
   * template of the vault's own, upon base 0; a retired one comes back.
   */
  'template.save': command(
    'settings.write',
    Which.extend({ base: z.int().min(0), body: z.json(), reason: Line }),
    z.strictObject({ kind: z.enum(templateKinds), key: TemplateKey, version: z.int() }),
  ),
  /**
   * Takes a template that the vault added out of use. Its versions stay for what was recorded by them. One that the product
   * brings cannot be retired: INVALID_INPUT.
   */
  'template.retire': command(
    'settings.write',
    Which.extend({ base: z.int().min(1), reason: Line }),
    z.strictObject({ kind: z.enum(templateKinds), key: TemplateKey, version: z.int() }),
  ),
}
