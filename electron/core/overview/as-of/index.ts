export { forgetDestroyed, forgetPast, workspaceAsOf } from './past.ts'
