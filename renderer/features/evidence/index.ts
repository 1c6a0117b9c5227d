import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute, textOf } from '../manifest.ts'
import { ViewerScreen } from './viewer-screen.tsx'

/** An exhibit as the address names it; `within`: members, as a JSON list, `at`: a place in its written form. */
const viewer = createRoute({
  getParentRoute: () => rootRoute,
  path: '/exhibits/$exhibitRef',
  component: ViewerScreen,
  validateSearch: (search): { within?: string[] | undefined; at?: string | undefined } => ({
    within: Array.isArray(search.within) ? search.within.filter((path) => typeof path === 'string') : undefined,
    at: textOf(search.at),
  }),
})

/** Evidence that is opened and looked at. */
export const evidence = defineFeature({ tabs: [], routes: [viewer], find: 'none' })

export { Preview } from './preview.tsx'
export { Picture } from './picture.tsx'
export { placeInWords, wayTo } from './mark-place.ts'
export { useRoomQuestion, type RoomQuestion } from './room-question.ts'
export { Thumbnail } from './thumbnail.tsx'
