import { HoldfastError, toFailure, type Failure } from '../../../shared/kernel/errors.ts'

/**
 * A kind of work on something from outside that a reader does. `Input` says what is opened, `Asked` what can be asked of
 * it then; every question and answer crosses the border of a process, as a structured clone.
 */
export interface Job<Input, Asked> {
  readonly name: string
  /** What a person can do with a file that a reader cannot read. */
  readonly otherwise: string
  /** Of one question, where it needs more than the others do. */
  readonly limits?: QuestionLimits | undefined
  /** Carries the types alone. */
  readonly of?: (input: Input) => Asked
}

/** Seconds of processor time, and milliseconds in all on a machine that is busy. */
export interface QuestionLimits {
  processor: number
  time: number
}

export const job = <Input, Asked>(name: string, otherwise: string, limits?: QuestionLimits): Job<Input, Asked> => ({
  name,
  otherwise,
  limits,
})

/** Tells how much of a question is done, from 0 to 1. */
export type Tell = (done: number) => void

type Method = (asked: never) => unknown
export type Question<Asked> = { [K in keyof Asked]: Asked[K] extends Method ? K : never }[keyof Asked] & string
export type Put<Method> = Method extends (asked: infer A) => unknown ? A : never
export type Given<Method> = Method extends (asked: never) => infer R ? Awaited<R> : never

/**
 * What the parent sends: first what to open, then one question at a time. `processor`: seconds of processor time from now on; left
 * out with a question, it goes on with what is left.
 */
export type Order =
  { open: string; input: unknown; processor: number } | { ask: string; input: unknown; processor?: number }

/** Sent to a reader that waits: it loads what opening will need, and answers nothing. */
export interface Warm {
  warm: string
}

/** What the reader sends for each order: how much is done, as often as it likes, then the serialised answer, or why there is none. */
export type Answer = { value: Uint8Array } | { failure: Failure }
export type Sent = Answer | { done: number }

/** A file that cannot be read as what it is taken for, in words for a person. */
export class Unreadable extends Error {
  readonly next: string | undefined
  constructor(message: string, next?: string) {
    super(message)
    this.next = next
  }
}

export const tooMuchMemory = 'Reading it takes more memory than a file may (700 MB), and was stopped.'

/** Why a reader gives no answer. A parser's own words are left out: they may quote the file. */
export function refusalOf(thrown: unknown, otherwise: string): Failure {
  if (thrown instanceof Unreadable)
    return { code: 'INVALID_INPUT', message: thrown.message, next: thrown.next ?? otherwise }
  if (thrown instanceof HoldfastError) return toFailure(thrown)
  if (thrown instanceof RangeError && /allocat/i.test(thrown.message))
    return { code: 'INVALID_INPUT', message: tooMuchMemory, next: otherwise }
  const system = (thrown as { code?: unknown } | null)?.code
  if (typeof system === 'string' && /^E[A-Z]+$/.test(system)) return toFailure(thrown)
  return {
    code: 'INVALID_INPUT',
    message: 'What is in this file does not have the form that it begins with.',
    next: otherwise,
  }
}
