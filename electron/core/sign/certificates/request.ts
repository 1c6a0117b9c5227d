import { createPrivateKey, createPublicKey } from 'node:crypto'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Workspace } from '../../record/members/index.ts'
import { sha256, signText, verifyText, type Vault } from '../../record/vault/index.ts'
import { isRequestOf, newLeafKey, newRequest } from '../authority.ts'
import { keepKey, keyIsSealedTo, openKey } from './keys.ts'
import type { Request } from './state.ts'

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(base64, 'base64'))

/** What a member's key signs of a request. */
const signedText = (vault: string, member: string, request: Uint8Array): string =>
  canonical({ vault, member, request: sha256(request).toString('hex') })

export interface NewRequest extends Omit<Request, 'at'> {
  /** Keeps the private key, inside the transaction that records the request. */
  keep: (vault: Vault) => void
}

/** A request of the member at work: for the key that they have already, or for a new one. */
export async function newOwnRequest({ vault, member }: Workspace): Promise<NewRequest> {
  const { header, keys, store } = vault
  const name = { key: 'leaf', member: member.id } as const
  const kept = openKey(store, header.id, name, keys.memberSecret)
  if (!kept && keyIsSealedTo(store, name) !== undefined) throw damagedKey(member.name)
  const pair = kept ? keyPairIn(kept) : await newLeafKey()
  const request = await newRequest(member.name, pair.publicKey, pair.privateKey)
  const { x25519 = '' } = header.members.find(({ id }) => id === member.id) ?? {}
  return {
    publicKey: Buffer.from(pair.publicKey).toString('base64'),
    request: Buffer.from(request).toString('base64'),
    ed25519: keys.signingPublic.toString('hex'),
    signature: signText(keys.signing, signedText(header.id, member.id, request)).toString('hex'),
    keep: (into) => {
      keepKey(into, name, x25519, pair.privateKey)
      pair.privateKey.fill(0)
    },
  }
}

function keyPairIn(privateKey: Uint8Array<ArrayBuffer>): {
  publicKey: Uint8Array<ArrayBuffer>
  privateKey: Uint8Array<ArrayBuffer>
} {
  return { publicKey: bytesOf(publicKeyOf(privateKey)), privateKey }
}

/** SubjectPublicKeyInfo (DER in base64) of a private key (PKCS #8). */
export function publicKeyOf(privateKey: Uint8Array): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
}

export const damagedKey = (name: string): HoldfastError =>
  new HoldfastError(
    'VAULT_DAMAGED',
    `The key that ${name} signs packets with is not what was kept.`,
    'Audit the vault, keep the folder as it is, and build packets from a backup.',
  )

/** Whether a request is by this member's Ed25519 key (hexadecimal), and by whoever has the key that it asks for. */
export async function isSignedRequest(
  vault: string,
  member: string,
  ed25519: string,
  { request, publicKey, signature }: Pick<Request, 'request' | 'publicKey' | 'signature'>,
): Promise<boolean> {
  const bytes = bytesOf(request)
  const text = signedText(vault, member, bytes)
  if (!verifyText(Buffer.from(ed25519, 'hex'), text, Buffer.from(signature, 'hex'))) return false
  return isRequestOf(bytes, bytesOf(publicKey))
}
