import { feature } from './exhibits/index.ts'

export const knows = feature
