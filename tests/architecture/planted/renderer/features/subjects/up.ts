import { feature } from '../communications/index.ts'

export const up = feature
