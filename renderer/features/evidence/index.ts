import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute, textOf } from '../manifest.ts'
import { ViewerScreen } from './viewer-screen.tsx'

/** Texts of a JSON list in an address. */
const listOf = (value: unknown): string[] | undefined =>
  Array.isArray(value) ? value.filter((text) => typeof text === 'string') : undefined

/**
 * An exhibit as the address names it; `within`: members, as a JSON list, `at`: a place in its written form, `beside`: the exhibit that it is
 * compared with, and the members in that.
 */
const viewer = createRoute({
  getParentRoute: () => rootRoute,
  path: '/exhibits/$exhibitRef',
  component: ViewerScreen,
  validateSearch: (
    search,
  ): { within?: string[] | undefined; at?: string | undefined; beside?: string[] | undefined } => ({
    within: listOf(search.within),
    beside: listOf(search.beside),
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
