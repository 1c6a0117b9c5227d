/** A change to the tables that are not a view of the ledger. Once released it is never edited. */
export interface Migration {
  version: number
  sql: string
}
