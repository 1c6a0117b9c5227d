import { ddl } from '../record/vault/index.ts'
import { canonical } from '../../../shared/kernel/canonical.ts'
import { count } from '../../../shared/kernel/show.ts'
import { defineView } from '../record/ledger/index.ts'
import { exchangeEntries } from './entries.ts'
import { tableImports } from './tables.ts'

/** Exports are a matter of the ledger alone; mappings by which tables came in are offered for the next one like it. */
export const exchangeView = defineView({
  name: 'exchange',
  revision: 2,
  entries: exchangeEntries,
  tables: { table_import: ddl(tableImports) },
  project: {
    'ledger.exported': () => undefined,
    'table.imported': (db, { seq, at }, { map, filed }) =>
      db.insert(tableImports, { seq, at, map: canonical(map), filed }),
  },
  summarise: {
    'table.imported': ({ first, last, filed, refused }) =>
      `Table imported: ${count(filed, 'report')}, ${first === last ? first : `${first} to ${last}`}${refused === 0 ? '' : `, ${count(refused, 'row')} refused`}`,
    'ledger.exported': ({ entries, disclosed, caseNumber }) =>
      `Ledger exported: ${entries} entries, ${disclosed} shown${caseNumber === null ? '' : `, of case ${caseNumber} only`}`,
  },
})
