import { z } from 'zod'

const Root = z.string().regex(/^[0-9a-f]{64}$/)
const Size = z.int().min(1)

/** What is recorded about heads that others hold. */
export const anchorEntries = {
  /** Somebody decided to work on in a vault that is older than, or other than, a head that was known outside of it. */
  'ledger.older-accepted': z.strictObject({
    finding: z.enum(['older', 'contradicted']),
    /** The signed note that was known outside. */
    known: z.string(),
    reason: z.string(),
  }),
  /** A restore left entries behind that a newer state of the vault had, and somebody said that this is meant. */
  'ledger.superseded': z.strictObject({
    /** Entries of the backup. */
    size: Size,
    /** The first entry left behind; null where the two histories could not be compared. */
    first: z.int().min(0).nullable(),
    last: z.int().min(0),
    /** How many of each type were left behind. */
    types: z.record(z.string(), z.int()),
    /** Entries of which no more than their number was known. */
    untyped: z.int(),
    /** Signed notes of what was left behind: the newest one of the vault that lay there, the one this computer kept. */
    known: z.array(z.string()),
    reason: z.string(),
  }),
  /** Another vault's head was checked here and cosigned: it continues the last one of that origin that was seen. */
  'head.witnessed': z.strictObject({
    origin: z.string(),
    size: Size,
    root: Root,
    note: z.string(),
    /** The keys (C2SP vkeys) taken for that origin's at first sight; empty later. */
    keys: z.array(z.string()),
    /** The signature line's bytes that were added, base64. */
    cosignature: z.string(),
    /** Why it was signed although it does not go on from the last one seen: a restore left that one behind. */
    supersedes: z.string().optional(),
  }),
  /** A head of this vault came back with the cosignature of a witness. */
  'head.cosigned': z.strictObject({
    size: Size,
    root: Root,
    /** The witness's key, C2SP vkey. */
    key: z.string(),
    /** When the witness says that it signed. */
    signedAt: z.string(),
    /** The note with its signatures. */
    note: z.string(),
  }),
  /** A timestamp was asked for: SHA-256 of `text`, with this nonce. */
  'head.timestamp-requested': z.strictObject({
    size: Size,
    root: Root,
    text: z.string(),
    /** Hexadecimal. */
    nonce: z.string(),
  }),
  /** The answer of a timestamping authority (RFC 3161), checked. */
  'head.timestamped': z.strictObject({
    size: Size,
    root: Root,
    /** DER, base64. */
    token: z.string(),
    genTime: z.string(),
    authority: z.string(),
    /** SHA-256 of the authority's certificate (DER). */
    certificate: Root,
    /** SHA-256 of the root that the certificate was checked up to; null: it was not checked. */
    checkedUpTo: Root.nullable(),
    nonce: z.string(),
  }),
}

export type SupersededEntry = z.infer<(typeof anchorEntries)['ledger.superseded']>
