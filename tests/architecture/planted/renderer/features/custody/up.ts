import { feature } from '../exhibits/index.ts'

export const up = feature
