import { defineView } from '../../record/ledger/index.ts'
import { templateEntries } from './entries.ts'

export const templatesView = defineView({
  name: 'templates',
  revision: 2,
  entries: templateEntries,
  tables: {
    template: `create table template (
      kind text not null,
      key text not null,
      version integer not null,
      title text not null,
      body text not null,
      reason text not null,
      saved_at text not null,
      saved_by text not null,
      primary key (kind, key, version)
    ) strict;`,
    template_retired: `create table template_retired (
      kind text not null,
      key text not null,
      version integer not null,
      reason text not null,
      retired_at text not null,
      retired_by text not null,
      primary key (kind, key, version)
    ) strict;`,
  },
  project: {
    'template.saved': (db, { at, actor }, { kind, key, version, title, body, reason }) =>
      db.run(
        `insert into template (kind, key, version, title, body, reason, saved_at, saved_by)
         values (?, ?, ?, ?, ?, ?, ?, ?)`,
        kind,
        key,
        version,
        title,
        JSON.stringify(body),
        reason,
        at,
        actor,
      ),
    'template.retired': (db, { at, actor }, { kind, key, version, reason }) =>
      db.run(
        `insert into template_retired (kind, key, version, reason, retired_at, retired_by) values (?, ?, ?, ?, ?, ?)`,
        kind,
        key,
        version,
        reason,
        at,
        actor,
      ),
  },
  changes: {
    'template.saved': ({ version }) => [{ field: 'version', to: String(version) }],
    'template.retired': ({ version }) => [{ field: 'in use', from: `version ${version}`, to: 'retired' }],
  },
  summarise: {
    'template.saved': ({ kind, title, version, reason }) => `${kind} “${title}”, version ${version}: ${reason}`,
    'template.retired': ({ kind, title, reason }) => `${kind} “${title}” retired: ${reason}`,
  },
})
