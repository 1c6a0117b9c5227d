import { z } from 'zod'
import { command, query, task } from './define.ts'
import { permissions, roles } from './permissions.ts'
import { Instant, Line, Nothing, Sha256 } from './fields.ts'
import { PathText } from './paths.ts'

export const Passphrase = z.string().min(1).max(1024)

export const Head = z.strictObject({ size: z.int(), root: Sha256, at: Instant })

/** What is compared between two computers by another way than the vault's folder. */
export const Fingerprint = z.strictObject({
  /** The identity; of an older form all members' keys. */
  sha256: Sha256,
  /** Its first 16 bytes as 12 words (BIP 39, English). */
  words: z.string(),
})

export const VaultInfo = z.strictObject({
  id: z.string(),
  /** Version of the header; without an identity below 3. */
  form: z.int(),
  fingerprint: Fingerprint,
  /** Whether the vault opens for reading only until somebody compared the fingerprint (`vault.acceptFingerprint`). */
  mustCompare: z.boolean(),
  name: z.string(),
  /** Absolute path of the vault's folder. */
  dir: z.string(),
  member: z.strictObject({ id: z.string(), name: z.string(), roles: z.array(z.enum(roles)) }),
  /** What the member's roles let them do: the window offers nothing else. The core decides all the same. */
  permissions: z.array(z.enum(permissions)),
  head: Head,
  /** SHA-256 of the vault's root certificate (DER): what a packet's signature leads to. */
  rootFingerprint: Sha256,
  /** null to a member who may read neither reports nor the ledger, and to one who was invited and has not accepted. */
  counts: z.strictObject({ reports: z.int(), cases: z.int(), exhibits: z.int(), packets: z.int() }).nullable(),
  /** What opening the vault put right, in words (a half-finished ingest set aside, …). */
  notices: z.array(z.string()),
  /** Whether the vault was opened with an invitation: the person chooses a passphrase before anything else. */
  mustAccept: z.boolean(),
  /** Set in a vault that an earlier Holdfast made: it is open for reading only until it is upgraded. */
  upgrade: z
    .strictObject({
      /** What is of an earlier form, in words. */
      older: z.array(z.string()),
      /** What is wrong with its record besides, in words; null in a sound one. */
      unsound: z.string().nullable(),
      /** Whether the member at work may upgrade it. */
      may: z.boolean(),
      /** Who else may. */
      administrators: z.array(z.string()),
      /** Where the backup goes when nobody names a place; absolute path. */
      backup: z.string(),
    })
    .nullable(),
  /** Why the vault is open for reading and audit only; null in a sound one. */
  fault: z.string().nullable(),
  /** How the vault stands to a newer head that is known outside of it: only `ledger.acceptOlder` lets work go on. */
  outside: z.enum(['older', 'contradicted']).nullable(),
  /** What of the record should be checked now; null for a member who may not audit. */
  auditDue: z.enum(['full', 'new']).nullable(),
})
export type VaultInfo = z.infer<typeof VaultInfo>

export const vaultProcedures = {
  'app.state': query(
    null,
    Nothing,
    z.strictObject({
      version: z.string(),
      host: z.enum(['browser', 'desktop', 'cli', 'test']),
      open: VaultInfo.nullable(),
      /** Vaults found in the default folder or opened before on this computer, newest first. */
      vaults: z.array(z.strictObject({ dir: z.string(), name: z.string() })),
      defaultFolder: z.string(),
      /** Minutes without use after which the vault locks itself. */
      idleMinutes: z.number(),
      /** Whether the host has a dialog in which a folder is chosen. */
      choosesFolders: z.boolean(),
    }),
  ),
  /** How hard a passphrase is to guess, in words; names in `about` count as guessed. Nothing of it is kept. */
  'vault.strength': query(
    null,
    z.strictObject({ passphrase: z.string().max(1024), about: z.array(z.string().max(500)).max(8) }),
    z.strictObject({ score: z.int().min(0).max(4), tooWeak: z.boolean(), words: z.string() }),
  ),
  'vault.create': command(
    null,
    z.strictObject({
      dir: PathText.optional(),
      /** The folder in which it is made, under a folder of its name; left out: where this computer keeps vaults. */
      folder: PathText.optional(),
      name: Line,
      member: Line,
      passphrase: Passphrase,
    }),
    VaultInfo,
    { opens: true, paths: { dir: 'written', folder: 'home' } },
  ),
  'vault.unlock': command(null, z.strictObject({ dir: PathText, passphrase: Passphrase }), VaultInfo, {
    opens: true,
    paths: { dir: 'typed' },
  }),
  /**
   * The form and fingerprint of a vault that is still shut. Fails with VAULT_NOT_THE_SAME when this computer knows it by
   * another identity: before a passphrase is asked for.
   */
  'vault.look': query(
    null,
    z.strictObject({ dir: PathText }),
    z.strictObject({ id: z.string(), form: z.int(), fingerprint: Fingerprint, known: z.boolean() }),
    { paths: { dir: 'typed' } },
  ),
  /** Attempts in a row that did not open a vault, and until when the next one is refused; null: it is not. */
  'vault.failedAttempts': query(
    null,
    z.strictObject({ dir: PathText }),
    z.strictObject({ count: z.int(), until: Instant.nullable() }),
    { paths: { dir: 'typed' } },
  ),
  'vault.lock': command(null, Nothing, Nothing, { opens: true }),
  /** The window says that a person is at work, so the vault does not lock itself. */
  'vault.touch': query(null, Nothing, Nothing),
  'vault.info': query('vault.open', Nothing, VaultInfo, { invited: true }),
  /** On record that the fingerprint of a vault of an older form was compared on this computer. Fails with CONFLICT. */
  'vault.acceptFingerprint': command('vault.open', z.strictObject({ fingerprint: Sha256 }), Nothing, {
    invited: true,
    older: true,
  }),
  /** Makes a new vault from the sample case, unlocked afterwards. For looking around; its passphrases are returned. */
  'vault.createSample': task(
    null,
    z.strictObject({ dir: PathText.optional() }),
    z.strictObject({
      dir: z.string(),
      passphrase: z.string(),
      /** Everybody who works in it; the first is the one at work. */
      members: z.array(z.strictObject({ name: z.string(), passphrase: z.string() })),
      case: z.string(),
      recipient: z.string(),
      purpose: z.string(),
    }),
    { opens: true, paths: { dir: 'written' } },
  ),
}
