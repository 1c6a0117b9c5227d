import { z } from 'zod'
import { Instant, roles } from '../entries/index.ts'
import { Identity } from '../vault/index.ts'

/** Rights by which something may be refused. */
const permissions = [
  'report.write',
  'report.read',
  'report.triage',
  'case.read',
  'case.write',
  'case.approve',
  'exhibit.read',
  'exhibit.write',
  'note.write',
  'packet.build',
  'ledger.read',
  'ledger.anchor',
  'vault.open',
  'vault.maintain',
  'member.manage',
  'case.hold',
  'record.destroy',
  'settings.write',
  'record.mark',
  'privilege.release',
] as const

const Roles = z.array(z.enum(roles))
const Key = z.string().regex(/^[0-9a-f]{64}$/)
const Signature = z.string().regex(/^[0-9a-f]{128}$/)

/** Signed by the member's key that counted until now (`by`, `signature`) and by the new one (`own`), over one text. */
const renewal = { by: Key, epoch: z.int(), signature: Signature, own: Signature }
/** Why a member got new keys: they changed the passphrase, used or replaced a sheet, changed the vault key, or owed it since others did. */
const renewalReasons = ['passphrase', 'recovered', 'sheet', 'rekeyed', 'revoked', 'identified', 'owed'] as const

/** What is recorded about the vault itself and the people who may open it. */
export const memberEntries = {
  /** The first entry of every ledger: which vault this is, who made it, which root its packets' signatures lead to. */
  'vault.created': z.strictObject({
    vault: z.string(),
    name: z.string(),
    member: z.strictObject({
      id: z.string(),
      name: z.string(),
      roles: Roles,
      ed25519: Key,
      x25519: Key,
    }),
    /** DER, base64. */
    rootCertificate: z.string(),
    headerHash: Key,
    /** Since header version 3. */
    identity: Identity.optional(),
  }),
  /** A vault of an older form has an identity from here on, with the key of whoever recorded this as its founder's. */
  'vault.identified': z.strictObject({ identity: Identity, epoch: z.int(), headerHash: Key }),
  /** On a computer that had not seen this vault, the fingerprint of an older form was compared and found the same. */
  'vault.fingerprint-accepted': z.strictObject({ form: z.int(), fingerprint: Key }),
  'vault.header-changed': z.strictObject({
    headerHash: Key,
    reason: z.enum(['passphrase-changed', 'recovery-sheet-made', 'recovered', 'upgraded']),
  }),
  /** The vault has a new key, of which every member got a grant. */
  'vault.rekeyed': z.strictObject({ epoch: z.int(), headerHash: Key }),
  /** A member with these keys; an invited one replaces them on accepting. */
  'member.added': z.strictObject({
    member: z.string(),
    name: z.string(),
    roles: Roles,
    ed25519: Key,
    x25519: Key,
    invited: z.boolean(),
    headerHash: Key,
  }),
  /** The invited member has keys of their own from here on; the former ones count for nothing. */
  'member.activated': z.strictObject({
    member: z.string(),
    ed25519: Key,
    x25519: Key,
    headerHash: Key,
    ...z.object(renewal).partial().shape,
  }),
  /** The member has these keys from here on; the former ones count up to here. `sheet` says what became of the recovery sheet. */
  'member.keys-renewed': z.strictObject({
    member: z.string(),
    ed25519: Key,
    x25519: Key,
    ...renewal,
    reason: z.enum(renewalReasons),
    sheet: z.enum(['none', 'void', 'next']),
    headerHash: Key,
  }),
  'member.roles-changed': z.strictObject({ member: z.string(), from: Roles, to: Roles }),
  /** From here on the member's key counts for nothing. The vault has a new key. */
  'member.revoked': z.strictObject({ member: z.string(), reason: z.string(), epoch: z.int(), headerHash: Key }),
  /** Attempts in a row that did not open the vault, known when it was opened next; `since` is the first of them. */
  'access.failed': z.strictObject({ count: z.int().min(1), since: Instant }),
  'access.refused': z.strictObject({ call: z.string(), permission: z.enum(permissions) }),
}

export type RenewalReason = (typeof renewalReasons)[number]
