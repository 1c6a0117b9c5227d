export { forgetPast, workspaceAsOf } from './past.ts'
