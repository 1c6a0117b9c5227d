import { digestName, signatureHolds, Unsupported } from './algorithms.ts'
import { readCms, type Cms } from './cms.ts'
import { children, contentOf, need, oidOf, tags, Unreadable, type Der } from './der.ts'
import type { Subtle } from './subtle.ts'
import type { Problem } from './verdict.ts'
import { equal } from './x509.ts'

const oids = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
}

export interface SignatureFinding {
  cms?: Cms
  /** Whether a signed attribute pins the signer's certificate (RFC 5035). */
  pinned: boolean
  problems: Problem[]
}

/**
 * Checks a CMS signature against the signed bytes, or, with a content type of its own, against the content that it
 * carries: digest, signature value, pinned certificate. Never rejects.
 */
export async function checkSignature(
  subtle: Subtle,
  contents: Uint8Array<ArrayBuffer>,
  detached: Uint8Array<ArrayBuffer> | undefined,
  contentType = oids.data,
  carried = contentType !== oids.data,
): Promise<SignatureFinding> {
  const problems: Problem[] = []
  let cms: Cms | undefined
  let pinned = false
  try {
    cms = readCms(contents, contentType, carried)
    const signed = detached ?? cms.content
    if (!signed) throw new Unreadable('a signature over nothing')
    const digest = new Uint8Array(await subtle.digest(cms.digest, signed))
    if (cms.signedAttributes) {
      const type = cms.attributes.get(oids.contentType)
      if (oidOf(type) !== contentType) throw new Unreadable('a signed content type that is another than the content’s')
      const claimed = cms.attributes.get(oids.messageDigest)
      if (!equal(contentOf(need(claimed, tags.octetString, 'the message digest')), digest))
        problems.push({ code: 'DIGEST_MISMATCH', message: 'The signed bytes were changed: their digest is another.' })
      const pin = await checkPin(subtle, cms)
      pinned = pin === true
      if (pin === false)
        problems.push({
          code: 'SIGNING_CERTIFICATE_MISMATCH',
          message: "The signature names another certificate than the one it carries as the signer's.",
        })
    }
    const over = cms.signedAttributes ?? signed
    const key = cms.signer.publicKey
    if (!(await signatureHolds(subtle, key, cms.signatureAlgorithm, cms.signature, over, cms.digest)))
      problems.push({ code: 'SIGNATURE_INVALID', message: "The signature was not made with the signer's key." })
  } catch (thrown) {
    problems.push(
      thrown instanceof Unsupported
        ? { code: 'CMS_UNSUPPORTED', message: `The signature cannot be checked here: ${thrown.message}.` }
        : { code: 'CMS_UNREADABLE', message: `The signature is badly encoded: ${reason(thrown)}.` },
    )
  }
  return { ...(cms ? { cms } : {}), pinned, problems }
}

// WebCrypto throws errors of its own for keys that are not keys; their words are no use to a reader.
const reason = (thrown: unknown): string =>
  thrown instanceof Unreadable ? thrown.message : 'a key or a value that cannot be used'

/** Whether the signing-certificate attribute names the signer's certificate; undefined when there is none. */
async function checkPin(subtle: Subtle, { attributes, signer }: Cms): Promise<boolean | undefined> {
  const v2 = attributes.get(oids.signingCertificateV2)
  const attribute = v2 ?? attributes.get(oids.signingCertificate)
  if (!attribute) return undefined
  const list = children(need(attribute, tags.sequence, 'the signing certificate'))[0]
  const first = children(need(list, tags.sequence, 'the signing certificate'))[0]
  const parts: Der[] = children(need(first, tags.sequence, 'the signing certificate'))
  const named = v2 && parts[0]?.tag === tags.sequence ? digestName(parts.shift()) : v2 ? 'SHA-256' : 'SHA-1'
  const hash = new Uint8Array(await subtle.digest(named, signer.bytes))
  return equal(contentOf(need(parts[0], tags.octetString, 'the signing certificate')), hash)
}
