import { and, desc, eq, or, sql } from 'drizzle-orm'
import type { AnySQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { RecordKindName } from '../../../../shared/contract/handling.ts'
import { query, type Given, type Reader } from '../vault/index.ts'

/** A record as others name it, whatever feature has it. */
export interface RecordNamed {
  id: string
  /** As people write it; null: it has none. */
  number: string | null
  title: string | null
  /** The case that it is part of now. */
  caseId: string | null
  /** SHA-256 of its bytes, where places in it can be named. */
  sha256?: string
}

/** Records of a kind, so that whoever works on records of all kinds can name them. */
export interface RecordKind {
  kind: RecordKindName
  /** Whether its number counts within its case (`C-01`), and says nothing without it. */
  within: boolean
  /** A record that stands by its id, or by its number: within the case `caseId` where it counts there. */
  find: (db: Reader, ref: string, caseId: string) => RecordNamed | undefined
}

/** Columns of a table that say what its records are; `title` where one of them does in words. */
interface Columns {
  id: AnySQLiteColumn
  number?: AnySQLiteColumn
  title?: AnySQLiteColumn
  /** Left out: its records are part of no case. */
  caseId?: AnySQLiteColumn
  /** Of several rows of one record the newest stands; left out: there is one. */
  seq?: AnySQLiteColumn
  within?: boolean
}

interface Asked {
  ref: string
  number: string
  caseId: string
}

const nothing = sql<null>`null`

/** The records of a table. */
export function recordsOf(
  kind: RecordKindName,
  { id, number, title, caseId, seq, within = false }: Columns,
): RecordKind {
  const named = query((from, given: Given<Asked>) =>
    from
      .select({
        id: sql<string>`${id}`,
        number: number ? sql<string>`${number}` : nothing,
        title: title ? sql<string | null>`${title}` : nothing,
        caseId: caseId ? sql<string | null>`${caseId}` : nothing,
      })
      .from(id.table)
      .where(
        or(
          eq(id, given.ref),
          number && and(eq(number, given.number), within && caseId ? eq(caseId, given.caseId) : undefined),
        ),
      )
      .orderBy(desc(seq ?? id)),
  )
  return {
    kind,
    within,
    find: (db, ref, within) => db.get(named, { ref, number: ref.toUpperCase(), caseId: within }),
  }
}
