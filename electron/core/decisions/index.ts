export { pinFacts, readFact } from './facts.ts'
export { decisionsOfCase } from './queries.ts'
export { decisionHandlers } from './router.ts'
export { decisionsView, forgetDecisions } from './view.ts'
