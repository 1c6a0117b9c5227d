import { z } from 'zod'
import { historyFormats } from '../../../shared/contract/cases.ts'

export const packetEntries = {
  /** A signed packet was written for a recipient: exactly these bytes, over the ledger as it was at `head`. */
  'packet.built': z.strictObject({
    packet: z.string(),
    caseNumber: z.string(),
    sequence: z.int(),
    recipient: z.string(),
    purpose: z.string(),
    file: z.string(),
    sha256: z.string(),
    pages: z.int(),
    exhibits: z.int(),
    head: z.strictObject({ size: z.int(), root: z.string() }),
    engine: z.string(),
  }),
  /** A case's history was written to a file: exactly these bytes, over the first `head.size` entries. */
  'history.exported': z.strictObject({
    caseNumber: z.string(),
    format: z.enum(historyFormats),
    file: z.string(),
    sha256: z.string(),
    entries: z.int(),
    head: z.strictObject({ size: z.int(), root: z.string() }),
  }),
}
