import { feature } from '../tasks/index.ts'

export const up = feature
