import { ddl } from '../../record/vault/index.ts'
import { defineView } from '../../record/ledger/index.ts'
import { templateEntries } from './entries.ts'
import { retiredTemplates, templates } from './tables.ts'

export const templatesView = defineView({
  name: 'templates',
  revision: 2,
  entries: templateEntries,
  tables: { template: ddl(templates), template_retired: ddl(retiredTemplates) },
  project: {
    'template.saved': (db, { at, actor }, saved) => db.insert(templates, { ...saved, savedAt: at, savedBy: actor }),
    'template.retired': (db, { at, actor }, retired) =>
      db.insert(retiredTemplates, { ...retired, retiredAt: at, retiredBy: actor }),
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
