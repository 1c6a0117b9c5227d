import { count, showInstant, showSize } from '../../../../shared/kernel/show.ts'
import { defineView } from '../ledger/index.ts'
import { backupEntries } from './entries.ts'

export const backupsView = defineView({
  name: 'backups',
  revision: 1,
  entries: backupEntries,
  tables: {
    backup: `create table backup (
      seq integer primary key,
      at text not null,
      by text not null,
      place text not null,
      size integer not null,
      exhibits integer not null,
      copied integer not null,
      bytes integer not null,
      pages_verified integer not null,
      exhibits_verified integer not null
    ) strict;`,
  },
  project: {
    'vault.backed-up': (db, { seq, at, actor }, { place, size, exhibits, copied, bytes, verified }) =>
      db.run(
        `insert into backup (seq, at, by, place, size, exhibits, copied, bytes, pages_verified, exhibits_verified)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        seq,
        at,
        actor,
        place,
        size,
        exhibits,
        copied,
        bytes,
        verified.pages,
        verified.exhibits,
      ),
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
