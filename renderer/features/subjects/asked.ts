import type { Withdrawing } from './withdraw-form.tsx'
import type { Involvement } from './words.ts'

/** What is being asked beside a list of who and what is involved. */
export type Asked =
  | { what: 'edit' | 'alias' | 'identifier' | 'photo' | 'merge' | 'involve' }
  | { what: 'withdraw'; withdrawing: Withdrawing }
  | { what: 'change'; involvement: Involvement }
  | undefined
