import { defineFeature } from '../members/index.ts'
import { forgetTravel, travelView } from './view.ts'

export { advisoriesOfCase, legsOfCase, openDeviations } from './queries.ts'
export { travelHandlers } from './router.ts'
export { placeInWords } from './words.ts'

export const travelFeature = defineFeature({
  name: 'travel',
  view: travelView,
  forget: forgetTravel,
})
