/** A key of WebCrypto; opaque here. */
export type CryptoKeyLike = object

/** The part of WebCrypto (W3C) that checking a signature needs, without the DOM's types. */
export interface Subtle {
  digest(algorithm: string, bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  importKey(
    format: 'spki',
    bytes: Uint8Array<ArrayBuffer>,
    algorithm: { name: string; hash?: string; namedCurve?: string },
    extractable: boolean,
    usages: ['verify'],
  ): Promise<CryptoKeyLike>
  verify(
    algorithm: { name: string; hash?: string; saltLength?: number },
    // A CryptoKey is opaque and its type belongs to each runtime.
    key: never,
    signature: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
}
