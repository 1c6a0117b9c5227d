// Positions of a track, for whoever opens one as evidence.
export { nothingPassed, pointOf, type Point } from '../track/points.ts'
