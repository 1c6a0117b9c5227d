/** The one who signs a packet: a leaf certificate under the vault's root, and the leaf's private key. */
export interface Signer {
  /** DER of the leaf (X.509, RFC 5280). */
  leafCert: Uint8Array<ArrayBuffer>
  /** DER of the vault's self-signed root. */
  rootCert: Uint8Array<ArrayBuffer>
  /** The leaf's private key, PKCS #8 (RFC 5958). The caller keeps it in the vault and wipes it. */
  privateKeyPkcs8: Uint8Array<ArrayBuffer>
}

/** What `createAuthority` makes, for the vault to keep. Keys are PKCS #8 and secret. */
export interface Authority extends Signer {
  rootPrivateKeyPkcs8: Uint8Array<ArrayBuffer>
  /** SHA-256 of `rootCert`, lower-case hexadecimal: what the owner publishes and the last page prints. */
  rootFingerprint: string
}
