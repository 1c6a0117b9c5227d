export { auditEntries } from './audit/entries.ts'
export { breathe, type AuditContext, type Problem } from './audit/problems.ts'
export { Replayed } from './audit/replayed.ts'
export { auditRows } from './audit/rows.ts'
export { auditSchema } from './audit/schema.ts'
export { reportStructure } from './audit/structure.ts'
export { startBehind } from './audit/start.ts'
export { auditTables } from './audit/tables.ts'
export { auditTiles } from './audit/tiles.ts'
export { clockView } from './clock.ts'
export { countDestroyed, keptTypes } from './destroyed.ts'
export { readerOf } from './form.ts'
export { Ledger, type HeadInfo, type Transaction } from './ledger.ts'
export { anyNamesPath, keepPlaced, namesPath, placedAt } from './placed.ts'
export type { WholeAsOf } from './as-of.ts'
export {
  entriesOfCase,
  entriesOf,
  exportRows,
  newestEntries,
  oneEntry,
  proveConsistency,
  proveInclusion,
  recomputeRoots,
  rootOfFirst,
  type StoredEntry,
} from './queries.ts'
export { olderViews, rebuildViews, refreshViews, refreshViewsSlowly } from './replay.ts'
export { defineView, type AnyView, type Destroyed, type FieldSet, type Forget, type Recorded } from './view.ts'
