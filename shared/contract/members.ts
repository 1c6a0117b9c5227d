import { z } from 'zod'
import { command, query, task } from './define.ts'
import { Instant, Line, Nothing, PathText, Ref, Sha256 } from './fields.ts'
import { roles } from './permissions.ts'
import { Passphrase, VaultInfo } from './vault.ts'

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
  revoked: z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable(),
  /** Whether a recovery sheet opens the vault for this member. */
  hasSheet: z.boolean(),
  /** Whether this is the member at work. */
  own: z.boolean(),
})
export type Member = z.infer<typeof Member>

const Roles = z
  .array(z.enum(roles))
  .min(1, 'must name at least one role')
  .refine((list) => new Set(list).size === list.length, 'names a role twice')
const Reason = Line
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
  ),
  'member.changeRoles': command(
    'member.manage',
    z.strictObject({ member: Ref, roles: Roles, handOverTo: HandOverTo }),
    z.strictObject({ member: z.string(), name: z.string(), roles: z.array(z.enum(roles)) }),
  ),
  /** Takes a member's access away: a new vault key that they do not get, and a new epoch. */
  'member.revoke': task(
    'member.manage',
    z.strictObject({ member: Ref, reason: Reason, handOverTo: HandOverTo }),
    z.strictObject({ member: z.string(), name: z.string(), epoch: z.int() }),
  ),
  /** Gives the vault a new key, for all who are members now. */
  'vault.rekey': task('member.manage', Nothing, z.strictObject({ epoch: z.int() })),
  /** Makes the recovery sheet of the member at work; the one before it opens nothing any more. Shown once, kept nowhere. */
  'vault.newRecoverySheet': command(
    'vault.open',
    z.strictObject({ passphrase: Passphrase }),
    z.strictObject({
      /** 24 words (BIP 39, English). */
      words: z.array(z.string()),
      /** The words as a QR code: one string of 0 and 1 a row, 1 is dark; no border. */
      qr: z.array(z.string()),
      vault: z.string(),
      member: z.string(),
      madeAt: Instant,
      rootFingerprint: Sha256,
    }),
  ),
  /** Opens a vault with the words of a recovery sheet and sets a new passphrase. The sheet goes on working. */
  'vault.recover': command(
    null,
    z.strictObject({ dir: PathText, words: z.string().min(1).max(2000), passphrase: Passphrase }),
    VaultInfo,
  ),
}
