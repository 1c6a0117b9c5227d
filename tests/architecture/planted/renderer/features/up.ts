import { thing } from '../shell/thing.ts'

export const up = thing
