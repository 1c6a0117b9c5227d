import { z } from 'zod'
import { Sha256 } from '../entries/index.ts'

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
  /**
   * The vault was brought to the form that `to.holdfast` writes; `older` says in words what was of an earlier one. `backup`
   * was made of it before, in a folder of that name; `sha256` is over its backup.json.
   */
  'vault.upgraded': z.strictObject({
    older: z.array(z.string()),
    from: z.strictObject({ header: z.int() }),
    to: z.strictObject({ header: z.int(), holdfast: z.string() }),
    backup: z.strictObject({ name: z.string(), entries: z.int(), exhibits: z.int(), sha256: Sha256 }),
  }),
  'vault.compacted': z.strictObject({ before: z.int(), after: z.int() }),
}
