/** The part of WebCrypto (W3C) that checking a signature needs, without the DOM's types. Keys are opaque. */
export interface Subtle {
  digest(algorithm: string, bytes: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer>
  importKey(
    format: 'spki',
    bytes: Uint8Array<ArrayBuffer>,
    algorithm: { name: string; hash: string; namedCurve: string },
    extractable: boolean,
    usages: ['verify'],
  ): Promise<object>
  verify(
    algorithm: { name: string; hash: string; saltLength: number },
    key: object,
    signature: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
}
