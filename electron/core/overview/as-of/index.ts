export { forgetDestroyed, forgetAsOf, workspaceAsOf } from './as-of.ts'
