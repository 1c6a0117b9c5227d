import type { AnyView, Forget } from '../ledger/index.ts'

/**
 * A feature of the core as the rest of it knows it: exported from the feature's `index.ts`, named once in `features.ts`.
 * Each part must be said; a feature that has nothing of it says 'none'.
 */
export interface Feature {
  name: string
  /** What it writes into the ledger, and its tables. */
  view: AnyView | 'none'
  /** Takes what is about a case out of its tables when the case's record was destroyed. */
  forget: Forget | 'none'
}

/** Ties a manifest's types together. */
export const defineFeature = (feature: Feature): Feature => feature
