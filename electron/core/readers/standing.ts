import { deserialize } from 'node:v8'
import { cancelled, exchange, start, type ReaderPorts, type Started } from './exchange.ts'
import type { Given, Job, Order, Put, Question, Tell, Warm } from './job.ts'
import { questionProcessor, questionTime } from './limits.ts'

/** A reader that stays open for a person who looks at one thing: each question has limits of its own. */
export interface Standing<Asked> {
  /**
   * Questions are answered in turn. Fails with what the reader says, with INVALID_INPUT when it ended or took too long, and with
   * CANCELLED at once: the reader goes on to the end of the question, which has its limits.
   */
  ask<K extends Question<Asked>>(
    question: K,
    input: Put<Asked[K]>,
    signal: AbortSignal,
    tell?: Tell,
  ): Promise<Given<Asked[K]>>
  /** False once its process has ended. */
  readonly alive: boolean
  close(): void
}

/** Starts readers of one kind that stay open; the process for the next one is started, and loads what it needs, while one is used. */
export interface StandingReaders<Input, Asked> {
  open(input: Input): Standing<Asked>
  /** Ends the process that waits. */
  close(): void
}

export function standingReaders<Input, Asked>(
  ports: ReaderPorts,
  job: Job<Input, Asked>,
): StandingReaders<Input, Asked> {
  let spare: Started | undefined
  return {
    open(input) {
      const started = spare?.alive === true ? spare : start(ports)
      spare = start(ports)
      spare.child.send({ warm: job.name } satisfies Warm)
      return standing(started, job, input)
    },
    close() {
      spare?.child.kill()
      spare = undefined
    },
  }
}

/** Starts one reader that stays open. */
export const standingReader = <Input, Asked>(
  ports: ReaderPorts,
  job: Job<Input, Asked>,
  input: Input,
): Standing<Asked> => standing(start(ports), job, input)

function standing<Input, Asked>(
  started: Started,
  { name, otherwise, limits }: Job<Input, Asked>,
  input: Input,
): Standing<Asked> {
  const { time: limit, processor } = limits ?? { time: questionTime, processor: questionProcessor }
  const { signal: never } = new AbortController()
  const put = (order: Order, tell?: Tell): Promise<Uint8Array> =>
    exchange(started, order, { limit, signal: never, otherwise, tell })
  let turn: Promise<unknown> = put({ open: name, input, processor })
  turn.catch(() => undefined)
  const opened = turn
  return {
    ask(question, asked, signal, tell) {
      const mine = turn
        .catch(() => undefined)
        .then(async () => {
          await opened
          if (signal.aborted) throw cancelled()
          return deserialize(await put({ ask: question, input: asked, processor }, tell)) as never
        })
      turn = mine
      turn.catch(() => undefined)
      return orCancelled(mine, signal)
    },
    get alive() {
      return started.alive
    },
    close: () => started.child.kill(),
  }
}

/** What comes of a promise, unless it is cancelled before. */
function orCancelled<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(cancelled())
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
