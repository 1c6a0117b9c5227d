import { feature } from '../exchange/index.ts'

export const up = feature
