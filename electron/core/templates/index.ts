export { listTemplates, readTemplate } from './queries.ts'
export { templateHandlers } from './router.ts'
export { templatesView } from './view.ts'
