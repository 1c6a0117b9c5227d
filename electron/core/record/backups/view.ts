import { ddl } from '../vault/index.ts'
import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { defineView } from '../ledger/index.ts'
import { backupEntries } from './entries.ts'
import { backups } from './tables.ts'

export const backupsView = defineView({
  name: 'backups',
  revision: 1,
  entries: backupEntries,
  tables: { backup: ddl(backups) },
  project: {
    'vault.backed-up': (db, { seq, at, actor }, { verified, ...made }) =>
      db.insert(backups, {
        ...made,
        seq,
        at,
        by: actor,
        pagesVerified: verified.pages,
        exhibitsVerified: verified.exhibits,
      }),
    'vault.restored': () => undefined,
    'vault.upgraded': () => undefined,
    'vault.compacted': () => undefined,
  },
  summarise: {
    'vault.backed-up': ({ place, size }) => `Backed up: ${count(size, 'entry', 'entries')} to ${place}`,
    'vault.restored': ({ size, backedUpAt }) =>
      `Restored from the backup of ${showInstant(backedUpAt)} (${count(size, 'entry', 'entries')})`,
    'vault.upgraded': ({ backup }) =>
      `Upgraded, after a backup of ${count(backup.entries, 'entry', 'entries')} (“${backup.name}”)`,
    'vault.compacted': ({ before, after }) => `Database rewritten: ${showSize(before)} → ${showSize(after)}`,
  },
})
