import { feature } from '../retention/index.ts'

export const up = feature
