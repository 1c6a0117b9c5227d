import { features } from './features.ts'
import type { AnyView } from './record/ledger/index.ts'

/** Every view of the ledger, in the order in which their tables are made. */
export const views: readonly AnyView[] = features.flatMap(({ view, forget }) =>
  view === 'none' ? [] : [{ ...view, ...(forget === 'none' ? {} : { forget }) }],
)
