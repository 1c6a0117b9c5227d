import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute, textOf } from '../manifest.ts'
import { SettingsScreen } from './settings-screen.tsx'

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: SettingsScreen,
  validateSearch: (search): { template?: string | undefined } => ({ template: textOf(search.template) }),
})

/** Forms, methods, playbooks and mappings of the vault. */
export const settings = defineFeature({
  tabs: [],
  routes: [settingsRoute],
  find: 'none',
})
