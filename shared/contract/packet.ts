import { z } from 'zod'
import { command, query, task } from './define.ts'
import { AsOf, Instant, Line, Ref, Sha256 } from './fields.ts'
import { PathText } from './paths.ts'

/** One signature of a PDF, as `SignatureVerdict` of shared/packet has it. */
const SignatureCheck = z.strictObject({
  field: z.string().nullable(),
  kind: z.enum(['signature', 'certification', 'timestamp', 'usage rights']),
  subject: z.string().nullable(),
  fingerprint: z.string().nullable(),
  at: z.string().nullable(),
  valid: z.boolean(),
  /** Bytes of the file that it covers, and that the file has. */
  covers: z.int(),
  of: z.int(),
  added: z.strictObject({ bytes: z.int(), what: z.array(z.string()), allowed: z.boolean() }).nullable(),
  unsigned: z.array(z.string()),
  problems: z.array(z.strictObject({ code: z.string(), message: z.string() })),
})
export type SignatureCheck = z.infer<typeof SignatureCheck>

export const PacketCheck = z.strictObject({
  /**
   * The one signature is valid, reaches the last byte, and register, exhibits and carried ledger entries agree. Null for
   * a signed PDF that is no packet: see `signatures`.
   */
  intact: z.boolean().nullable(),
  signer: z
    .strictObject({
      subject: z.string(),
      fingerprint: z.string(),
      root: z.strictObject({ subject: z.string(), fingerprint: z.string(), confirmed: z.boolean() }).optional(),
      /** As `CertificateVerdict` of shared/packet has it. */
      certificate: z
        .strictObject({
          ledger: z.enum(['on-ledger', 'not-on-ledger', 'before', 'not-checked']),
          issued: z
            .strictObject({
              member: z.string(),
              name: z.string(),
              roles: z.array(z.string()),
              at: z.string(),
              entry: z.int(),
            })
            .nullable(),
          revocation: z
            .strictObject({
              number: z.number().nullable(),
              at: z.string(),
              next: z.string().nullable(),
              revokedAt: z.string().nullable(),
            })
            .nullable(),
        })
        .optional(),
    })
    .nullable(),
  /** The signature leads to the root certificate of the vault that the packet names, and its ledger proofs hold. */
  anchored: z.boolean(),
  packet: z
    .strictObject({ case: z.string(), recipient: z.string(), purpose: z.string(), preparedAt: z.string() })
    .optional(),
  exhibits: z.array(z.strictObject({ number: z.string(), sha256: z.string(), ok: z.boolean(), inLedger: z.boolean() })),
  signatures: z.array(SignatureCheck),
  problems: z.array(z.strictObject({ code: z.string(), message: z.string() })),
})
export type PacketCheck = z.infer<typeof PacketCheck>

/** Problems that keep a packet from being called good though nothing in it was changed: who signed is not known, or may no longer. */
const againstSigner: ReadonlySet<string> = new Set([
  'CERTIFICATE_NOT_ON_LEDGER',
  'CERTIFICATE_REVOKED',
  'CRL_UNREADABLE',
  'CRL_OF_ANOTHER',
  'CRL_OUTDATED',
])

/** Whether nothing that was found speaks against who signed. */
export const isVouched = ({ problems }: Pick<PacketCheck, 'problems'>): boolean =>
  !problems.some(({ code }) => againstSigner.has(code))

export const packetProcedures = {
  'packet.build': task(
    'packet.build',
    z.strictObject({
      case: Ref,
      recipient: Line,
      purpose: Line,
      /** Where to write; left out: beside the vault, under a name that says the case and the recipient. */
      out: PathText.optional(),
    }),
    z.strictObject({
      file: z.string(),
      sha256: Sha256,
      pages: z.int(),
      /** How many exhibits the register lists. */
      exhibits: z.int(),
      /** Files written beside the PDF because they were too large to attach. */
      beside: z.array(z.string()),
      /** What could not be set as designed (a picture left out, plain pages), in words. */
      remarks: z.array(z.string()),
    }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /**
   * Writes what a recipient checks packets against: the vault's root certificate (PEM) and beside it the list of the certificates
   * that were revoked (PEM). An administrator signs a new list; others get the newest that one signed.
   */
  'packet.root': task(
    'ledger.read',
    z.strictObject({ out: PathText.optional() }),
    z.strictObject({
      file: z.string(),
      rootFingerprint: Sha256,
      list: z.strictObject({ file: z.string(), number: z.int(), at: Instant, revoked: z.int() }),
    }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** Records that a packet of the case (its number there) went to somebody. */
  'packet.handOver': command(
    'packet.build',
    z.strictObject({ case: Ref, packet: z.int().min(1), to: Line, at: Instant, how: Line }),
    z.strictObject({ packet: z.string(), sequence: z.int() }),
  ),
  'packet.list': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.string(),
          sequence: z.int(),
          recipient: z.string(),
          purpose: z.string(),
          builtAt: Instant,
          builtBy: z.string(),
          file: z.string(),
          sha256: Sha256,
          pages: z.int(),
          exhibits: z.int(),
          seq: z.int(),
          /** To whom it went, oldest first; none: it was built, and nothing says that anybody has it. */
          handedOver: z.array(
            z.strictObject({
              to: z.string(),
              at: Instant,
              how: z.string(),
              recordedAt: Instant,
              recordedBy: z.string(),
              seq: z.int(),
            }),
          ),
        }),
      ),
    }),
    { asOf: true },
  ),
  /** `crl`: a file with the root's list of revoked certificates (RFC 5280), PEM or DER. */
  'packet.verify': task(
    null,
    z.strictObject({ file: PathText, root: Sha256.optional(), crl: PathText.optional() }),
    PacketCheck,
    { paths: { file: 'typed', crl: 'typed' } },
  ),
  /** Opens the system's file manager at a file that this session wrote; any other path is refused. */
  'file.show': command(null, z.strictObject({ file: PathText }), z.strictObject({}), { paths: { file: 'shown' } }),
}
