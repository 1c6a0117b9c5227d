import { canonical } from '../../../../shared/kernel/canonical.ts'
import { openSealedTo, sealToMember, sealedToKey, type Reader, type Vault } from '../../record/vault/index.ts'

// Private keys lie in the encrypted database, each sealed to the key of one member: the root's to administrators, a leaf's
// to the member whose it is.

/** Which key, and to whom it is sealed. */
export type KeyName = { key: 'root' | 'leaf'; member: string }

/** Under which name a key is kept. */
export const keyRow = ({ key, member }: KeyName): string => `packet.${key}-key/${member}`
const contextOf = (vault: string, { key, member }: KeyName): string =>
  canonical({ vault, key: `packet.${key}`, member })

const sealed = (db: Reader, name: KeyName): Buffer | undefined =>
  db.get<{ bytes: Buffer }>('select bytes from secret where name = ?', keyRow(name))?.bytes

/** Seals a private key (PKCS #8) to a member, in the place of what was there. */
export function keepKey(
  { store, random, header }: Pick<Vault, 'store' | 'random' | 'header'>,
  name: KeyName,
  x25519: string,
  bytes: Uint8Array,
): void {
  const value = sealToMember(random, x25519, contextOf(header.id, name), bytes)
  store.run('insert or replace into secret (name, bytes) values (?, ?)', keyRow(name), value)
}

/** A private key that is sealed to the member with this secret; undefined where there is none. Whoever opened it wipes it. */
export function openKey(
  db: Reader,
  vault: string,
  name: KeyName,
  secret: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  const found = sealed(db, name)
  const opened = found && openSealedTo(secret, contextOf(vault, name), found)
  if (!opened) return undefined
  const own = Uint8Array.from(opened)
  opened.fill(0)
  return own
}

/** The X25519 key (hexadecimal) that a private key is sealed to; undefined where there is none. */
export function keyIsSealedTo(db: Reader, name: KeyName): string | undefined {
  const found = sealed(db, name)
  return found && sealedToKey(found)
}

export const dropKey = ({ store }: Pick<Vault, 'store'>, name: KeyName): void =>
  store.run('delete from secret where name = ?', keyRow(name))

/** Every sealed key; `undefined` for a name that this vault keeps nothing under. */
export const keptKeys = (db: Reader): { row: string; name: KeyName | undefined }[] =>
  db.all<{ name: string }>(`select name from secret where name like 'packet.%' order by name`).map(({ name: row }) => {
    const [, key, member] = /^packet\.(root|leaf)-key\/(.+)$/.exec(row) ?? []
    return { row, name: member === undefined ? undefined : { key: key as KeyName['key'], member } }
  })

/** Seals a member's keys to the one that the copy's header names from now on; `before` is the secret until now. */
export function resealKeys(copy: Vault, member: string, before: Uint8Array): void {
  const { x25519 } = copy.header.members.find(({ id }) => id === member) ?? {}
  if (x25519 === undefined) return
  for (const key of ['root', 'leaf'] as const) {
    const name = { key, member }
    const bytes = openKey(copy.store, copy.header.id, name, before)
    if (!bytes) continue
    keepKey(copy, name, x25519, bytes)
    bytes.fill(0)
  }
}
