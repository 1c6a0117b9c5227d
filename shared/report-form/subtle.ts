/** A key of WebCrypto (W3C). Opaque: what is in it is the runtime's. */
export type OpaqueKey = object
type Bytes = Uint8Array<ArrayBuffer>
interface Curve {
  name: 'ECDH'
  namedCurve: 'P-256'
}
interface Sealing {
  name: 'AES-GCM'
  iv: Bytes
  additionalData: Bytes
}
interface Stretching {
  name: 'HKDF'
  hash: 'SHA-256'
  salt: Bytes
  info: Bytes
}

/** The part of WebCrypto that sealing and opening a report needs, without the DOM's types: pages and Node 24 both have it. */
export interface Subtle {
  digest(algorithm: 'SHA-256', bytes: Bytes): Promise<ArrayBuffer>
  generateKey(
    curve: Curve,
    extractable: boolean,
    usages: ['deriveBits'],
  ): Promise<{ publicKey: OpaqueKey; privateKey: OpaqueKey }>
  importKey(format: 'raw', point: Bytes, curve: Curve, extractable: boolean, usages: []): Promise<OpaqueKey>
  importKey(format: 'pkcs8', key: Bytes, curve: Curve, extractable: boolean, usages: ['deriveBits']): Promise<OpaqueKey>
  importKey(
    format: 'raw',
    secret: Bytes,
    algorithm: 'HKDF',
    extractable: false,
    usages: ['deriveKey'],
  ): Promise<OpaqueKey>
  exportKey(format: 'raw' | 'pkcs8', key: OpaqueKey): Promise<ArrayBuffer>
  deriveBits(algorithm: { name: 'ECDH'; public: OpaqueKey }, key: OpaqueKey, bits: 256): Promise<ArrayBuffer>
  deriveKey(
    algorithm: Stretching,
    key: OpaqueKey,
    wanted: { name: 'AES-GCM'; length: 256 },
    extractable: boolean,
    usages: ['encrypt'] | ['decrypt'],
  ): Promise<OpaqueKey>
  encrypt(algorithm: Sealing, key: OpaqueKey, plain: Bytes): Promise<ArrayBuffer>
  decrypt(algorithm: Sealing, key: OpaqueKey, sealed: Bytes): Promise<ArrayBuffer>
}

/** The curve of intake keys and of each report's own key (FIPS 186-5, P-256). */
export const curve: Curve = { name: 'ECDH', namedCurve: 'P-256' }

export const sha256 = async (subtle: Subtle, bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await subtle.digest('SHA-256', bytes))
