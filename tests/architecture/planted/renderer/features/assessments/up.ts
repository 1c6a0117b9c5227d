import { feature } from '../closure/index.ts'

export const up = feature
