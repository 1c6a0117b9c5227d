import { feature } from '../custody/index.ts'

export const up = feature
