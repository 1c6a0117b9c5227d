import { feature } from '../packet/index.ts'

export const up = feature
