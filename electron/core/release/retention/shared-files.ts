import type { Reader } from '../../record/vault/index.ts'

// One file may hold the words of several reports: a mailbox, a table. It is an exhibit of the first of them, and the
// others, in other cases or in none, were taken out of it too.

const mine = `asked(id) as (select ?), mine(id, sha256, derived_from) as (
  select id, sha256, derived_from from exhibit where case_id = (select id from asked)
  union all select id, sha256, derived_from from exhibit
  where report_id in (select id from report where case_id = (select id from asked)))`

interface Dependents {
  cases: { id: string; number: string }[]
  /** Numbers of reports outside the case, in a case or not. */
  reports: string[]
}

/** What is not part of a case but was taken out of its exhibits: it would lose its original with them. */
export function dependentsOf(db: Reader, caseId: string): Dependents {
  const taken = `with recursive ${mine},
    made(id) as (select x.id from exhibit x join mine m on x.derived_from = m.id
      union select x.id from exhibit x join made on x.derived_from = made.id),
    taken(report_id, case_id) as (
      select x.report_id, coalesce(x.case_id, r.case_id) from exhibit x left join report r on r.id = x.report_id
        where x.id in (select id from made)
      union select id, case_id from report where source_sha256 in (select sha256 from mine))`
  return {
    cases: db.all(
      `${taken} select id, number from case_file
       where id in (select case_id from taken where case_id is not (select id from asked)) and status <> 'destroyed' order by number`,
      caseId,
    ),
    reports: db
      .all<{ number: string }>(
        `${taken} select number from report
         where id in (select report_id from taken where case_id is not (select id from asked)) order by serial`,
        caseId,
      )
      .map(({ number }) => number),
  }
}

/** Exhibits outside a case that hold what was taken into it, to the letter: its destruction does not reach them. */
const survivorsOf = (db: Reader, caseId: string): { number: string; of: string }[] =>
  db.all(
    `with ${mine}
     select x.number, coalesce(x.case_number, r.case_number, x.report_number) as "of"
     from exhibit x left join report r on r.id = x.report_id
     where x.id not in (select id from mine) and (x.id in (select derived_from from mine)
       or x.sha256 in (select sha256 from mine union select source_sha256 from report where case_id = (select id from asked)))
     order by x.seq`,
    caseId,
  )

/** What a destruction of a case leaves elsewhere or takes from others, in words. */
export function remarksOn(db: Reader, caseId: string): string[] {
  const { reports } = dependentsOf(db, caseId)
  return [
    ...survivorsOf(db, caseId).map(
      ({ number, of }) =>
        `Words of this case stand in exhibit ${number} (${of}) too, which the order does not reach: a file that they were taken from, or a copy.`,
    ),
    ...(reports.length === 0
      ? []
      : [`The file that ${reports.join(', ')} came in lies under the order; what was taken out of it stays.`]),
  ]
}
