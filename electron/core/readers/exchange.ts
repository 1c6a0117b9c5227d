import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Child, Ports } from '../ports.ts'
import { heapLimit } from './limits.ts'
import { tooMuchMemory, type Answer, type Order, type Sent, type Tell } from './job.ts'
import { endedBy } from './watch.ts'

export type ReaderPorts = Pick<Ports, 'typesetting' | 'reading'>

/** A reading process, from its start to its end. */
export interface Started {
  child: Child
  alive: boolean
  why: string
  onAnswer?: ((answer: Answer) => void) | undefined
  onDone?: Tell | undefined
  onEnd?: ((why: string) => void) | undefined
}

/** Starts a process that will be told what to open. */
export function start({ typesetting, reading }: ReaderPorts): Started {
  const entry = reading?.entry ?? new URL('../reader-child.ts', import.meta.url)
  const child = typesetting.children.spawn(entry, { memory: heapLimit, confined: true })
  const started: Started = { child, alive: true, why: '' }
  child.onMessage((message) => {
    const sent = message as Sent
    if ('done' in sent) started.onDone?.(sent.done)
    else started.onAnswer?.(sent)
  })
  child.onExit((why) => {
    started.alive = false
    started.why = why
    started.onEnd?.(why)
  })
  return started
}

/** What goes with an order: milliseconds to wait for its answer, what cancels it, and what a person can do without it. */
interface Terms {
  limit: number
  signal: AbortSignal
  otherwise: string
  tell?: Tell | undefined
}

/** Sends an order and gives its answer, still serialised. Fails with what the reader says, INVALID_INPUT or CANCELLED. One at a time. */
export function exchange(
  started: Started,
  order: Order,
  { limit, signal, otherwise, tell }: Terms,
): Promise<Uint8Array> {
  const refuse = (message: string): HoldfastError => new HoldfastError('INVALID_INPUT', message, otherwise)
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(cancelled())
    if (!started.alive) return reject(refuse(inWords(started.why)))
    const settle = (result: () => void): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      started.onAnswer = undefined
      started.onEnd = undefined
      started.onDone = undefined
      result()
    }
    const abort = (): void => {
      started.child.kill()
      settle(() => reject(cancelled()))
    }
    const timer = setTimeout(
      () => {
        started.child.kill()
        settle(() => reject(refuse('Reading it took too long and was stopped.')))
      },
      Math.max(0, limit),
    )
    signal.addEventListener('abort', abort, { once: true })
    started.onEnd = (why) => settle(() => reject(refuse(inWords(why))))
    started.onAnswer = (answer) =>
      settle(() => {
        if ('value' in answer) return resolve(answer.value)
        const { code, message, next } = answer.failure
        reject(new HoldfastError(code, message, next))
      })
    started.onDone = tell
    started.child.send(order)
  })
}

/** Why a reader that nobody stopped has ended. */
function inWords(why: string): string {
  if (why === endedBy.memory) return tooMuchMemory
  if (why === endedBy.processor) return 'Reading it takes more computing than a file of its size may, and was stopped.'
  return 'Reading it ended the process that read it.'
}

export const cancelled = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'Reading was cancelled; nothing of this file was kept.', 'Start it again.')
