import type { value } from '../electron/core/app.ts'

export type Value = typeof value
