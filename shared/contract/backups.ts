import { z } from 'zod'
import { query, task } from './define.ts'
import { Instant, Line, Nothing } from './fields.ts'
import { PathText } from './paths.ts'
import { NextSheet, RecoverySheet } from './members.ts'
import { Fingerprint, Passphrase } from './vault.ts'

/** A backup that was finished and read back. */
export const BackupRow = z.strictObject({
  at: Instant,
  by: z.string(),
  /** Absolute path of the backup's folder. */
  place: z.string(),
  /** Entries of the ledger in it. */
  entries: z.int(),
  exhibits: z.int(),
  /** Exhibits that were copied this time. */
  copied: z.int(),
  /** Bytes written this time. */
  bytes: z.int(),
  /** What was read back from the disk and checked. */
  verified: z.strictObject({ pages: z.int(), exhibits: z.int() }),
})
export type BackupRow = z.infer<typeof BackupRow>

export const backupProcedures = {
  'vault.backups': query(
    'vault.open',
    Nothing,
    z.strictObject({
      items: z.array(BackupRow),
      /** Where a backup goes when nobody names a place. */
      defaultPlace: z.string(),
      /** Whether the host can ask for another place. */
      canChoose: z.boolean(),
      /** Entries that no backup holds yet. */
      since: z.int(),
    }),
  ),
  /**
   * Makes a backup, or brings the one at the same place up to date. `choose` asks the person at the screen for the folder
   * that it goes into; `full` reads every exhibit back, not the new ones only.
   */
  'vault.backup': task(
    'vault.maintain',
    z.strictObject({
      out: PathText.optional(),
      choose: z.boolean().default(false),
      full: z.boolean().default(false),
    }),
    BackupRow,
    { paths: { out: 'written' } },
  ),
  /**
   * Upgrades a vault that an earlier Holdfast made, by an administrator: a backup is made in a new folder and read back,
   * then everything is brought to today's form at once. `choose` asks the person at the screen for the folder that the
   * backup goes into. `acceptOlder` is the reason for going on in a vault that is older than it was (`ledger.acceptOlder`).
   * With `sheet`, which says what becomes of one's recovery sheet, a vault without an identity gets it in the same act
   * (`vault.giveIdentity`), unless a sheet opened it; left out, that is the next step.
   */
  'vault.upgrade': task(
    'vault.open',
    z.strictObject({
      out: PathText.optional(),
      choose: z.boolean().default(false),
      acceptOlder: Line.optional(),
      sheet: NextSheet,
    }),
    z.strictObject({
      /** What was of an earlier form, in words. */
      older: z.array(z.string()),
      /** Absolute path of the backup's folder. */
      backup: z.string(),
      /** Entries of the ledger in it. */
      entries: z.int(),
      exhibits: z.int(),
      /** The vault's identity; null: it has none yet. `isNew`: it was given now, with new keys. `sheet`: the next one, where asked for. */
      identity: z
        .strictObject({ fingerprint: Fingerprint, isNew: z.boolean(), sheet: RecoverySheet.nullable() })
        .nullable(),
    }),
    { paths: { out: 'written' }, alone: true, older: true },
  ),
  /** Rewrites the database without the room that it no longer needs. */
  'vault.compact': task('vault.maintain', Nothing, z.strictObject({ before: z.int(), after: z.int() })),
  /**
   * Restores a backup into a new folder. A vault that lies there is never overwritten: with `replace` the same vault is moved
   * aside. `partial` accepts that exhibits are missing or damaged. Fails with VAULT_OLDER when a newer state is known on this
   * computer, unless it is to be superseded.
   */
  'vault.restore': task(
    null,
    z.strictObject({
      from: PathText,
      to: PathText,
      passphrase: Passphrase,
      replace: z.boolean().default(false),
      partial: z.boolean().default(false),
      /** Whether the backup is meant to supersede a newer state that is known here; `reason` says why, on record. */
      supersedes: z.boolean().default(false),
      reason: Line.optional(),
    }),
    z.strictObject({
      dir: z.string(),
      entries: z.int(),
      exhibits: z.int(),
      /** When the backup was made. */
      at: Instant,
      /** Where the vault that lay there was moved to. */
      movedAside: z.string().nullable(),
      /** Exhibits that could not be restored, in words. */
      lost: z.array(z.string()),
      /** Entries of a newer state that were left behind, in words; null: none was known. */
      superseded: z.string().nullable(),
      /** What of it is of an earlier form, in words: it opens for reading until it is upgraded. */
      older: z.array(z.string()),
      /** Whether nothing was recorded in it, because its fingerprint has to be compared first (`vault.acceptFingerprint`). */
      mustCompare: z.boolean(),
    }),
    { paths: { from: 'typed', to: 'new-vault' } },
  ),
}
