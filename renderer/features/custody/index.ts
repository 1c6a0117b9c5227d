import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { words } from './catalogue.ts'
import { ItemsTab } from './items-tab.tsx'
import { ShelfScreen } from './shelf-screen.tsx'

const shelfRoute = createRoute({ getParentRoute: () => rootRoute, path: '/shelf', component: ShelfScreen })

/** Physical items of a case, the custody of all exhibits, and the walk through the store. */
export const custody = defineFeature({
  tabs: [
    {
      name: 'items',
      get title() {
        return words.itemsTab
      },
      Panel: ItemsTab,
      sealedWhenClosed: false,
      nowOnly: true,
    },
  ],
  routes: [shelfRoute],
  find: 'none',
})

export { PastCustody } from './custody-chain.tsx'
export { CustodyAsk, CustodySection, type CustodyAsked } from './custody-section.tsx'
export { Proof } from './proof.tsx'
