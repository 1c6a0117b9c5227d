export { communicationsOfCase } from './queries.ts'
export { communicationHandlers } from './router.ts'
export { communicationsView, forgetCommunications } from './view.ts'
