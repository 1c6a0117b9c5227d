import type { z } from 'zod'
import type { Permission } from './permissions.ts'

/**
 * One procedure of the contract: what it takes, what it gives, who may call it.
 * `query` reads; `command` appends to the ledger; `task` is either of them taking long: it reports progress and can be
 * cancelled. `permission: null` marks what works without an open vault.
 */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command' | 'task'
  readonly permission: Permission | null
  readonly input: I
  readonly output: O
}

type Make = <I extends z.ZodType, O extends z.ZodType>(
  permission: Permission | null,
  input: I,
  output: O,
) => Procedure<I, O>

export const query: Make = (permission, input, output) => ({ kind: 'query', permission, input, output })
export const command: Make = (permission, input, output) => ({ kind: 'command', permission, input, output })
export const task: Make = (permission, input, output) => ({ kind: 'task', permission, input, output })
