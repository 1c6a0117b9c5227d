import type { Writer } from '../vault/index.ts'
import { destroyedType } from './destroyed.ts'
import type { AnyView, Destroyed, Recorded } from './view.ts'

/**
 * Carries an entry into the tables of these views. By one that destroys a case's record every view forgets first what it
 * has of it, those that came last before those that they rest on. In a replay such rows were never made, because their
 * payloads are gone; both ways end in the same tables.
 */
export function projector(views: readonly AnyView[]): (db: Writer, entry: Recorded, payload: unknown) => void {
  const projections = new Map(views.flatMap((view) => Object.entries(view.project)))
  const forgets = views.flatMap(({ forget }) => forget ?? []).toReversed()
  return (db, entry, payload) => {
    if (entry.type === destroyedType) for (const forget of forgets) forget(db, entry, payload as Destroyed)
    projections.get(entry.type)?.(db, entry, payload as never)
  }
}
