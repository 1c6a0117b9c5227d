import { feature } from '../vault/index.ts'

export const up = feature
