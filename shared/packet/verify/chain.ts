import { hex } from '../../kernel/bytes.ts'
import { signatureHolds } from './algorithms.ts'
import type { Subtle } from './subtle.ts'
import { equal, type Certificate } from './x509.ts'

/** Longest path that is followed; a packet's has two certificates. */
const longest = 5

export const fingerprint = async (subtle: Subtle, { bytes }: Certificate): Promise<string> =>
  hex(new Uint8Array(await subtle.digest('SHA-256', bytes)))

/**
 * The self-signed certificate among those carried that the signer's chains to: each is named as issuer by the one below,
 * may issue, and its key made the signature below it (RFC 5280, section 6, without policies). Undefined when there is
 * none. Whether to trust that root is not decided here.
 */
export async function rootOf(
  subtle: Subtle,
  signer: Certificate,
  carried: Certificate[],
): Promise<Certificate | undefined> {
  let below = signer
  for (let i = 0; i < longest; i++) {
    const above = await issuerOf(subtle, below, carried)
    if (!above) return undefined
    if (equal(above.subject, above.issuer)) return (await issued(subtle, above, above)) ? above : undefined
    below = above
  }
  return undefined
}

async function issuerOf(subtle: Subtle, below: Certificate, carried: Certificate[]): Promise<Certificate | undefined> {
  for (const above of carried) {
    if (above.mayIssue && equal(above.subject, below.issuer) && (await issued(subtle, above, below))) return above
  }
  return undefined
}

async function issued(subtle: Subtle, above: Certificate, below: Certificate): Promise<boolean> {
  try {
    return await signatureHolds(subtle, above.publicKey, below.signatureAlgorithm, below.signature, below.tbs)
  } catch {
    // A key or an algorithm that cannot be used has issued nothing that we could say.
    return false
  }
}
