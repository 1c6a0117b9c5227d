import { z } from 'zod'
import { ImportMap } from '../../../shared/contract/intake.ts'
import { Sha256 } from '../../../shared/contract/fields.ts'

/** What is recorded about files that left the vault by exchange. */
export const exchangeEntries = {
  /** An export of the ledger up to `head`: where it was written, its hash, and how much of the record it shows. */
  'ledger.exported': z.strictObject({
    file: z.string(),
    sha256: Sha256,
    entries: z.int(),
    disclosed: z.int(),
    withheld: z.int(),
    head: z.strictObject({ size: z.int(), root: Sha256 }),
    /** Number of the one case that it shows; null for all of them. */
    caseNumber: z.string().nullable(),
    purpose: z.string().nullable(),
  }),
  /** Reports made of a table by a mapping: their first and last number, how many, and how many rows were refused or passed over. */
  'table.imported': z.strictObject({
    map: ImportMap,
    first: z.string(),
    last: z.string(),
    filed: z.int(),
    refused: z.int(),
    passedOver: z.int(),
  }),
}
