import { thing } from '../editor/thing.ts'

export const up = thing
