import { defineView, type Forget } from '../../record/ledger/index.ts'
import { ddl } from '../../record/vault/index.ts'
import { assessmentEntries } from './entries.ts'
import { assessments } from './tables.ts'

/** Takes a case's assessments away when its record was destroyed. */
export const forgetAssessments: Forget = (db, _, destroyed) => db.delete(assessments, { caseId: destroyed.case.id })

export const assessmentsView = defineView({
  name: 'assessments',
  revision: 1,
  entries: assessmentEntries,
  tables: { assessment: ddl(assessments) },
  project: {
    'assessment.made': (db, { subject: id, case: caseId = '', at, actor, seq }, made) =>
      db.insert(assessments, { ...made, id, caseId, assessedAt: at, assessor: actor, seq }),
    'assessment.withdrawn': (db, { subject: id, at, actor }, { reason }) =>
      db.update(assessments, { id }, { withdrawnAt: at, withdrawnBy: actor, withdrawnReason: reason }),
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
