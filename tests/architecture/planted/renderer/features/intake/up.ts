import { feature } from '../cases/index.ts'

export const up = feature
