import { z } from 'zod'
import { channels } from '../../record/entries/index.ts'

/** Holds and orders are about a case and stay when what the case recorded is destroyed. */
export const retentionEntries = {
  'hold.placed': z.strictObject({ caseNumber: z.string(), authority: z.string(), reason: z.string() }),
  'hold.lifted': z.strictObject({ caseNumber: z.string(), reason: z.string() }),
  /** `size`: how many entries the ledger had; a case that changes afterwards needs a new order. */
  'destruction.ordered': z.strictObject({
    caseNumber: z.string(),
    authority: z.string(),
    reason: z.string(),
    size: z.int(),
  }),
  'destruction.declined': z.strictObject({ caseNumber: z.string(), reason: z.string() }),
  /** Payloads and salts of these entries and the keys of these blobs are gone; the entries themselves stay. */
  'record.destroyed': z.strictObject({
    order: z.string(),
    orderedBy: z.string(),
    authority: z.string(),
    case: z.strictObject({ id: z.string(), number: z.string(), year: z.int(), serial: z.int() }),
    reports: z.array(
      z.strictObject({
        id: z.string(),
        number: z.string(),
        serial: z.int(),
        how: z.enum(['promoted', 'merged']),
        channel: z.enum(channels),
        receivedAt: z.string(),
      }),
    ),
    entries: z.array(z.int()),
    blobs: z.array(z.string()),
    counts: z.strictObject({
      entries: z.int(),
      reports: z.int(),
      notes: z.int(),
      exhibits: z.int(),
      bytes: z.int(),
      packets: z.int(),
    }),
  }),
}
