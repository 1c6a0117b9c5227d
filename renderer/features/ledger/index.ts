import { createRoute } from '@tanstack/react-router'
import { defineFeature, rootRoute } from '../manifest.ts'
import { LedgerScreen } from './ledger-screen.tsx'

const ledgerRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/ledger',
  component: LedgerScreen,
  validateSearch: (search): { seq?: number | undefined } => ({
    seq: typeof search.seq === 'number' ? search.seq : undefined,
  }),
})

/** The ledger, and its audit. */
export const ledger = defineFeature({
  tabs: [],
  routes: [ledgerRoute],
  find: 'none',
})
