import { resealKeys } from './sign/index.ts'
import type { Vault } from './record/vault/index.ts'

/** What is sealed to one member's own key. */
export interface SealedToMember {
  /**
   * Seals it anew, in the transaction that renews the keys: `copy` is the vault under its new key, whose header names the
   * member's new one; `before` is the member's secret until now.
   */
  reseal(copy: Vault, member: string, before: Uint8Array): void
}

/** Everything that is sealed to members' keys; each feature that keeps such a thing is named here. */
export const sealedToMembers: readonly SealedToMember[] = [{ reseal: resealKeys }]
