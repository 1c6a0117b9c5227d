import { feature } from '../subjects/index.ts'

export const up = feature
