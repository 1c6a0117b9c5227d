import { createHashHistory, createRoute, createRouter } from '@tanstack/react-router'
import { rootRoute } from '../features/manifest.ts'
import { routes, tabs } from './features.ts'
import { Home } from './home.tsx'
import { Root } from './root.tsx'

const home = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home })

rootRoute.update({ component: Root })

export const router = createRouter({
  routeTree: rootRoute.addChildren([home, ...routes]),
  context: { tabs },
  history: createHashHistory(),
  defaultPreload: false,
  defaultNotFoundComponent: () => null,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
