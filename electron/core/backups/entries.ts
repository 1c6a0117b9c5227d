import { z } from 'zod'

export const backupEntries = {
  /** A copy of the vault up to `head` was written and read back. */
  'vault.backed-up': z.strictObject({
    place: z.string(),
    size: z.int(),
    exhibits: z.int(),
    copied: z.int(),
    bytes: z.int(),
    verified: z.strictObject({ pages: z.int(), exhibits: z.int() }),
  }),
  /** This copy of the vault was made from a backup; what another copy recorded after `size` is not in it. */
  'vault.restored': z.strictObject({ size: z.int(), backedUpAt: z.string(), lost: z.array(z.string()) }),
  'vault.compacted': z.strictObject({ before: z.int(), after: z.int() }),
}
