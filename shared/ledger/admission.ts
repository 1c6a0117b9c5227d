import { unhex } from '../kernel/bytes.ts'
import { canonical } from '../kernel/canonical.ts'
import type { VerifySignature } from './keys.ts'

/** The vault that a statement about keys is bound to; `identity` since header version 3. */
export interface Place {
  vault: string
  /** SHA-256 of the vault's identity, hexadecimal. */
  identity?: string | undefined
}

/** That a member's keys count, as the holder of another key signed it. All byte fields are hexadecimal. */
export interface Admitted {
  member: string
  ed25519: string
  x25519: string
  /** The Ed25519 key that signed: of whoever admitted, or the member's own former one. */
  by: string
  /** The vault key's number then. */
  epoch: number
  signature: string
  /** The admitted key's own signature over the same text. */
  own?: string | undefined
}

/** What is signed when keys are admitted or renewed: canonical JSON. */
export const admissionText = (
  { vault, identity }: Place,
  { member, ed25519, x25519, by, epoch }: Omit<Admitted, 'signature' | 'own'>,
): string => canonical({ format: 'holdfast-admission/v1', vault, identity, member, ed25519, x25519, by, epoch })

/** Whether an admission is signed by the key that it names and, where it says so, by the admitted key itself. */
export function isAdmission(verify: VerifySignature, place: Place, admitted: Admitted): boolean {
  const text = admissionText(place, admitted)
  const signs = (key: string, signature: string): boolean => {
    const [raw, bytes] = [unhex(key), unhex(signature)]
    return raw?.length === 32 && bytes?.length === 64 && verify(raw, text, bytes)
  }
  const { by, signature, ed25519, own } = admitted
  return signs(by, signature) && (own === undefined || signs(ed25519, own))
}

/** What an entry that renews or accepts keys must show: the key that counted until now signed the new one, and the new one it. */
export function isRenewal(verify: VerifySignature, place: Place, former: string | undefined, said: object): boolean {
  const { member, ed25519, x25519, by, epoch, signature, own } = said as Record<string, unknown>
  const texts = [member, ed25519, x25519, by, signature, own]
  if (!texts.every((one) => typeof one === 'string') || typeof epoch !== 'number') return false
  return by === former && isAdmission(verify, place, said as Admitted)
}
