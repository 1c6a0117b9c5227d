import { z } from 'zod'

export const packetEntries = {
  /** A signed packet was written, for a recipient who does not have it by that: exactly these bytes, over the ledger as it was at `head`. */
  'packet.built': z.strictObject({
    /** Id of the packet: the manifest's `id`, and this entry's `subject`. */
    packet: z.string(),
    caseNumber: z.string(),
    /** Counts the packets of its case, from 1. */
    sequence: z.int(),
    recipient: z.string(),
    purpose: z.string(),
    file: z.string(),
    /** Of the PDF, 64 hex digits. */
    sha256: z.string(),
    pages: z.int(),
    exhibits: z.int(),
    /** The head in the packet: it stands before this entry. `root` is 64 hex digits. */
    head: z.strictObject({ size: z.int(), root: z.string() }),
    engine: z.string(),
    /** SHA-256 of the certificate that signed it. Left out in packets from before certificates were on the ledger. */
    certificate: z.string().optional(),
  }),
  /** A packet that was built went to somebody: to whom, when and how is what the member who records it says. */
  'packet.handed-over': z.strictObject({
    packet: z.string(),
    caseNumber: z.string(),
    sequence: z.int(),
    to: z.string(),
    /** Instant, with the offset that it was given in. */
    handedAt: z.string(),
    how: z.string(),
  }),
  /** A case's history was written to a file: exactly these bytes, over the first `head.size` entries. */
  'history.exported': z.strictObject({
    caseNumber: z.string(),
    format: z.enum(['csv', 'pdf']),
    file: z.string(),
    sha256: z.string(),
    entries: z.int(),
    head: z.strictObject({ size: z.int(), root: z.string() }),
  }),
}
