import type { AsOfGrounds } from '../../record/members/index.ts'

/**
 * Everything on record of the subjects involved in a case or in some reports, and of all that were ever merged with
 * them: which of it counted then, the projection shows.
 */
export const involvedGrounds: AsOfGrounds = ({ db, case: caseId, reports }) => {
  const kin = db
    .all<{ id: string }>(
      `with recursive kin (id) as (
         select subject_id from involvement where case_id = ? or report_id in (select value from json_each(?))
         union
         select other.subject_id from kin join subject_trace mine on mine.subject_id = kin.id
           join subject_trace other on other.seq = mine.seq
       ) select id from kin`,
      caseId ?? null,
      JSON.stringify(reports.map(({ id }) => id)),
    )
    .map(({ id }) => id)
  const ids = JSON.stringify(kin)
  const about = db.all<{ report: string | null; ofCase: string | null }>(
    `select distinct report_id as report, case_id as ofCase from involvement
     where subject_id in (select value from json_each(?))`,
    ids,
  )
  return {
    entries: db
      .all<{ seq: number }>(
        'select distinct seq from subject_trace where subject_id in (select value from json_each(?))',
        ids,
      )
      .map(({ seq }) => seq),
    reports: about.flatMap(({ report }) => (report === null ? [] : [report])),
    cases: about.flatMap(({ ofCase }) => (ofCase === null ? [] : [ofCase])),
  }
}
