import type { Store } from './vault/index.ts'

/** What is sealed to one member's own key. `before` and `after` are the member's secrets: the keys come from them. */
export interface SealedToMember {
  /** Seals it anew, in the transaction that renews the keys; the store is that of the copy under the new vault key. */
  reseal(store: Store, member: string, before: Uint8Array, after: Uint8Array): void
}

/** Everything that is sealed to members' keys; each feature that keeps such a thing is named here. */
export const sealedToMembers: readonly SealedToMember[] = []
