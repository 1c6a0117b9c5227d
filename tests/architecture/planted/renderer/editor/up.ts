import { thing } from '../features/manifest.ts'

export const up = thing
