import { z } from 'zod'
import { canonical } from '../kernel/canonical.ts'
import { isNewer } from '../kernel/formats.ts'
import { unbase64, utf8 } from '../kernel/bytes.ts'

/**
 * `manifest.json`: the attachment of a packet that says, for machines, what the packet is and what it carries
 * (docs/format-packet.md). Unknown fields are refused: a reader that skipped one could vouch for what it did not read.
 */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits')
const base64Of = (length?: number): z.ZodString =>
  z.string().refine(
    (text) => {
      const bytes = unbase64(text)
      return bytes !== undefined && (length === undefined || bytes.length === length)
    },
    `must be canonical base64${length === undefined ? '' : ` of ${length} bytes`}`,
  )
const count = z.number().int().nonnegative()

const custodyFields = {
  action: z.string(),
  at: z.string(),
  recordedAt: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  place: z.string().optional(),
  purpose: z.string().optional(),
  note: z.string().optional(),
}

/**
 * Where an exhibit's bytes are: in the PDF, in a file beside it, or nowhere: an empty file cannot be attached, and what
 * holds more than the case, or is not what its entry says, is withheld.
 */
const dispositions = ['attached', 'beside', 'noted', 'withheld'] as const

const exhibitFields = {
  number: z.string(),
  /** Name of the attachment, or of the file beside the PDF. Unique in the packet; absent when noted or withheld. */
  file: z.string().optional(),
  originalName: z.string(),
  /** Bytes. */
  size: count,
  sha256,
  mediaType: z.string(),
  disposition: z.enum(dispositions),
  /** Why it is not attached. */
  reason: z.string().optional(),
}

const entry = z.strictObject({
  seq: count,
  /** The entry's canonical JSON text: the very bytes that the tree's leaf hashes. */
  bytes: z.string(),
  /** Inclusion proof in the head's tree (RFC 6962, section 2.1.1). */
  proof: z.array(base64Of(32)),
  /** Disclosed payload: SHA-256(salt ‖ payload) is the entry's `commit`. */
  disclosure: z.strictObject({ salt: base64Of(), payload: z.string() }).optional(),
})

export type CarriedEntry = z.infer<typeof entry>

/** One text of the pages as it was before typesetting. */
const shownText = z.strictObject({
  /** Path in the content, like `reports[0].narrative`. */
  at: z.string(),
  text: z.string(),
  /** Set when `text` is the JSON string literal of a text that has lone surrogates, which canonical JSON cannot carry. */
  escaped: z.literal(true).optional(),
})

const common = {
  format: z.literal('holdfast-packet'),
  id: z.string().min(1),
  vault: z.strictObject({ id: z.string(), name: z.string() }),
  case: z.strictObject({ number: z.string(), id: z.string() }),
  recipient: z.string(),
  purpose: z.string(),
  preparedAt: z.iso.datetime({ offset: true }),
  /** SHA-256 of the vault's root certificate (DER). */
  rootCertificateSha256: sha256,
  ledger: z.strictObject({
    /** The signed head: a C2SP signed note over a C2SP checkpoint. */
    note: z.string(),
    size: count,
    /** Root hash of the tree, base64 as in the checkpoint. */
    root: base64Of(32),
  }),
  /** Ed25519 public keys of the members whose signatures the note carries. */
  memberKeys: z.array(z.strictObject({ name: z.string(), key: base64Of(32) })),
  /** The case's entries, each with its inclusion proof. */
  entries: z.array(entry),
  texts: z.array(shownText),
}

/** Until version 0.2 of Holdfast: register and entries are tied by the exhibits' numbers alone. */
const version1 = z.strictObject({
  ...common,
  version: z.literal(1),
  exhibits: z.array(z.strictObject({ ...exhibitFields, custody: z.array(z.strictObject(custodyFields)) })),
})

/**
 * Each line of the register, and each step of custody, names the entry that recorded it; and the packet carries the entry that
 * issued the certificate which it is signed with.
 */
const version2 = z.strictObject({
  ...common,
  version: z.literal(2),
  /** `certificate.issued` of the signer's certificate, disclosed. A packet without it is read, and said not to have it. */
  certificate: entry.optional(),
  exhibits: z.array(
    z.strictObject({
      ...exhibitFields,
      /** Place in the ledger of its `exhibit.added`. */
      entry: count,
      custody: z.array(z.strictObject({ ...custodyFields, entry: count })),
    }),
  ),
})

/** What is written today. */
export const manifestSchema = version2
/** The newest version of the manifest that this program reads. */
export const newestManifest = 2

export type WrittenManifest = z.infer<typeof version2>
/** A manifest as it is read: of any version that was ever written. */
export type Manifest = WrittenManifest | z.infer<typeof version1>
export type ShownText = Manifest['texts'][number]

/**
 * Whether a value says that it is the manifest of a packet, however broken it may be. A file of that name in somebody
 * else's PDF is none.
 */
export const claimsToBeManifest = (value: unknown): value is { format: string } =>
  typeof value === 'object' && value !== null && 'format' in value && value.format === 'holdfast-packet'

const versionOf = (value: unknown): number | undefined =>
  claimsToBeManifest(value) && 'version' in value && typeof value.version === 'number' ? value.version : undefined

/** The bytes of `manifest.json`: canonical JSON (RFC 8785) in UTF-8. */
export const manifestBytes = (manifest: Manifest): Uint8Array<ArrayBuffer> => utf8(canonical(manifest))

/**
 * Reads `manifest.json`; words instead of a manifest when it is not one or is not in canonical form, and the number of its
 * version when a newer Holdfast made it.
 */
export function readManifest(bytes: Uint8Array): Manifest | { problem: string } | { newer: number } {
  let text: string
  let value: unknown
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    value = JSON.parse(text)
  } catch {
    return { problem: 'manifest.json is not JSON in UTF-8' }
  }
  // Before its fields: a later version may have others.
  const version = versionOf(value)
  if (isNewer(version, newestManifest)) return { newer: version }
  const read = (version === 1 ? version1 : version2).safeParse(value)
  if (!read.success) {
    const first = read.error.issues[0]
    return { problem: `manifest.json: ${first?.path.join('.') ?? ''} ${first?.message ?? 'does not fit its schema'}` }
  }
  try {
    if (canonical(read.data) === text) return read.data
  } catch {
    // Falls to the same answer: a lone surrogate has no canonical form.
  }
  return { problem: 'manifest.json is not canonical JSON (RFC 8785)' }
}
