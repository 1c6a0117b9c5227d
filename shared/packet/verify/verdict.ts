import type { Subtle } from './subtle.ts'
import type { Manifest } from '../manifest.ts'

/**
 * Everything that the verifier can say against a file. The union is closed. `breaks` says whether the file is then no
 * longer called intact; the others only withhold trust in who signed.
 */
export const problemCodes = {
  NOT_A_PDF: { breaks: true },
  UNREADABLE_PDF: { breaks: true },
  ENCRYPTED_PDF: { breaks: true },
  NOT_SIGNED: { breaks: true },
  SEVERAL_SIGNATURES: { breaks: true },
  BYTE_RANGE: { breaks: true },
  ALTERED_AFTER_SIGNING: { breaks: true },
  CMS_UNREADABLE: { breaks: true },
  CMS_UNSUPPORTED: { breaks: true },
  DIGEST_MISMATCH: { breaks: true },
  SIGNATURE_INVALID: { breaks: true },
  SIGNING_CERTIFICATE_MISMATCH: { breaks: true },
  MANIFEST_UNREADABLE: { breaks: true },
  MANIFEST_NEWER: { breaks: true },
  EXHIBIT_MISSING: { breaks: true },
  EXHIBIT_ALTERED: { breaks: true },
  ATTACHMENT_NOT_NAMED: { breaks: true },
  REGISTER_CONTRADICTED: { breaks: true },
  TABLE_CONTRADICTED: { breaks: true },
  OUTSIDE_SIGNATURE: { breaks: false },
  BESIDE_ALTERED: { breaks: true },
  BESIDE_NOT_GIVEN: { breaks: false },
  SIGNED_BY_STRANGER: { breaks: false },
  CHAIN_BROKEN: { breaks: false },
  ROOT_NOT_NAMED: { breaks: false },
  ROOT_UNEXPECTED: { breaks: false },
  LEDGER_NOT_CHECKED: { breaks: false },
  LEDGER_PROOF: { breaks: false },
  CERTIFICATE_NOT_ON_LEDGER: { breaks: false },
  CERTIFICATE_REVOKED: { breaks: false },
  CRL_UNREADABLE: { breaks: false },
  CRL_OF_ANOTHER: { breaks: false },
  CRL_OUTDATED: { breaks: false },
} as const

export type ProblemCode = keyof typeof problemCodes

export interface Problem {
  code: ProblemCode
  message: string
}

/** What `verifyPacket` found. It never throws: a file that cannot be read is a verdict too. */
export interface Verdict {
  /**
   * Of a packet: its one signature is valid and covers the whole file, every attached exhibit has its hash, and the
   * manifest agrees with the attachments and with the ledger entries that it carries. Null for a signed PDF that is no packet:
   * then `signatures` says of each what it covers.
   */
  intact: boolean | null
  signer: {
    subject: string
    /** SHA-256 of the signer's certificate (DER), lower-case hexadecimal. */
    fingerprint: string
    /** The self-signed certificate in the signature that the signer's chains to. */
    root?: { subject: string; fingerprint: string; confirmed: boolean }
    /** Of a packet: what its ledger entries and the root's list say of the certificate. */
    certificate?: CertificateVerdict
  } | null
  /** The signer chains to the root that the manifest names, and the manifest's ledger head and proofs hold. */
  anchored: boolean
  packet?: { case: string; recipient: string; purpose: string; preparedAt: string }
  /** `inLedger`: whether a disclosed ledger entry has this hash too; if not, it rests on the signature alone. */
  exhibits: { number: string; sha256: string; ok: boolean; inLedger: boolean }[]
  /** Every signature in the file, in the order in which they were made. */
  signatures: SignatureVerdict[]
  problems: Problem[]
}

/** What is known of the certificate that a packet is signed with. */
export interface CertificateVerdict {
  /**
   * Whether an entry that the packet proves issued it. `before`: the packet is of a form from before certificates were on the
   * ledger, and who signed is not known. `not-checked`: it has the entry, and nobody checked the head and the proofs.
   */
  ledger: 'on-ledger' | 'not-on-ledger' | 'before' | 'not-checked'
  /** To whom it was issued, in which roles at that time (ISO 8601), by which entry. */
  issued: { member: string; name: string; roles: string[]; at: string; entry: number } | null
  /** What the list of revoked certificates says that was given; null: none was, or it is not of this root. ISO 8601. */
  revocation: { number: number | null; at: string; next: string | null; revokedAt: string | null } | null
}

/** One signature of a PDF: what it is, whether it holds, what it covers and what came after. */
export interface SignatureVerdict {
  /** Name of its form field; null when no field has it. */
  field: string | null
  kind: 'signature' | 'certification' | 'timestamp' | 'usage rights'
  subject: string | null
  /** SHA-256 of the certificate (DER), lower-case hexadecimal. */
  fingerprint: string | null
  /** ISO 8601; of a timestamp what its authority says, otherwise what the signer's computer said. */
  at: string | null
  /** It was made with the certificate's key over the bytes that it names. Who that is, it does not show. */
  valid: boolean
  /** Bytes of the file that it covers. */
  covers: number
  /** Bytes of the file in all. */
  of: number
  /** What later revisions added, in words; null when nothing follows. `allowed`: whether the signer permitted it. */
  added: { bytes: number; what: string[]; allowed: boolean } | null
  /** What stands in the signature's own place and is covered by nothing, in words. */
  unsigned: string[]
  problems: Problem[]
}

export interface VerifyPorts {
  /** WebCrypto: `globalThis.crypto.subtle` of Node or a browser. */
  subtle: Subtle
  /** Checks the manifest's head, member signatures and inclusion proofs; returns one line for each thing wrong. */
  checkLedger?: ((manifest: Manifest) => Promise<string[]> | string[]) | undefined
  /** SHA-256 (lower-case hexadecimal) of a file lying beside the packet; undefined when there is none of that name. */
  hashBeside?: ((file: string) => Promise<string | undefined>) | undefined
  /** The root's list of revoked certificates (RFC 5280), PEM or DER. */
  revocations?: Uint8Array<ArrayBuffer> | undefined
  /** What the time is, in milliseconds since 1970; left out: the runtime's clock. A list that is out of date is named. */
  now?: number | undefined
  /** The root fingerprint that the reader got by another way (a letter, a telephone call), lower-case hexadecimal. */
  expectedRoot?: string | undefined
}
