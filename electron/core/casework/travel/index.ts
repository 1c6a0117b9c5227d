import { unsettledDeviations } from './closing-check.ts'
import { defineFeature } from '../../record/members/index.ts'
import { travelHandlers } from './router.ts'
import { forgetTravel, travelView } from './view.ts'

export { advisoriesOfCase, legsOfCase } from './queries.ts'
export { placeInWords } from './words.ts'

export const travelFeature = defineFeature({
  name: 'travel',
  view: travelView,
  handlers: travelHandlers,
  forget: forgetTravel,
  responsibilities: 'none',
  due: 'none',
  closingChecks: [unsettledDeviations],
  asOf: 'none',
})
