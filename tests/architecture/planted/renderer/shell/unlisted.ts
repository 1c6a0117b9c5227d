import { feature } from '../features/unlisted/index.ts'

export const unlisted = feature
