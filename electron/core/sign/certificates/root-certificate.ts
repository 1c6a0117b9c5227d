import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readVault } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'

/** DER of the vault's root, as the ledger's first entry has it. */
export const rootCertificate = (db: Reader): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(Buffer.from(readVault(db).rootCertificate, 'base64'))

/** Whether a private key (PKCS #8) is that of a certificate (DER). */
export function isKeyOf(certificate: Uint8Array, key: Uint8Array): boolean {
  try {
    const read = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs8' })
    return new X509Certificate(certificate).checkPrivateKey(read)
  } catch {
    return false
  }
}
