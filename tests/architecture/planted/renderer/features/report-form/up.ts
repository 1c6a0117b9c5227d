import { feature } from '../opened/index.ts'

export const up = feature
