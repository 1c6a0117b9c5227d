import { feature } from '../report-form/index.ts'

export const up = feature
