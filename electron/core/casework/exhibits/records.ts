import { eq, or, sql } from 'drizzle-orm'
import { reports } from '../../intake/reports/index.ts'
import type { RecordKind } from '../../record/members/index.ts'
import { query, type Given } from '../../record/vault/index.ts'
import { exhibits } from './tables.ts'

const exhibitNamed = query((from, { ref, number }: Given<{ ref: string; number: string }>) =>
  from
    .select({
      id: exhibits.id,
      number: exhibits.number,
      title: exhibits.fileName,
      caseId: sql<string | null>`coalesce(${exhibits.caseId}, ${reports.caseId})`,
      sha256: exhibits.sha256,
    })
    .from(exhibits)
    .leftJoin(reports, eq(reports.id, exhibits.reportId))
    .where(or(eq(exhibits.id, ref), eq(exhibits.number, number))),
)

/** Exhibits: those of a report are of the case that the report is part of. */
export const exhibitRecords: RecordKind = {
  kind: 'exhibit',
  within: false,
  find: (db, ref) => db.get(exhibitNamed, { ref, number: ref.toUpperCase() }),
}
