import { feature } from '../members/index.ts'

export const up = feature
