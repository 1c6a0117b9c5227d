import { defineFeature } from '../../record/members/index.ts'
import { templateHandlers } from './router.ts'
import { templatesView } from './view.ts'

export { listTemplates, readTemplate } from './queries.ts'
export { templatesView } from './view.ts'

export const templatesFeature = defineFeature({
  name: 'templates',
  view: templatesView,
  handlers: templateHandlers,
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
