export { advisoriesOfCase, legsOfCase, openDeviations } from './queries.ts'
export { travelHandlers } from './router.ts'
export { forgetTravel, travelView } from './view.ts'
export { placeInWords } from './words.ts'
