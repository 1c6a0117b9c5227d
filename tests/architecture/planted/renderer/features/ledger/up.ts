import { feature } from '../computer/index.ts'

export const up = feature
