import { digestName } from './algorithms.ts'
import { children, contentOf, der, need, oidOf, tags, Unreadable, wholeOf, type Der } from './der.ts'
import { equal, readCertificate, type Certificate } from './x509.ts'

/** A CMS signature with one signer (RFC 5652, section 5). */
export interface Cms {
  certificates: Certificate[]
  signer: Certificate
  /** What is signed, where it is carried within; undefined in a detached signature. */
  content: Uint8Array<ArrayBuffer> | undefined
  /** WebCrypto's name. */
  digest: string
  signatureAlgorithm: Der
  signature: Uint8Array<ArrayBuffer>
  /** DER of the signed attributes as a SET, which is what is signed; undefined when there are none. */
  signedAttributes: Uint8Array<ArrayBuffer> | undefined
  /** The signer's name as the signature has it: DER of issuer and serial number. */
  id: Uint8Array<ArrayBuffer>
  /** DER of the attributes that nothing covers; undefined when there are none. */
  unsignedAttributes: Uint8Array<ArrayBuffer> | undefined
  /** DER of the revocation lists that are carried; undefined when there are none. */
  revocations: Uint8Array<ArrayBuffer> | undefined
  /** Values of the signed attributes by object identifier. */
  attributes: Map<string, Der>
}

const oids = { signedData: '1.2.840.113549.1.7.2', data: '1.2.840.113549.1.7.1' }

/**
 * Reads the CMS in a signature's Contents, whose padding has been cut: a detached signature over data, or, where `carried`,
 * one that carries its content within (for another content type it always does). Throws `Unreadable` or `Unsupported`.
 */
export function readCms(bytes: Uint8Array<ArrayBuffer>, wanted = oids.data, carried = wanted !== oids.data): Cms {
  const info = need(der(bytes), tags.sequence, 'the signature')
  if (info.end !== bytes.length) throw new Unreadable('a signature with bytes after its end')
  const [type, wrapper] = children(info)
  if (oidOf(type) !== oids.signedData) throw new Unreadable('a signature that is not CMS signed data')
  const parts = children(need(children(need(wrapper, 0xa0, 'the signed data'))[0], tags.sequence, 'the signed data'))
  const [version, digestSet, encapsulated, ...rest] = parts
  versionOf(version, [1, 3, 4, 5])
  const signers = need(rest.pop(), tags.set, 'the signers')
  const revocationSet = rest.find(({ tag }) => tag === 0xa1)
  const certificateSet = rest.find(({ tag }) => tag === 0xa0)
  if (rest.some(({ tag }) => tag !== 0xa0 && tag !== 0xa1)) throw new Unreadable('an unknown part of the signed data')
  const [contentType, content] = children(need(encapsulated, tags.sequence, 'the content type'))
  if (oidOf(contentType) !== wanted) throw new Unreadable('a signature over another kind of content')
  if (carried !== Boolean(content)) throw new Unreadable('a signature with its content in the wrong place')
  const within = content && contentOf(need(children(content)[0], tags.octetString, 'the content'))
  const certificates = certificateSet ? children(certificateSet).filter(isCertificate).map(readCertificate) : []
  const infos = children(signers)
  if (infos.length !== 1) throw new Unreadable('a signature that has not exactly one signer')
  const digests = children(need(digestSet, tags.set, 'the digest algorithms')).map((one) => digestName(one))
  return {
    certificates,
    content: within,
    revocations: revocationSet && wholeOf(revocationSet),
    ...signerOf(need(infos[0], tags.sequence, 'the signer'), certificates, digests),
  }
}

const isCertificate = ({ tag }: Der): boolean => tag === tags.sequence

function versionOf(value: Der | undefined, allowed: number[]): void {
  const bytes = contentOf(need(value, tags.integer, 'a version'))
  if (bytes.length !== 1 || !allowed.includes(bytes[0] ?? -1)) throw new Unreadable('a version that does not exist')
}

function signerOf(
  info: Der,
  certificates: Certificate[],
  digests: string[],
): Omit<Cms, 'certificates' | 'content' | 'revocations'> {
  const [version, id, digestAlgorithm, ...rest] = children(info)
  versionOf(version, [1, 3])
  const digest = digestName(digestAlgorithm)
  if (!digests.includes(digest)) throw new Unreadable('a signer whose digest the message does not name')
  const attributeSet = rest[0]?.tag === 0xa0 ? rest.shift() : undefined
  const [signatureAlgorithm, signature, unsigned] = rest
  if (rest.length > 3 || (unsigned && unsigned.tag !== 0xa1)) throw new Unreadable('an unknown part of the signer')
  const signedAttributes = attributeSet && wholeOf(attributeSet)
  // RFC 5652, section 5.4: what is signed has the tag of SET OF instead of [0].
  if (signedAttributes) signedAttributes[0] = tags.set
  const signer = certificates.find((certificate) => isNamed(id, certificate))
  if (!signer) throw new Unreadable("a signature without its signer's certificate")
  return {
    signer,
    id: wholeOf(need(id, tags.sequence, 'the signer')),
    unsignedAttributes: unsigned && wholeOf(unsigned),
    digest,
    signatureAlgorithm: need(signatureAlgorithm, tags.sequence, 'the signature algorithm'),
    signature: contentOf(need(signature, tags.octetString, "the signature's value")),
    signedAttributes,
    attributes: attributesOf(attributeSet),
  }
}

function isNamed(id: Der | undefined, { issuer, serial }: Certificate): boolean {
  if (id?.tag !== tags.sequence) throw new Unreadable('a signer that is not named by issuer and serial number')
  const [name, number] = children(id)
  return (
    name !== undefined &&
    equal(wholeOf(name), issuer) &&
    equal(contentOf(need(number, tags.integer, 'a serial number')), serial)
  )
}

function attributesOf(set: Der | undefined): Map<string, Der> {
  const out = new Map<string, Der>()
  for (const attribute of set ? children(set) : []) {
    const [type, values] = children(need(attribute, tags.sequence, 'an attribute'))
    const id = oidOf(type)
    const all = children(need(values, tags.set, "an attribute's values"))
    // RFC 5652, section 11: the ones that matter come once, with one value.
    if (out.has(id)) throw new Unreadable('an attribute given twice')
    if (all[0]) out.set(id, all[0])
  }
  return out
}
