import { defineView } from '../ledger/index.ts'
import { exchangeEntries } from './entries.ts'

/** Exports are a matter of the ledger alone: they change no table. */
export const exchangeView = defineView({
  name: 'exchange',
  revision: 1,
  entries: exchangeEntries,
  tables: {},
  project: { 'ledger.exported': () => undefined },
  summarise: {
    'ledger.exported': ({ entries, disclosed, caseNumber }) =>
      `Ledger exported: ${entries} entries, ${disclosed} shown${caseNumber === null ? '' : `, of case ${caseNumber} only`}`,
  },
})
