export { checkLedgerExport } from './ledger-verify.ts'
export { exchangeHandlers } from './router.ts'
export { exchangeView } from './view.ts'
