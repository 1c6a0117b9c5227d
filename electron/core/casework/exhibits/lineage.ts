import { eq } from 'drizzle-orm'
import type { Output } from '../../../../shared/contract/contract.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { findExhibit } from './queries.ts'
import { exhibits } from './tables.ts'

const shown = {
  id: exhibits.id,
  number: exhibits.number,
  fileName: exhibits.fileName,
  kind: exhibits.kind,
  from: exhibits.derivedFrom,
  how: exhibits.derivedHow,
}
const byId = query((from, { id }: Given<{ id: string }>) =>
  from.select(shown).from(exhibits).where(eq(exhibits.id, id)),
)
const madeFrom = query((from, { id }: Given<{ id: string }>) =>
  from.select(shown).from(exhibits).where(eq(exhibits.derivedFrom, id)).orderBy(exhibits.seq),
)

/** An exhibit's whole family. What it was made from was kept before it, so there is no circle. Fails with NOT_FOUND. */
export function lineageOf(db: Reader, ref: string): Output<'exhibit.lineage'> {
  let first = db.get(byId, { id: findExhibit(db, ref).id })
  for (let before = first; before; before = before.from === null ? undefined : db.get(byId, { id: before.from }))
    first = before
  const items: Output<'exhibit.lineage'>['items'] = []
  const waiting = first ? [{ one: first, depth: 0 }] : []
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { one, depth } = next
    const { from: _, ...said } = one
    items.push({ ...said, depth })
    const made = db.all(madeFrom, { id: one.id }).reverse()
    waiting.push(...made.map((child) => ({ one: child, depth: depth + 1 })))
  }
  return { items }
}
