import { feature } from '../evidence/index.ts'

export const up = feature
