import type { Reader } from '../vault/index.ts'

/** A member's name by id; the id itself when the ledger names nobody. */
export const memberName = (db: Reader, id: string): string =>
  db.get<{ name: string }>('select name from member where id = ?', id)?.name ?? id
