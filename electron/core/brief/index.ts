export { answerSix, zoneOf, type Known } from './answers.ts'
export { knownOf } from './brief.ts'
export { briefHandlers } from './router.ts'
export { timelineOf } from './timeline.ts'
