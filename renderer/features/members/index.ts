import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { MembersScreen } from './members-screen.tsx'

const membersRoute = createRoute({ getParentRoute: () => rootRoute, path: '/members', component: MembersScreen })

/** Who works in the vault, by which roles. */
export const members = defineFeature({
  tabs: [],
  routes: [membersRoute],
  find: 'none',
})
