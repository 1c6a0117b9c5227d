import { z } from 'zod'
import { roles } from '../../record/entries/index.ts'

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/)
const Signature = z.string().regex(/^[0-9a-f]{128}$/)
const Serial = z.string().regex(/^[0-9a-f]{16,40}$/)

/** What is recorded about the certificates that packets are signed with. */
export const certificateEntries = {
  /** A member made a key of their own for signing packets, and asks for a certificate. */
  'certificate.requested': z.strictObject({
    member: z.string(),
    /** SubjectPublicKeyInfo, DER in base64. */
    publicKey: z.string(),
    /** PKCS #10 (RFC 2986), signed with that key; DER in base64. */
    request: z.string(),
    /** The member's Ed25519 key at that time. */
    ed25519: Hex32,
    /** By that key, over the canonical JSON of the vault's id, the member's, and the request's SHA-256. */
    signature: Signature,
  }),
  /** From here on packets may be signed with this certificate, in this member's name and roles. */
  'certificate.issued': z.strictObject({
    member: z.string(),
    name: z.string(),
    /** The member's roles at that time. */
    roles: z.array(z.enum(roles)),
    serial: Serial,
    /** Of the certificate, 64 hex digits. */
    sha256: Hex32,
    /** SubjectPublicKeyInfo, DER in base64: the one that was requested. */
    publicKey: z.string(),
    /** DER in base64. */
    certificate: z.string(),
    notBefore: z.string(),
    notAfter: z.string(),
  }),
  /** From here on nothing that is signed with this certificate counts. */
  'certificate.revoked': z.strictObject({ member: z.string(), serial: Serial, sha256: Hex32, reason: z.string() }),
  /** The root signed a list of the certificates that were revoked (RFC 5280), for recipients of packets. */
  'certificate.revocations-listed': z.strictObject({
    /** Counts the lists, from 1. */
    number: z.int().min(1),
    /** DER in base64. */
    list: z.string(),
    sha256: Hex32,
    /** How many certificates are on it. */
    revoked: z.int(),
    /** When the next list is due at the latest. */
    next: z.string(),
  }),
}
