import { defineFeature } from '../members/index.ts'
import { templatesView } from './view.ts'

export { listTemplates, readTemplate } from './queries.ts'
export { templateHandlers } from './router.ts'
export { templatesView } from './view.ts'

export const templatesFeature = defineFeature({
  name: 'templates',
  view: templatesView,
  forget: 'none',
})
