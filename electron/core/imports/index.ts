import { defineFeature } from '../record/members/index.ts'
import { exchangeHandlers } from './router.ts'
import { reportFormHandlers } from './report-form/router.ts'
import { exchangeView } from './view.ts'
import { reportFormView } from './report-form/view.ts'

export const exchangeFeature = defineFeature({
  name: 'exchange',
  view: exchangeView,
  handlers: exchangeHandlers,
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
export const reportFormFeature = defineFeature({
  name: 'report-form',
  view: reportFormView,
  handlers: reportFormHandlers,
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
export { exchangeView } from './view.ts'
