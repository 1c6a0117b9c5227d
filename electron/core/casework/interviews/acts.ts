import type { Act } from './queries.ts'
import type { ActBody } from './tables.ts'

export type One<K extends ActBody['type']> = Omit<Act, 'body'> & { body: Extract<ActBody, { type: K }> }

/** The acts of one type. */
export const ofType = <K extends ActBody['type']>(acts: readonly Act[], type: K): One<K>[] =>
  acts.filter((act): act is One<K> => act.body.type === type)
