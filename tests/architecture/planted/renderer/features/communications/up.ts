import { feature } from '../decisions/index.ts'

export const up = feature
