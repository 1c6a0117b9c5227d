import { feature } from '../assessments/index.ts'

export const up = feature
