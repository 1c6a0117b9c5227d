import { children, contentOf, der, oidOf, tags, need, Unreadable, wholeOf, type Der } from './der.ts'
import type { Subtle } from './subtle.ts'

/** Thrown for an algorithm that this verifier does not know. */
export class Unsupported extends Error {}

const digests: Record<string, string> = {
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
}
const curves: Record<string, { name: string; size: number }> = {
  '1.2.840.10045.3.1.7': { name: 'P-256', size: 32 },
  '1.3.132.0.34': { name: 'P-384', size: 48 },
  '1.3.132.0.35': { name: 'P-521', size: 66 },
}
/** Signature algorithms that name their digest (RFC 8017, RFC 5758). */
const withDigest: Record<string, { kind: 'rsa' | 'ecdsa'; hash: string }> = {
  '1.2.840.113549.1.1.5': { kind: 'rsa', hash: 'SHA-1' },
  '1.2.840.113549.1.1.11': { kind: 'rsa', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { kind: 'rsa', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { kind: 'rsa', hash: 'SHA-512' },
  '1.2.840.10045.4.1': { kind: 'ecdsa', hash: 'SHA-1' },
  '1.2.840.10045.4.3.2': { kind: 'ecdsa', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { kind: 'ecdsa', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { kind: 'ecdsa', hash: 'SHA-512' },
}
const rsaKey = '1.2.840.113549.1.1.1'
const pss = '1.2.840.113549.1.1.10'
const ecKey = '1.2.840.10045.2.1'

/** WebCrypto's name of a digest AlgorithmIdentifier. */
export function digestName(algorithm: Der | undefined): string {
  const id = oidOf(algorithm && children(algorithm)[0])
  const name = digests[id]
  if (name === undefined) throw new Unsupported(`the digest algorithm ${id} is not one we check`)
  return name
}

/**
 * Whether a signature over `bytes` was made with the key of a SubjectPublicKeyInfo. `digest` is what the message names
 * beside the algorithm (RFC 5652, section 5.4); a different one inside the algorithm is refused.
 */
export async function signatureHolds(
  subtle: Subtle,
  publicKey: Der,
  algorithm: Der,
  signature: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  digest?: string,
): Promise<boolean> {
  const [id, parameters] = children(algorithm)
  const oid = oidOf(id)
  const known = withDigest[oid]
  const hash = oid === pss ? pssHash(parameters) : (known?.hash ?? (oid === rsaKey ? digest : undefined))
  if (hash === undefined) throw new Unsupported(`the signature algorithm ${oid} is not one we check`)
  if (digest !== undefined && hash !== digest) throw new Unreadable('a signature that names two digests')
  const [keyAlgorithm] = children(publicKey)
  const [keyId, curveId] = keyAlgorithm ? children(keyAlgorithm) : []
  const curve = oidOf(keyId) === ecKey ? curves[oidOf(curveId)] : undefined
  const kind = oid === pss || oid === rsaKey ? 'rsa' : known?.kind
  if (kind === 'ecdsa' && !curve) throw new Unsupported('the curve of the key is not one we check')
  if (kind === 'rsa' && oidOf(keyId) !== rsaKey) throw new Unreadable('a signature of another kind than its key')
  const name = kind === 'ecdsa' ? 'ECDSA' : oid === pss ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5'
  const namedCurve = curve?.name ?? ''
  const key = await subtle.importKey('spki', wholeOf(publicKey), { name, hash, namedCurve }, false, ['verify'])
  const saltLength = oid === pss ? pssSalt(parameters) : 0
  const value = curve ? rawEcdsa(signature, curve.size) : signature
  return subtle.verify({ name, hash, saltLength }, key, value, bytes)
}

const pssPart = (parameters: Der | undefined, tag: number): Der | undefined => {
  const part = parameters && children(parameters).find((one) => one.tag === tag)
  return part && children(part)[0]
}
const pssHash = (parameters: Der | undefined): string => {
  const part = pssPart(parameters, 0xa0)
  return part ? digestName(part) : 'SHA-1'
}
const pssSalt = (parameters: Der | undefined): number => {
  const part = pssPart(parameters, 0xa2)
  return part ? (contentOf(need(part, tags.integer, 'a salt length')).at(-1) ?? 0) : 20
}

/** WebCrypto takes r ‖ s; certificates and CMS hold SEQUENCE {r, s} (RFC 3279, section 2.2.3). */
function rawEcdsa(signature: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const value = need(der(signature), tags.sequence, 'an ECDSA signature')
  const numbers = children(value)
  if (numbers.length !== 2 || value.end !== signature.length) throw new Unreadable('an ECDSA signature')
  const out = new Uint8Array(size * 2)
  for (const [i, number] of numbers.entries()) {
    let bytes = contentOf(need(number, tags.integer, 'a number of an ECDSA signature'))
    if (bytes.length > 1 && bytes[0] === 0) bytes = bytes.slice(1)
    if (bytes.length > size) throw new Unreadable('an ECDSA signature too long for its curve')
    out.set(bytes, size * (i + 1) - bytes.length)
  }
  return out
}
