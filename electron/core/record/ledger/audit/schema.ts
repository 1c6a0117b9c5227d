import { migrate, openInMemory, type Reader } from '../../vault/index.ts'
import { createTables } from '../replay.ts'
import type { AnyView } from '../view.ts'
import type { AuditContext } from './problems.ts'

/**
 * Compares the definitions in the database with those that Holdfast makes: a table, view or trigger that somebody
 * planted could show, hide or change rows, and a trigger that is gone no longer keeps the record append-only.
 */
export function auditSchema(db: Reader, views: readonly AnyView[], { report }: AuditContext): void {
  const fresh = openInMemory()
  try {
    migrate(fresh)
    createTables(fresh, views)
    const missing = definitions(fresh)
    for (const [where, sql] of definitions(db)) {
      const wanted = missing.get(where)
      missing.delete(where)
      if (wanted === sql) continue
      const message = wanted === undefined ? 'Holdfast does not make this.' : 'This is not as Holdfast makes it.'
      report({ code: 'SCHEMA_CHANGED', where, message })
    }
    for (const where of missing.keys()) report({ code: 'SCHEMA_CHANGED', where, message: 'This was removed.' })
  } finally {
    fresh.close()
  }
}

const definitions = (db: Reader): Map<string, string> =>
  new Map(
    db
      .all<{ type: string; name: string; sql: string | null }>('select type, name, sql from sqlite_schema')
      .map(({ type, name, sql }) => [`${type} ${name}`, sql ?? '']),
  )
