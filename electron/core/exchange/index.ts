import { defineFeature } from '../members/index.ts'
import { exchangeView } from './view.ts'
import { reportFormView } from './report-form/view.ts'

export { checkLedgerExport } from './ledger-verify.ts'
export { exchangeHandlers } from './router.ts'
export { reportFormHandlers } from './report-form/router.ts'

export const exchangeFeature = defineFeature({
  name: 'exchange',
  view: exchangeView,
  forget: 'none',
})
export const reportFormFeature = defineFeature({
  name: 'report-form',
  view: reportFormView,
  forget: 'none',
})
