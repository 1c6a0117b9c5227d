import { z } from 'zod'
import { admissionText, isAdmission, type Admitted, type Place } from '../../../../shared/ledger/admission.ts'
import { rawPublic, signText, verifyText } from './crypto.ts'
import { Hex, Id } from './hex.ts'
import type { Identity } from './identity.ts'
import type { VaultKeys } from './keys.ts'

/** Keys that a header keeps the admission of; those that no member's chain needs are dropped. */
export const mostAdmissions = 2048

export const Admission = z.strictObject({
  member: Id,
  ed25519: Hex(32),
  x25519: Hex(32),
  by: Hex(32),
  epoch: z.int().min(1),
  signature: Hex(64),
  own: Hex(64).optional(),
})
export type Admission = z.infer<typeof Admission>

interface Public {
  id: string
  ed25519: string
  x25519: string
}
type Signing = Pick<VaultKeys, 'signing'>

/** Signs that these keys count. `own` is the admitted member's key, where it is at hand. */
export function admit(
  place: Place,
  { id, ed25519, x25519 }: Public,
  epoch: number,
  by: Signing,
  own?: Signing,
): Admission {
  const open = { member: id, ed25519, x25519, by: rawPublic(by.signing).toString('hex'), epoch }
  const text = admissionText(place, open)
  const sign = ({ signing }: Signing): string => signText(signing, text).toString('hex')
  return { ...open, signature: sign(by), ...(own ? { own: sign(own) } : {}) }
}

/**
 * Why a header's members do not all lead to its founder, in words; undefined when they do. Each admission is signed by
 * the founder's key or by one that was admitted before it; a member's own renewal by both keys.
 */
export function chainFault(
  place: Place,
  { founder }: Identity,
  admissions: readonly Admission[],
  members: readonly Public[],
): string | undefined {
  const admitted = new Map<string, Admission>()
  for (const one of admissions) {
    const first = admitted.size === 0
    const before = admitted.get(one.by)
    if (first ? one.by !== founder || one.ed25519 !== founder : !before) return 'names keys that nobody admitted'
    if (before?.member === one.member && one.own === undefined) return 'has a renewed key that did not sign'
    if (admitted.has(one.ed25519)) return 'names a key twice'
    if (!isAdmission(verifyText, place, one satisfies Admitted)) return 'has an admission that is not signed'
    admitted.set(one.ed25519, one)
  }
  for (const { id, ed25519, x25519 } of members) {
    const one = admitted.get(ed25519)
    if (one?.member !== id || one.x25519 !== x25519) return 'has a member whose keys do not lead to its founder'
  }
  return undefined
}

/** The admissions on the way from these members' keys to the founder, in their order. */
export function needed(admissions: readonly Admission[], members: readonly Public[]): Admission[] {
  const wanted = new Set(members.map(({ ed25519 }) => ed25519))
  // Backwards: whoever admitted stands before whom they admitted.
  for (const { ed25519, by } of admissions.toReversed()) if (wanted.has(ed25519)) wanted.add(by)
  return admissions.filter(({ ed25519 }) => wanted.has(ed25519))
}
