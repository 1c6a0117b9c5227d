import { feature } from '../ledger/index.ts'

export const up = feature
