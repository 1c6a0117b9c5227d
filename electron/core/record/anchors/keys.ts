import { formatKey, type VerifierKey } from '../../../../shared/ledger/keys.ts'
import { keyTypes } from '../../../../shared/ledger/note.ts'
import { signingKeysAt, type Workspace } from '../members/index.ts'
import { sha256, type Reader } from '../vault/index.ts'

/** The keys of this vault's members that were in force when it had `size` entries. */
export const memberKeysAt = (db: Reader, size: number): VerifierKey[] =>
  [...signingKeysAt(db, size)].map(([member, publicKey]) => ({
    name: `member/${member}`,
    type: keyTypes.signature,
    publicKey,
  }))

/** The key under which the member at work cosigns other vaults' heads: the same key pair, under a name of this vault. */
export const cosignerOf = ({ vault }: Workspace): VerifierKey => ({
  name: `holdfast/${vault.header.id}/${vault.keys.member}`,
  type: keyTypes.cosignature,
  publicKey: Uint8Array.from(vault.keys.signingPublic),
})

export const keyText = (key: VerifierKey): string => formatKey(sha256, key)
