import { base64, concat, hex, sameBytes, unbase64 } from '../kernel/bytes.ts'
import { cosignedText, readCosignature } from './cosignature.ts'
import { keyHash, keyTypes, type KeyType, type SignedNote } from './note.ts'
import type { Sha256 } from './tree.ts'

/** A key that signs notes, as a stranger is told of it. */
export interface VerifierKey {
  /** `member/<id>` of a vault's member, `holdfast/<vault id>/<member id>` of a witness. */
  name: string
  type: KeyType
  /** Ed25519, 32 bytes. */
  publicKey: Uint8Array
}

/** Whether an Ed25519 signature (RFC 8032) of 64 bytes over a text's UTF-8 bytes was made with the raw public key. */
export type VerifySignature = (publicKey: Uint8Array, text: string, signature: Uint8Array) => boolean

/** A key as one word (C2SP signed-note, vkey): `<name>+<key hash, hex>+<base64 of type ‖ key>`. */
export const formatKey = (sha256: Sha256, { name, type, publicKey }: VerifierKey): string =>
  `${name}+${hex(keyHash(sha256, name, publicKey, type))}+${base64(concat(Uint8Array.of(type), publicKey))}`

/** Reads a key; undefined for another type than the two, a hash that is not its own, or any other spelling. */
export function parseKey(sha256: Sha256, text: string): VerifierKey | undefined {
  const [, name, hash, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text) ?? []
  const bytes = encoded === undefined ? undefined : unbase64(encoded)
  const type = bytes?.[0]
  if (name === undefined || !bytes || bytes.length !== 33) return undefined
  if (type !== keyTypes.signature && type !== keyTypes.cosignature) return undefined
  const key: VerifierKey = { name, type, publicKey: bytes.slice(1) }
  return hex(keyHash(sha256, name, key.publicKey, type)) === hash ? key : undefined
}

/** One signature of a note that a known key made. */
export interface KnownSignature {
  key: VerifierKey
  blob: Uint8Array
  /** Of a cosignature: when it was made, ISO 8601 in UTC with seconds. */
  at?: string
}

/**
 * The signatures of a note that were made with one of `keys`; other lines are passed over, as C2SP signed-note asks.
 * undefined when a line names a known key and does not verify: such a note is refused as a whole.
 */
export function knownSignatures(
  sha256: Sha256,
  verify: VerifySignature,
  note: SignedNote,
  keys: readonly VerifierKey[],
): KnownSignature[] | undefined {
  const found: KnownSignature[] = []
  for (const { name, blob } of note.signatures) {
    const key = keys.find(
      (one) => one.name === name && sameBytes(keyHash(sha256, name, one.publicKey, one.type), blob.subarray(0, 4)),
    )
    if (!key) continue
    const cosignature = key.type === keyTypes.cosignature ? readCosignature(blob) : undefined
    if (key.type === keyTypes.signature) {
      if (!verify(key.publicKey, note.text, blob.subarray(4))) return undefined
      found.push({ key, blob })
    } else {
      if (!cosignature) return undefined
      const { seconds, signature } = cosignature
      if (!verify(key.publicKey, cosignedText(seconds, note.text), signature)) return undefined
      found.push({ key, blob, at: new Date(seconds * 1000).toISOString() })
    }
  }
  return found
}
