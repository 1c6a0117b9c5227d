import { thing } from '../ui/thing.ts'

export const up = thing
