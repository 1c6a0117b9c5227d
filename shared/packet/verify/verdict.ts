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
  OUTSIDE_SIGNATURE: { breaks: false },
  BESIDE_ALTERED: { breaks: true },
  BESIDE_NOT_GIVEN: { breaks: false },
  SIGNED_BY_STRANGER: { breaks: false },
  CHAIN_BROKEN: { breaks: false },
  ROOT_NOT_NAMED: { breaks: false },
  ROOT_UNEXPECTED: { breaks: false },
  LEDGER_NOT_CHECKED: { breaks: false },
  LEDGER_PROOF: { breaks: false },
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
  /** The root fingerprint that the reader got by another way (a letter, a telephone call), lower-case hexadecimal. */
  expectedRoot?: string | undefined
}
