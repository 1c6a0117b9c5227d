import { earliest } from '../../../../shared/kernel/time.ts'
import { showOccurred } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget } from '../../record/ledger/index.ts'
import { ddl } from '../../record/vault/index.ts'
import { communicationEntries } from './entries.ts'
import { communications } from './tables.ts'

/** Takes a case's communications away when its record was destroyed. */
export const forgetCommunications: Forget = (db, _, destroyed) =>
  db.delete(communications, { caseId: destroyed.case.id })

export const communicationsView = defineView({
  name: 'communications',
  revision: 1,
  entries: communicationEntries,
  tables: { communication: ddl(communications) },
  project: {
    'communication.logged': (db, { subject: id, case: caseId = '', at, actor, seq }, { exhibit, ...said }) =>
      db.insert(communications, {
        ...said,
        id,
        caseId,
        sentMs: earliest(said.sentAt),
        exhibit: exhibit?.number,
        recordedAt: at,
        recordedBy: actor,
        seq,
      }),
    'communication.struck': (db, { subject: id, at, actor }, { reason, replacedBy }) =>
      db.update(communications, { id }, { struckAt: at, struckBy: actor, struckReason: reason, replacedBy }),
  },
  changes: {
    'communication.logged': ({ sentAt, parties, content }) => [
      { field: 'sent', to: showOccurred(sentAt) },
      { field: 'parties', to: parties.map(({ name, role }) => `${name} (${role})`).join(', ') },
      { field: 'content', to: content },
    ],
    'communication.struck': ({ replacedBy }) => [
      { field: 'struck', from: null, to: replacedBy === null ? 'yes' : `replaced by ${replacedBy}` },
    ],
  },
  summarise: {
    'communication.logged': ({ number, channel, direction, parties }) =>
      `${number}: ${direction} ${channel}, ${parties.map(({ name }) => name).join(', ')}`,
    'communication.struck': ({ number, reason }) => `${number} struck: ${reason}`,
  },
})
