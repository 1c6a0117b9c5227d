import { feature } from '../intake/index.ts'

export const up = feature
