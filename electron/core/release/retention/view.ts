import { ddl } from '../../record/vault/index.ts'
import { count } from '../../../../shared/kernel/show.ts'
import { defineView } from '../../record/ledger/index.ts'
import { retentionEntries } from './entries.ts'
import { keepWhatIsHeld } from './held.ts'
import { destructions, holds } from './tables.ts'

export const retentionView = defineView({
  name: 'retention',
  revision: 5,
  entries: retentionEntries,
  tables: { hold: ddl(holds), destruction: ddl(destructions) },
  admit: keepWhatIsHeld,
  project: {
    'hold.placed': (db, { subject: id, case: caseId = '', at, actor, seq }, { authority, reason }) =>
      db.insert(holds, { id, caseId, authority, reason, placedAt: at, placedBy: actor, seq }),
    'hold.lifted': (db, { subject: id, at, actor }, { reason }) =>
      db.update(holds, { id }, { liftedAt: at, liftedBy: actor, liftReason: reason }),
    'destruction.ordered': (db, { subject: id, case: caseId = '', at, actor, seq }, ordered) =>
      db.insert(destructions, { ...ordered, id, caseId, orderedAt: at, orderedBy: actor, state: 'waiting', seq }),
    'destruction.declined': (db, { subject: id, at, actor }, { reason }) =>
      db.update(destructions, { id }, { state: 'declined', answeredAt: at, answeredBy: actor, answerReason: reason }),
    // What the case recorded is forgotten by the feature that keeps it: see `forget` in its manifest.
    'record.destroyed': (db, { at, actor }, { order: id, counts }) =>
      db.update(destructions, { id }, { state: 'carried-out', answeredAt: at, answeredBy: actor, counts }),
  },
  summarise: {
    'hold.placed': ({ authority, reason }) => `Legal hold placed (${authority}): ${reason}`,
    'hold.lifted': ({ reason }) => `Legal hold lifted: ${reason}`,
    'destruction.ordered': ({ caseNumber, authority, reason }) =>
      `Destruction of case ${caseNumber} ordered (${authority}): ${reason}`,
    'destruction.declined': ({ caseNumber, reason }) => `Destruction of case ${caseNumber} declined: ${reason}`,
    'record.destroyed': ({ case: { number }, entries, blobs, authority }) =>
      `Case ${number} destroyed (${authority}): ${count(entries.length, 'record')}, ${count(blobs.length, 'exhibit')}`,
  },
})
