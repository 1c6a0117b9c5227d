import { ddl } from '../record/vault/index.ts'
import { count } from '../../../shared/kernel/show.ts'
import { defineView } from '../record/ledger/index.ts'
import { auditEntryTypes } from './entries.ts'
import { audits, auditSchedules } from './tables.ts'

export const auditView = defineView({
  name: 'audit',
  revision: 1,
  entries: auditEntryTypes,
  tables: { audit: ddl(audits, { lines: [4] }), audit_schedule: ddl(auditSchedules, { lines: 'inline' }) },
  project: {
    'vault.audited': (db, { seq, at, actor }, { size }) => db.insert(audits, { seq, at, actor, size }),
    'audit.scheduled': (db, _entry, { every }) => db.insert(auditSchedules, { id: 1, every }, 'replace'),
  },
  summarise: {
    'vault.audited': ({ size, exhibits }) =>
      `Audited: ${size.toLocaleString('en')} ${size === 1 ? 'entry' : 'entries'} and ${count(exhibits, 'exhibit')}, nothing was changed`,
    'audit.scheduled': ({ every }) => (every === 'never' ? 'No audits on a schedule' : `Audits asked for ${every}`),
  },
})
