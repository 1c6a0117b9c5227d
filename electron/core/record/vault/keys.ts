import type { KeyObject } from 'node:crypto'
import type { KdfParameters } from './kdf.ts'
import { derive, privateKey, rawPublic } from './crypto.ts'

/** What a passphrase gives a slot: new keys of the member are sealed under it without asking for the passphrase again. */
export interface Door {
  kdf: KdfParameters
  key: Buffer
}

/** The keys that an unlocked vault holds in memory. */
export interface VaultKeys {
  member: string
  vaultKey: Buffer
  memberSecret: Buffer
  signing: KeyObject
  signingPublic: Buffer
  /** Whether an invitation opened the vault: its keys were seen by whoever invited, and must be replaced first. */
  invited: boolean
  /** Of the passphrase that opened it; undefined where a sheet or an invitation did. */
  door: Door | undefined
  /** Whether a slot of an older form opened it, which is not bound to the vault's identity. */
  unbound: boolean
}

export type Random = (bytes: number) => Uint8Array

/** The two key pairs that a member's 32-byte secret gives: Ed25519 for signing, X25519 for grants. */
export function memberKeys(secret: Uint8Array): { signing: KeyObject; agreement: KeyObject } {
  const seeds = [derive(secret, 'holdfast/member/ed25519/v1'), derive(secret, 'holdfast/member/x25519/v1')] as const
  try {
    return { signing: privateKey('ed25519', seeds[0]), agreement: privateKey('x25519', seeds[1]) }
  } finally {
    for (const seed of seeds) seed.fill(0)
  }
}

/** The public halves, as the header and the ledger name them; hexadecimal. */
export function publicKeys(secret: Uint8Array): { ed25519: string; x25519: string } {
  const { signing, agreement } = memberKeys(secret)
  return { ed25519: rawPublic(signing).toString('hex'), x25519: rawPublic(agreement).toString('hex') }
}

/** Overwrites the secret bytes of an unlocked vault. */
export function wipe(keys: VaultKeys): void {
  keys.vaultKey.fill(0)
  keys.memberSecret.fill(0)
  keys.door?.key.fill(0)
}
