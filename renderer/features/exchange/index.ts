import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { ImportScreen } from './import-screen.tsx'

const importing = createRoute({ getParentRoute: () => rootRoute, path: '/queue/import', component: ImportScreen })

/** Files from elsewhere that become reports. */
export const exchange = defineFeature({
  tabs: [],
  routes: [importing],
  find: 'none',
})

export { DropFiles } from './drop-files.tsx'
export { useImportFiles } from './import-files.ts'
