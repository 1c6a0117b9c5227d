import { asc, eq, max, or } from 'drizzle-orm'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { interviewActs, interviews, statements } from './tables.ts'

export type Interview = typeof interviews.$inferSelect
export type Act = typeof interviewActs.$inferSelect
export type StatementRow = typeof statements.$inferSelect

type OfCase = Given<{ caseId: string }>
type Named = Given<{ ref: string; number: string }>

const interviewsOf = query((from, { caseId }: OfCase) =>
  from.select().from(interviews).where(eq(interviews.caseId, caseId)).orderBy(asc(interviews.serial)),
)
const statementsOf = query((from, { caseId }: OfCase) =>
  from.select().from(statements).where(eq(statements.caseId, caseId)).orderBy(asc(statements.serial)),
)
const ofInterview = query((from, { interview }: Given<{ interview: string }>) =>
  from.select().from(statements).where(eq(statements.interviewId, interview)).orderBy(asc(statements.serial)),
)
const actRows = query((from, { interview }: Given<{ interview: string }>) =>
  from.select().from(interviewActs).where(eq(interviewActs.interviewId, interview)).orderBy(asc(interviewActs.seq)),
)
const interviewNamed = query((from, { ref, number }: Named) =>
  from
    .select()
    .from(interviews)
    .where(or(eq(interviews.id, ref), eq(interviews.number, number))),
)
const statementNamed = query((from, { ref, number }: Named) =>
  from
    .select()
    .from(statements)
    .where(or(eq(statements.id, ref), eq(statements.number, number))),
)
const lastInterview = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(interviews.serial) })
    .from(interviews)
    .where(eq(interviews.caseId, caseId)),
)
const lastStatement = query((from, { caseId }: OfCase) =>
  from
    .select({ last: max(statements.serial) })
    .from(statements)
    .where(eq(statements.caseId, caseId)),
)

/** The interviews of a case in the order of their numbers. */
export const interviewsOfCase = (db: Reader, caseId: string): Interview[] => db.all(interviewsOf, { caseId })
/** The statements of a case in the order of their numbers. */
export const statementsOfCase = (db: Reader, caseId: string): StatementRow[] => db.all(statementsOf, { caseId })
export const statementsOfInterview = (db: Reader, interview: string): StatementRow[] =>
  db.all(ofInterview, { interview })
/** What the record of an interview is made of, in the order in which it was written. */
export const actsOf = (db: Reader, interview: string): Act[] => db.all(actRows, { interview })
export const nextInterview = (db: Reader, caseId: string): number => (db.get(lastInterview, { caseId })?.last ?? 0) + 1
export const nextStatement = (db: Reader, caseId: string): number => (db.get(lastStatement, { caseId })?.last ?? 0) + 1

/** An interview by its number (2026-001-I01) or id. Fails with NOT_FOUND. */
export function findInterview(db: Reader, ref: string): Interview {
  const found = db.get(interviewNamed, { ref, number: ref.toUpperCase() })
  if (found) return found
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no interview “${ref}” in this vault.`,
    'See `holdfast interview list` for the numbers, like 2026-001-I01.',
  )
}

/** A statement by its number (2026-001-ST01) or id. Fails with NOT_FOUND. */
export function findStatement(db: Reader, ref: string): StatementRow {
  const found = db.get(statementNamed, { ref, number: ref.toUpperCase() })
  if (found) return found
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no statement “${ref}” in this vault.`,
    'See `holdfast statement list` for the numbers, like 2026-001-ST01.',
  )
}
