import { feature } from '../settings/index.ts'

export const up = feature
