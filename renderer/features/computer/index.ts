import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { AboutScreen } from './about-screen.tsx'
import { PreferencesScreen } from './preferences-screen.tsx'

const about = createRoute({ getParentRoute: () => rootRoute, path: '/about', component: AboutScreen })
const preferences = createRoute({ getParentRoute: () => rootRoute, path: '/computer', component: PreferencesScreen })

/** Settings of this computer, and what runs on it. */
export const computer = defineFeature({
  tabs: [],
  routes: [about, preferences],
  find: 'none',
})

export { About } from './about.tsx'
export { FolderField } from './folder-field.tsx'
export { useOpenVault } from './open-vault.ts'
export { Preferences } from './preferences.tsx'
export { useChooseFolder } from './use-choose.ts'
