import { feature } from '../assertions/index.ts'

export const up = feature
