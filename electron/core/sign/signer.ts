/** The one who signs a packet: a leaf certificate under the vault's root, and the leaf's private key. */
export interface Signer {
  /** DER of the leaf (X.509, RFC 5280). */
  leafCert: Uint8Array<ArrayBuffer>
  /** DER of the vault's self-signed root. */
  rootCert: Uint8Array<ArrayBuffer>
  /** The leaf's private key, PKCS #8 (RFC 5958). Whoever opened it wipes it. */
  privateKeyPkcs8: Uint8Array<ArrayBuffer>
}

/** A vault's root with its key (PKCS #8), which administrators alone can open. */
export interface Root {
  rootCert: Uint8Array<ArrayBuffer>
  rootPrivateKeyPkcs8: Uint8Array<ArrayBuffer>
  /** SHA-256 of `rootCert`, lower-case hexadecimal: what the owner publishes and the last page prints. */
  rootFingerprint: string
}
