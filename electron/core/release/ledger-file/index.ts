import { defineFeature } from '../../record/members/index.ts'
import { exportLedger } from './export.ts'

export { checkLedgerExport } from './verify.ts'

/** What it writes into the ledger stands with the imports, where it began. */
export const ledgerFileFeature = defineFeature({
  name: 'ledger-file',
  view: 'none',
  handlers: (workspace) => ({ 'ledger.export': (input, context) => exportLedger(workspace, input, context) }),
  forget: 'none',
  responsibilities: 'none',
  due: 'none',
  closingChecks: 'none',
  asOf: 'none',
  caseFile: 'none',
  timeline: 'none',
  index: 'none',
  links: 'none',
  records: 'none',
  packet: 'none',
})
