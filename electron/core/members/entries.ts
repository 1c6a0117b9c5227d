import { z } from 'zod'
import { permissions, roles } from '../../../shared/contract/permissions.ts'

const Key = z.string().regex(/^[0-9a-f]{64}$/)

/** What is recorded about the vault itself and the people who may open it. */
export const memberEntries = {
  /** The first entry of every ledger: which vault this is, who made it, which root its packets' signatures lead to. */
  'vault.created': z.strictObject({
    vault: z.string(),
    name: z.string(),
    member: z.strictObject({
      id: z.string(),
      name: z.string(),
      roles: z.array(z.enum(roles)),
      ed25519: Key,
      x25519: Key,
    }),
    /** DER, base64. */
    rootCertificate: z.string(),
    headerHash: Key,
  }),
  'vault.header-changed': z.strictObject({ headerHash: Key, reason: z.enum(['passphrase-changed']) }),
  'access.refused': z.strictObject({ call: z.string(), permission: z.enum(permissions) }),
}
