import { and, eq, ne, or } from 'drizzle-orm'
import type { RecordKind } from '../../record/members/index.ts'
import { query, type Given } from '../../record/vault/index.ts'
import { caseFiles } from './tables.ts'

const caseNamed = query((from, { ref }: Given<{ ref: string }>) =>
  from
    .select({ id: caseFiles.id, number: caseFiles.number, title: caseFiles.title, caseId: caseFiles.id })
    .from(caseFiles)
    .where(and(or(eq(caseFiles.id, ref), eq(caseFiles.number, ref)), ne(caseFiles.status, 'destroyed'))),
)

/** Cases whose record is there, closed or not. */
export const standingCases: RecordKind = { kind: 'case', within: false, find: (db, ref) => db.get(caseNamed, { ref }) }
