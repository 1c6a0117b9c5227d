import { z } from 'zod'
import { canonical } from '../../../../shared/kernel/canonical.ts'
import { sha256Hex } from './crypto.ts'
import { Hex } from './hex.ts'
import type { Random } from './keys.ts'
import { toWords } from './words.ts'

const hashOf = (founder: string, random: string): string =>
  sha256Hex(canonical({ format: 'holdfast-identity/v1', founder, random }))

/** Which vault this is, by the key that its chain of members begins with; `sha256` is the identity itself. */
export const Identity = z
  .strictObject({ founder: Hex(32), random: Hex(32), sha256: Hex(32) })
  .refine(({ founder, random, sha256 }) => hashOf(founder, random) === sha256, 'is not the hash of what it names')
export type Identity = z.infer<typeof Identity>

/** The identity of a vault whose first member has this Ed25519 key (hexadecimal). */
export function newIdentity(random: Random, founder: string): Identity {
  const salt = Buffer.from(random(32)).toString('hex')
  return { founder, random: salt, sha256: hashOf(founder, salt) }
}

/** What two computers compare: the identity, or of an older form all members' keys. `words` are its first 16 bytes (BIP 39). */
interface Fingerprint {
  sha256: string
  words: string
}

interface Named {
  id: string
  identity?: Identity | undefined
  members: { id: string; ed25519: string; x25519: string }[]
}

/** The fingerprint of a vault by its header. One of an older form has none but that of its members' keys, which changes with them. */
export function fingerprintOf({ id, identity, members }: Named): Fingerprint {
  const sorted = members.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const sha256 = identity?.sha256 ?? sha256Hex(canonical({ format: 'holdfast-members/v1', vault: id, members: sorted }))
  return { sha256, words: toWords(Buffer.from(sha256, 'hex').subarray(0, 16)) }
}
