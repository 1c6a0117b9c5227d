import { z } from 'zod'
import { command, query, task } from './define.ts'
import { Instant, Line, Nothing, Ref, Sha256 } from './fields.ts'
import { PathText } from './paths.ts'
import { roles } from './permissions.ts'
import { Fingerprint, Passphrase, VaultInfo } from './vault.ts'

export const memberStates = ['invited', 'active', 'revoked'] as const

/** A person who may open the vault, or might once. */
export const Member = z.strictObject({
  id: z.string(),
  name: z.string(),
  roles: z.array(z.enum(roles)),
  state: z.enum(memberStates),
  addedAt: Instant,
  addedBy: z.string(),
  /** Since when the member signs with keys of their own; null while invited. */
  activeSince: Instant.nullable(),
  /** `reason`: null to a member who may neither read cases nor manage members. */
  revoked: z.strictObject({ at: Instant, by: z.string(), reason: z.string().nullable() }).nullable(),
  /** Whether a recovery sheet opens the vault for this member. */
  hasSheet: z.boolean(),
  /** Whether the member's keys are older than the last change of the vault key: they get new ones when they unlock next. */
  owesKeys: z.boolean(),
  /**
   * The member's certificate for signing packets: issued, asked for and waiting for an administrator, revoked, or none yet;
   * `at` says since when.
   */
  certificate: z.strictObject({
    state: z.enum(['none', 'requested', 'issued', 'revoked']),
    at: Instant.nullable(),
    /** Hexadecimal; null while none was issued. */
    serial: z.string().nullable(),
  }),
  /** Whether this is the member at work. */
  own: z.boolean(),
})
export type Member = z.infer<typeof Member>

const Roles = z
  .array(z.enum(roles))
  .min(1, 'must name at least one role')
  .refine((list) => new Set(list).size === list.length, 'names a role twice')
const Reason = Line
/** A recovery sheet, shown once. */
export const RecoverySheet = z.strictObject({
  /** 24 words (BIP 39, English). */
  words: z.array(z.string()),
  /** The words as a QR code: one string of 0 and 1 a row, 1 is dark; no border. */
  qr: z.array(z.string()),
  vault: z.string(),
  member: z.string(),
  madeAt: Instant,
  rootFingerprint: Sha256,
})
/** New keys make the member's recovery sheet void: whether the next is made in the same step. Must be said where there is one. */
export const NextSheet = z.enum(['next', 'none']).optional()
/** Who gets what the member still owns; without one, a member who owns something keeps their place. */
const HandOverTo = Line.optional()

export const memberProcedures = {
  'member.list': query('vault.open', Nothing, z.strictObject({ items: z.array(Member), epoch: z.int() })),
  /** With a passphrase the person sits here and is active at once; without one, words to hand over are returned, once. */
  'member.add': command(
    'member.manage',
    z.strictObject({ name: Line, roles: Roles, passphrase: Passphrase.optional() }),
    z.strictObject({ member: z.string(), name: z.string(), invitation: z.string().nullable() }),
  ),
  /** The invited person chooses a passphrase, and gets keys that whoever invited them never saw. */
  'member.accept': command(
    'vault.open',
    z.strictObject({ passphrase: Passphrase }),
    z.strictObject({ name: z.string() }),
    { invited: true, alone: true },
  ),
  'member.changeRoles': command(
    'member.manage',
    z.strictObject({ member: Ref, roles: Roles, handOverTo: HandOverTo }),
    z.strictObject({ member: z.string(), name: z.string(), roles: z.array(z.enum(roles)) }),
  ),
  /** Takes a member's access away: a new vault key that they do not get, and a new epoch. */
  'member.revoke': task(
    'member.manage',
    z.strictObject({ member: Ref, reason: Reason, handOverTo: HandOverTo, sheet: NextSheet }),
    z.strictObject({
      member: z.string(),
      name: z.string(),
      epoch: z.int(),
      renewed: z.boolean(),
      sheet: RecoverySheet.nullable(),
    }),
    { alone: true },
  ),
  /** Gives the vault a new key, for all who are members now, and the member at work new keys. The others get theirs when they unlock next. */
  'vault.rekey': task(
    'member.manage',
    z.strictObject({ sheet: NextSheet }),
    z.strictObject({ epoch: z.int(), renewed: z.boolean(), sheet: RecoverySheet.nullable() }),
    { alone: true },
  ),
  /**
   * Makes the recovery sheet of the member at work. Where there was one, the member gets new keys and the vault a new key, so
   * that the former sheet opens nothing any more, with an old vault.json neither. Shown once, kept nowhere.
   */
  'vault.newRecoverySheet': command('vault.open', z.strictObject({ passphrase: Passphrase }), RecoverySheet, {
    alone: true,
  }),
  /**
   * Opens a vault with the words of a recovery sheet and sets a new passphrase; the member gets new keys and the vault a new
   * key. A sheet is used once.
   */
  'vault.recover': command(
    null,
    z.strictObject({
      dir: PathText,
      words: z.string().min(1).max(2000),
      passphrase: Passphrase,
      sheet: NextSheet,
      /** Compared beforehand: see `vault.acceptFingerprint`. */ fingerprint: Sha256.optional(),
    }),
    z.strictObject({ info: VaultInfo, sheet: RecoverySheet.nullable(), renewed: z.boolean() }),
    { opens: true, paths: { dir: 'typed' } },
  ),
  /** A new passphrase for the member at work, with new keys and a new vault key unless `keepKeys` declines them. */
  'vault.changePassphrase': command(
    'vault.open',
    z.strictObject({
      current: Passphrase,
      next: Passphrase,
      keepKeys: z.boolean().default(false),
      sheet: NextSheet,
    }),
    z.strictObject({
      epoch: z.int(),
      /** Whether keys were renewed; without it whoever has the former passphrase and an old vault.json still opens this vault. */
      renewed: z.boolean(),
      sheet: RecoverySheet.nullable(),
    }),
    { alone: true },
  ),
  /** Gives a vault of an older form its identity (header version 3), with new keys for whoever does it and a new vault key. */
  'vault.giveIdentity': task(
    'member.manage',
    z.strictObject({ sheet: NextSheet }),
    z.strictObject({ epoch: z.int(), fingerprint: Fingerprint, sheet: RecoverySheet.nullable() }),
    { alone: true },
  ),
}
