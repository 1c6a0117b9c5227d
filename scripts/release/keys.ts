import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { keyId } from '../../shared/update/keys.ts'
import { sha256 } from '../../electron/hosts/update/keys.ts'

/** The public half of a signer's key, as `resources/update-keys.json` lists it. */
export interface PublicHalf {
  id: string
  publicKey: string
}

/** The raw 32 bytes of an Ed25519 public key: the end of its SubjectPublicKeyInfo (RFC 8410). */
export const rawPublicKey = (key: KeyObject): Buffer =>
  createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32)

const publicHalf = (key: KeyObject): PublicHalf => {
  const raw = rawPublicKey(key)
  return { id: keyId(sha256, raw), publicKey: raw.toString('base64') }
}

/** Makes a signer's key in a new file: PKCS #8, encrypted with the passphrase. Throws when the file is there already. */
export function makeSigningKey(file: string, passphrase: string): PublicHalf {
  requirePassphrase(passphrase)
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc', passphrase })
  writeFileSync(file, pem, { flag: 'wx', mode: 0o600 })
  return publicHalf(privateKey)
}

/** Opens a signer's key. Throws for another passphrase, or another kind of key. */
export function openSigningKey(file: string, passphrase: string): { key: KeyObject; id: string } {
  const key = createPrivateKey({ key: readFileSync(file), passphrase })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key`)
  return { key, id: publicHalf(key).id }
}

function requirePassphrase(passphrase: string): void {
  if (passphrase.length < 12) throw new Error('the passphrase of a signing key must have 12 characters or more')
}
