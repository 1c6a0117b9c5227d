import { z } from 'zod'

export const auditEntryTypes = {
  /** A full audit found nothing: the first `size` entries had this root, and everything else was as it was sealed. */
  'vault.audited': z.strictObject({
    size: z.int(),
    /** 64 hex digits. */
    root: z.string(),
    exhibits: z.int(),
    startedAt: z.string(),
    /** Milliseconds. */
    took: z.number(),
    version: z.string(),
  }),
  'audit.scheduled': z.strictObject({ every: z.enum(['never', 'daily', 'weekly', 'monthly']) }),
}
