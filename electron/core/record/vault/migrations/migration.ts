/** A change to the tables that are not a view of the ledger. Once released it is never edited. */
export interface Migration {
  version: number
  sql: string
}

/** Triggers that keep a table of the record as it was written. */
export const appendOnly = (table: string): string => `
create trigger ${table}_no_update before update on ${table} begin select raise(abort, 'the record is append-only'); end;
create trigger ${table}_no_delete before delete on ${table} begin select raise(abort, 'the record is append-only'); end;`
