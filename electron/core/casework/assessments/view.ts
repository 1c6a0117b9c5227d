import { defineView, type Forget } from '../../record/ledger/index.ts'
import { assessmentEntries } from './entries.ts'

/** Takes a case's assessments away when its record was destroyed. */
export const forgetAssessments: Forget = (db, _, destroyed) =>
  db.run('delete from assessment where case_id = ?', destroyed.case.id)

export const assessmentsView = defineView({
  name: 'assessments',
  revision: 1,
  entries: assessmentEntries,
  tables: {
    assessment: `create table assessment (
      id text primary key,
      case_id text not null,
      number text not null,
      serial integer not null,
      instrument text not null,
      about text not null,
      factors text not null,
      gaps text not null,
      level text not null,
      rationale text not null,
      plan text not null,
      reassess_on text,
      assessed_at text not null,
      assessor text not null,
      withdrawn_at text,
      withdrawn_by text,
      withdrawn_reason text,
      seq integer not null
    ) strict;
    create unique index assessment_serial on assessment (case_id, serial);
    create index assessment_reassess on assessment (reassess_on) where reassess_on is not null;`,
  },
  project: {
    'assessment.made': (db, { subject, case: caseId, at, actor, seq }, made) =>
      db.run(
        `insert into assessment (id, case_id, number, serial, instrument, about, factors, gaps, level, rationale, plan,
           reassess_on, assessed_at, assessor, seq)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        subject,
        caseId ?? '',
        made.number,
        made.serial,
        JSON.stringify(made.instrument),
        made.about,
        JSON.stringify(made.factors),
        JSON.stringify(made.gaps),
        made.level,
        made.rationale,
        JSON.stringify(made.plan),
        made.reassessOn,
        at,
        actor,
        seq,
      ),
    'assessment.withdrawn': (db, { subject, at, actor }, { reason }) =>
      db.run(
        'update assessment set withdrawn_at = ?, withdrawn_by = ?, withdrawn_reason = ? where id = ?',
        at,
        actor,
        reason,
        subject,
      ),
  },
  changes: {
    'assessment.made': ({ about, level, reassessOn }) => [
      { field: `level of concern, ${about}`, to: level },
      { field: 'reassess', to: reassessOn },
    ],
    'assessment.withdrawn': () => [{ field: 'withdrawn', from: null, to: 'yes' }],
  },
  summarise: {
    'assessment.made': ({ number, about, level }) => `${number}: ${about}, level of concern ${level}`,
    'assessment.withdrawn': ({ number, reason }) => `${number} withdrawn: ${reason}`,
  },
})
