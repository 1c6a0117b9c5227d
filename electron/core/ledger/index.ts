export { auditEntries } from './audit/entries.ts'
export type { AuditContext, Problem } from './audit/problems.ts'
export { auditRows } from './audit/rows.ts'
export { auditSchema } from './audit/schema.ts'
export { auditTables } from './audit/tables.ts'
export { auditTiles } from './audit/tiles.ts'
export { clockView } from './clock.ts'
export { Ledger, type Transaction } from './ledger.ts'
export {
  entriesOfCase,
  newestEntries,
  oneEntry,
  proveConsistency,
  proveInclusion,
  recomputeRoots,
  rootOfFirst,
  type StoredEntry,
} from './queries.ts'
export { defineView, type AnyView, type Recorded } from './view.ts'
