import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseUpdateKeys, type UpdateKeys } from '../../../shared/update/keys.ts'
import type { VerifySignature } from '../../../shared/update/judge.ts'

/** SHA-256 of bytes. */
export const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()

/** SubjectPublicKeyInfo of an Ed25519 key up to its 32 bytes (RFC 8410, section 4). */
const spki = Buffer.from('302a300506032b6570032100', 'hex')

/** Ed25519 (RFC 8032) by the runtime's own library; false for a key or a signature of another form. */
export const verifyEd25519: VerifySignature = (publicKey, bytes, signature) => {
  try {
    const key = createPublicKey({ key: Buffer.concat([spki, publicKey]), format: 'der', type: 'spki' })
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}

/** The public keys that this copy of Holdfast came with. Fails with FILE_NOT_FOUND or MISSING_RUNTIME. */
export const readUpdateKeys = async (resources: string): Promise<UpdateKeys> =>
  parseUpdateKeys(await readFile(join(resources, 'update-keys.json'), 'utf8'), sha256)
