import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hash,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'

// Only what Node's OpenSSL and Electron's BoringSSL both have: AES-GCM, HKDF, HMAC, SHA-2, Ed25519, X25519, P-256.

/** SHA-256, one shot. */
export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer')
/** SHA-256 of a text's UTF-8 bytes, hexadecimal. */
export const sha256Hex = (text: string): string => hash('sha256', text, 'hex')

/** Leaf of the tree for an entry's text: SHA-256(0x00 ‖ UTF-8 bytes) (RFC 6962, section 2.1), without a copy of it. */
export const leafOf = (text: string): Buffer => hash('sha256', `\0${text}`, 'buffer')

/** Commitment to a payload, as `commitTo` of shared/ledger, with one copy of it instead of three. */
export function commitmentTo(salt: Uint8Array, payload: string): string {
  const bytes = Buffer.allocUnsafe(salt.length + Buffer.byteLength(payload))
  bytes.set(salt)
  bytes.write(payload, salt.length)
  return hash('sha256', bytes, 'hex')
}

/** HKDF-SHA-256 (RFC 5869) to 32 bytes; `info` names the purpose so that no key serves two. */
export const derive = (secret: Uint8Array, info: string, salt: Uint8Array = new Uint8Array(0)): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, info, 32))

/** HMAC-SHA-256, hexadecimal. */
export const mac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('hex')

/** AES-256-GCM: ciphertext ‖ 16-byte tag. The 12-byte nonce must never come twice under one key. */
export function seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(aad)
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Opens what `seal` made; undefined when key, nonce, context or a single bit differs. */
export function unseal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < 16 || nonce.length !== 12) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 })
  decipher.setAAD(aad)
  decipher.setAuthTag(sealed.subarray(-16))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  } catch {
    return undefined
  }
}

// The fixed DER in front of a raw 32-byte key (RFC 8410, section 7 and 4): X25519 is 1.3.101.110, Ed25519 1.3.101.112.
const pkcs8 = { x25519: '302e020100300506032b656e04220420', ed25519: '302e020100300506032b657004220420' }
const spki = { x25519: '302a300506032b656e032100', ed25519: '302a300506032b6570032100' }
type Curve = keyof typeof spki

/** A private key from 32 secret bytes. What spells it out does not outlive the call. */
export function privateKey(curve: Curve, seed: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(pkcs8[curve], 'hex'), seed])
  try {
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  } finally {
    key.fill(0)
  }
}

/** A public key from its 32 raw bytes. */
export const publicKey = (curve: Curve, raw: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([Buffer.from(spki[curve], 'hex'), raw]), format: 'der', type: 'spki' })

/** The 32 raw bytes of the public half. */
export const rawPublic = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)

/** X25519 shared secret (RFC 7748); 32 bytes. */
export const agree = (mine: KeyObject, theirs: Uint8Array): Buffer =>
  diffieHellman({ privateKey: mine, publicKey: publicKey('x25519', theirs) })

/** Ed25519 (RFC 8032) over a text's UTF-8 bytes. */
export const signText = (key: KeyObject, text: string): Buffer => sign(null, Buffer.from(text), key)

/** Ed25519 (RFC 8032): whether a signature over a text's UTF-8 bytes was made with the raw public key. */
export const verifyText = (raw: Uint8Array, text: string, signature: Uint8Array): boolean =>
  raw.length === 32 && signature.length === 64 && verify(null, Buffer.from(text), publicKey('ed25519', raw), signature)

/**
 * The same for many texts under one key, which is read once, since that is a third of what a check costs; and by threads
 * of the runtime, so that many are checked at once and the caller goes on meanwhile.
 */
export function verifierInThreads(raw: Uint8Array): (text: string, signature: Uint8Array) => Promise<boolean> {
  if (raw.length !== 32) return () => Promise.resolve(false)
  const key = publicKey('ed25519', raw)
  return (text, signature) =>
    signature.length !== 64
      ? Promise.resolve(false)
      : new Promise((resolve, reject) => {
          verify(null, Buffer.from(text), key, signature, (failed, fits) => (failed ? reject(failed) : resolve(fits)))
        })
}
