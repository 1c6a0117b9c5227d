import { z } from 'zod'
import { command, query, task } from './define.ts'
import { Instant, Line, Sha256 } from './fields.ts'
import { PathText } from './paths.ts'
import { Head } from './vault.ts'

const Cosignature = z.strictObject({
  name: z.string(),
  /** C2SP vkey. */
  key: z.string(),
  at: Instant,
  /** Whether a cosignature by this key is on record here already. */
  known: z.boolean(),
})

/** A head of this vault that somebody outside of it holds. */
export const Anchor = z.strictObject({
  kind: z.enum(['computer', 'cosignature', 'timestamp', 'packet']),
  /** How many entries it covers. */
  size: z.int(),
  root: Sha256,
  /** When it was given or taken there, as they say. */
  at: z.string(),
  who: z.string(),
  /** The entry that records it; null for what only this computer remembers. */
  seq: z.int().nullable(),
})
export type Anchor = z.infer<typeof Anchor>

/** The size of an older head, or the path of its file. */
const Since = z.union([z.string().regex(/^\d{1,15}$/), PathText])

export const HeadCheck = z.strictObject({
  /** `same`: the vault stands at this head; `continues`: it goes on from it. Anything else is an error. */
  result: z.enum(['same', 'continues']),
  head: Head,
  now: Head,
  /** Name of the member who signed it. */
  signedBy: z.string(),
  cosignatures: z.array(Cosignature),
})
export type HeadCheck = z.infer<typeof HeadCheck>

export const anchorProcedures = {
  'ledger.headFile': query(
    'ledger.read',
    z.strictObject({ since: Since.optional() }),
    z.strictObject({ head: Head, text: z.string() }),
    { paths: { since: 'picked' } },
  ),
  'ledger.saveHead': task(
    'ledger.read',
    z.strictObject({ since: Since.optional(), out: PathText.optional() }),
    z.strictObject({ file: z.string(), head: Head }),
    { paths: { since: 'picked', out: 'written' }, wrote: 'file' },
  ),
  'ledger.prove': task(
    'ledger.read',
    z.strictObject({ seq: z.int().min(0), out: PathText.optional() }),
    z.strictObject({ file: z.string(), seq: z.int(), head: Head }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** Sets the newest signed head on one page, with the note as a QR code. */
  'ledger.receipt': task(
    'ledger.read',
    z.strictObject({ out: PathText.optional() }),
    z.strictObject({ file: z.string(), head: Head, sha256: Sha256 }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  'ledger.check': task('ledger.read', z.strictObject({ file: PathText }), HeadCheck, { paths: { file: 'picked' } }),
  /** Lets work go on in a vault that is older than, or another than, the head known outside; the reason goes on record. */
  'ledger.acceptOlder': command(
    'vault.maintain',
    z.strictObject({ reason: Line }),
    z.strictObject({ known: z.strictObject({ size: z.int(), root: Sha256 }), head: Head }),
  ),
  /** Heads of this vault that are held outside; for an entry, the last that does not count it and the first that does. */
  'ledger.anchors': query(
    'ledger.read',
    z.strictObject({ seq: z.int().min(0).optional() }),
    z.strictObject({
      anchors: z.array(Anchor),
      between: z.strictObject({ after: Anchor.nullable(), before: Anchor.nullable() }).nullable(),
    }),
  ),
  /** Cosigns another vault's head, once it was found to go on from the last one seen here. */
  'ledger.witness': task(
    'ledger.anchor',
    z.strictObject({
      file: PathText,
      out: PathText.optional(),
      /** Why a head is cosigned that does not go on from the last one seen: a backup was restored there. */
      supersedes: Line.optional(),
    }),
    z.strictObject({
      file: z.string(),
      origin: z.string(),
      size: z.int(),
      root: Sha256,
      /** Size of the last head of that origin that was seen here; null: this is the first, and its keys were taken. */
      since: z.int().nullable(),
      /** The key that cosigned, C2SP vkey. */
      key: z.string(),
    }),
    { paths: { file: 'picked', out: 'written' }, wrote: 'file' },
  ),
  /** Takes a cosigned head of this vault back. */
  'ledger.anchor': task(
    'ledger.anchor',
    z.strictObject({ file: PathText }),
    z.strictObject({ size: z.int(), root: Sha256, recorded: z.array(Cosignature) }),
    { paths: { file: 'picked' } },
  ),
  /** Writes a request for a timestamping authority (RFC 3161). */
  'ledger.request': task(
    'ledger.anchor',
    z.strictObject({ out: PathText.optional() }),
    z.strictObject({ file: z.string(), head: Head, nonce: z.string() }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** Takes the authority's answer. */
  'ledger.token': task(
    'ledger.anchor',
    z.strictObject({ file: PathText, ca: PathText.optional() }),
    z.strictObject({
      size: z.int(),
      root: Sha256,
      genTime: Instant,
      authority: z.string(),
      certificate: Sha256,
      /** SHA-256 of the certificate that the authority's was checked up to; null: it was not checked. */
      checkedUpTo: Sha256.nullable(),
    }),
    { paths: { file: 'picked', ca: 'picked' } },
  ),
}
