import { z } from 'zod'
import { Sha256 } from '../../record/entries/index.ts'

const KeyId = z.string().regex(/^[0-9a-f]{32}$/)

export const reportFormEntries = {
  /** A key pair for report forms was made; `point` is its public half, base64. The one before it retires by this. */
  'intake-key.made': z.strictObject({
    point: z.string(),
    fingerprint: z.string(),
    replaces: KeyId.nullable(),
    reason: z.string().nullable(),
  }),
  /** The private half of a retired key was destroyed in this copy of the vault. */
  'intake-key.destroyed': z.strictObject({ fingerprint: z.string(), reason: z.string() }),
  /** A form was written to be given away. */
  'form.exported': z.strictObject({
    file: z.string(),
    sha256: Sha256,
    size: z.int(),
    key: KeyId,
    forms: z.array(z.strictObject({ key: z.string(), version: z.int() })),
    languages: z.array(z.string()),
  }),
  /** A sealed report was filed. Nothing of what it says: this stays when its report is destroyed, and the file is known again. */
  'form.imported': z.strictObject({
    sha256: Sha256,
    size: z.int(),
    key: KeyId,
    keyState: z.enum(['current', 'retired', 'destroyed']),
    /** The same in each copy that a reporter saved of one filling in. */
    filling: z.string(),
    reportNumber: z.string(),
    attachments: z.int(),
  }),
}
