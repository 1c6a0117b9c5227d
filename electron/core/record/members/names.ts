import { eq } from 'drizzle-orm'
import { query, type Given, type Reader } from '../vault/index.ts'
import { members } from './tables.ts'

const nameOf = query((from, { id }: Given<{ id: string }>) =>
  from.select({ name: members.name }).from(members).where(eq(members.id, id)),
)

/** A member's name by id; the id itself when the ledger names nobody. */
export const memberName = (db: Reader, id: string): string => db.get(nameOf, { id })?.name ?? id
