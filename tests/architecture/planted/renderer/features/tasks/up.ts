import { feature } from '../travel/index.ts'

export const up = feature
