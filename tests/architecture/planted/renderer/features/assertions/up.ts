import { feature } from '../notebook/index.ts'

export const up = feature
