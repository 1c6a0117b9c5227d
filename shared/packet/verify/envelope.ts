import { concat, unhex } from '../../kernel/bytes.ts'
import type { Cms } from './cms.ts'
import { children, contentOf, der, need, tags } from './der.ts'
import { equal, type Certificate } from './x509.ts'

// A signature covers everything in the file but the place that it stands in itself. What is written there and is neither
// the signature nor checked by it could be exchanged without any digest seeing it.

/** What a CMS carries that nothing covers, in words; nothing is wrong with that in itself. */
export function uncoveredIn(cms: Cms, root: Certificate | undefined): string[] {
  const { unsignedAttributes, revocations, certificates, signer } = cms
  const others = certificates.filter((one) => one !== signer && one !== root)
  return [
    ...(unsignedAttributes ? [`unsigned attributes (${unsignedAttributes.length} bytes)`] : []),
    ...(revocations ? [`revocation lists (${revocations.length} bytes)`] : []),
    ...others.map(({ bytes, subjectText }) => `a certificate of ${subjectText} (${bytes.length} bytes)`),
  ]
}

/**
 * What the CMS of a packet carries beyond what Holdfast writes, in words. The envelope is written anew from its parts: the
 * signed attributes are covered by the signature, the signer's certificate by them, the root by the manifest; with a
 * signature value of one form only (`lowS`), then not a bit is left that could be another.
 */
export function strangeInEnvelope(
  cms: Cms,
  root: Certificate | undefined,
  contents: Uint8Array,
  lowS: boolean,
): string[] {
  const strange = uncoveredIn(cms, root)
  const { signer, signedAttributes } = cms
  if (strange.length === 0 && (!root || !signedAttributes || !equal(contents, written(cms, signer.bytes, root.bytes))))
    strange.push('another encoding than Holdfast writes')
  if (lowS && strange.length === 0 && !isLow(cms.signature))
    strange.push('the other one of the two values of its signature (n − s)')
  return strange
}

const sha256Algorithm = fixed('300d06096086480165030402010500')
const ecdsaWithSha256 = fixed('300a06082a8648ce3d040302')
const signedData = fixed('06092a864886f70d010702')
const data = fixed('06092a864886f70d010701')
const version1 = fixed('020101')

function written({ id, signedAttributes, signature }: Cms, leaf: Uint8Array, root: Uint8Array): Uint8Array {
  const attributes = Uint8Array.from(signedAttributes ?? [])
  attributes[0] = 0xa0
  const info = value(
    tags.sequence,
    version1,
    id,
    sha256Algorithm,
    attributes,
    ecdsaWithSha256,
    value(tags.octetString, signature),
  )
  const signed = value(
    tags.sequence,
    version1,
    value(tags.set, sha256Algorithm),
    value(tags.sequence, data),
    value(0xa0, leaf, root),
    value(tags.set, info),
  )
  return value(tags.sequence, signedData, value(0xa0, signed))
}

/** DER of a value with this tag and content (X.690, section 8.1.3). */
export function value(tag: number, ...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const content = concat(...parts)
  const { length } = content
  const bytes: number[] = []
  for (let left = length; left > 0; left = Math.floor(left / 256)) bytes.unshift(left % 256)
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 | bytes.length, ...bytes]
  return concat(Uint8Array.from(head), content)
}

/** Order of P-256 (SEC 2, section 2.4.2). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/** Whether an ECDSA signature over P-256 has the smaller of its two values of s: with (r, s) also (r, n − s) holds. */
function isLow(signature: Uint8Array<ArrayBuffer>): boolean {
  const [, s] = children(need(der(signature), tags.sequence, 'an ECDSA signature'))
  return numberOf(s) <= order / 2n
}

/** The same signature, as DER, with the smaller of its two values of s. */
export function withLowS(signature: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const [r, s] = children(need(der(signature), tags.sequence, 'an ECDSA signature'))
  const number = numberOf(s)
  return value(tags.sequence, integer(numberOf(r)), integer(number > order / 2n ? order - number : number))
}

const numberOf = (part: ReturnType<typeof der> | undefined): bigint =>
  contentOf(need(part, tags.integer, 'a number of an ECDSA signature')).reduce(
    (sum, byte) => sum * 256n + BigInt(byte),
    0n,
  )

function integer(number: bigint): Uint8Array<ArrayBuffer> {
  const digits = number.toString(16)
  const even = digits.length % 2 === 0 ? digits : `0${digits}`
  return value(tags.integer, fixed(/^[89a-f]/.test(even) ? `00${even}` : even))
}

/** Bytes of hexadecimal that this file itself holds. */
function fixed(digits: string): Uint8Array<ArrayBuffer> {
  return unhex(digits) ?? new Uint8Array(0)
}
