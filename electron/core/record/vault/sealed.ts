import { agree, derive, privateKey, rawPublic, seal, unseal } from './crypto.ts'
import { memberKeys, type Random } from './keys.ts'

// recipient's X25519 key (32) ‖ ephemeral X25519 key (32) ‖ nonce (12) ‖ AES-256-GCM ciphertext and tag
const info = 'holdfast/sealed/v1'
const head = 64

/** Seals bytes to a member's X25519 key (hexadecimal), as a grant seals the vault key; `context` says what they are. */
export function sealToMember(random: Random, x25519: string, context: string, plain: Uint8Array): Buffer {
  const to = Buffer.from(x25519, 'hex')
  const ephemeral = privateKey('x25519', random(32))
  const nonce = random(12)
  const key = derive(agree(ephemeral, to), info, Buffer.concat([rawPublic(ephemeral), to]))
  return Buffer.concat([to, rawPublic(ephemeral), nonce, seal(key, nonce, Buffer.from(context), plain)])
}

/** The bytes that were sealed to the member with this secret; undefined for another's, another context or a changed byte. */
export function openSealedTo(secret: Uint8Array, context: string, sealed: Uint8Array): Buffer | undefined {
  const { agreement } = memberKeys(secret)
  const own = rawPublic(agreement)
  if (sealed.length < head + 12 || !own.equals(sealed.subarray(0, 32))) return undefined
  const ephemeral = sealed.subarray(32, head)
  const key = derive(agree(agreement, ephemeral), info, Buffer.concat([ephemeral, own]))
  return unseal(key, sealed.subarray(head, head + 12), Buffer.from(context), sealed.subarray(head + 12))
}

/** The X25519 key (hexadecimal) that bytes were sealed to. */
export const sealedToKey = (sealed: Uint8Array): string => Buffer.from(sealed.subarray(0, 32)).toString('hex')
