import { stat } from 'node:fs/promises'
import { deserialize } from 'node:v8'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Child, Ports } from '../ports.ts'
import { answersLimit, heapLimit, processorLimit, timeLimit } from './limits.ts'
import { tooMuchMemory, type Answer, type Given, type Job, type Order, type Put, type Question } from './job.ts'
import { endedBy } from './watch.ts'

/** One thing from outside, opened in a process of its own. */
export interface Reading<Asked> {
  /** Fails with what the reader says, INVALID_INPUT when it ended or took too long, or CANCELLED. One at a time. */
  ask<K extends Question<Asked>>(question: K, input: Put<Asked[K]>): Promise<Given<Asked[K]>>
  /** Ends the process. */
  close(): void
}

/** Opens files one after the other, each in a process of its own; one that hangs or dies costs its file alone. */
export interface Readers {
  /** Opens what `path` names; the file before it is closed. Fails as `ask`. */
  open<Input extends { path: string }, Asked>(
    job: Job<Input, Asked>,
    input: Input,
    signal: AbortSignal,
  ): Promise<Reading<Asked>>
  close(): void
}

type ReaderPorts = Pick<Ports, 'typesetting' | 'reading'>

/** `files`: how many are to be opened. The process for the next one is started while one is read. */
export function openReaders(ports: ReaderPorts, files = 1): Readers {
  let left = files
  let spare: Started | undefined
  let current: { close(): void } | undefined
  return {
    async open(job, input, signal) {
      current?.close()
      const started = spare?.alive === true ? spare : start(ports)
      spare = undefined
      const size = await stat(input.path).then(
        (found) => found.size,
        () => 0,
      )
      const reading = readingOf(started, job, ports.reading?.timeLimit ?? timeLimit(size), signal)
      current = reading
      const opened = reading.put({ open: job.name, input, processor: processorLimit(size) })
      left -= 1
      if (left > 0) spare = start(ports)
      await opened
      return { ask: (question, asked) => reading.put({ ask: question, input: asked }) as never, close: reading.close }
    },
    close() {
      current?.close()
      spare?.child.kill()
      spare = undefined
    },
  }
}

/** Opens one file in a reader, lets `use` ask about it, and ends the reader. */
export async function readOutside<Input extends { path: string }, Asked, Result>(
  ports: ReaderPorts,
  job: Job<Input, Asked>,
  input: Input,
  signal: AbortSignal,
  use: (reading: Reading<Asked>) => Promise<Result>,
): Promise<Result> {
  const readers = openReaders(ports)
  try {
    return await use(await readers.open(job, input, signal))
  } finally {
    readers.close()
  }
}

interface Started {
  child: Child
  alive: boolean
  why: string
  onAnswer?: ((answer: Answer) => void) | undefined
  onEnd?: ((why: string) => void) | undefined
}

function start({ typesetting, reading }: ReaderPorts): Started {
  const entry = reading?.entry ?? new URL('../reader-child.ts', import.meta.url)
  const child = typesetting.children.spawn(entry, { memory: heapLimit, confined: true })
  const started: Started = { child, alive: true, why: '' }
  child.onMessage((message) => started.onAnswer?.(message as Answer))
  child.onExit((why) => {
    started.alive = false
    started.why = why
    started.onEnd?.(why)
  })
  return started
}

function readingOf<Input, Asked>(
  started: Started,
  { otherwise }: Job<Input, Asked>,
  limit: number,
  signal: AbortSignal,
): { put(order: Order): Promise<unknown>; close(): void } {
  let spent = 0
  let taken = 0
  const close = (): void => started.child.kill()
  const refuse = (message: string): HoldfastError => new HoldfastError('INVALID_INPUT', message, otherwise)
  const put = (order: Order): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(cancelled())
      if (!started.alive) return reject(refuse(inWords(started.why)))
      const began = performance.now()
      const settle = (result: () => void): void => {
        spent += performance.now() - began
        clearTimeout(timer)
        signal.removeEventListener('abort', abort)
        started.onAnswer = undefined
        started.onEnd = undefined
        result()
      }
      const abort = (): void => {
        close()
        settle(() => reject(cancelled()))
      }
      const timer = setTimeout(
        () => {
          close()
          settle(() => reject(refuse('Reading it took too long and was stopped.')))
        },
        Math.max(0, limit - spent),
      )
      signal.addEventListener('abort', abort, { once: true })
      started.onEnd = (why) => settle(() => reject(refuse(inWords(why))))
      started.onAnswer = (answer) =>
        settle(() => {
          if ('failure' in answer) {
            const { code, message, next } = answer.failure
            return reject(new HoldfastError(code, message, next))
          }
          taken += answer.value.length
          if (taken <= answersLimit) return resolve(deserialize(answer.value))
          close()
          reject(refuse('It holds more than 512 MiB of what would be read out of it.'))
        })
      started.child.send(order)
    })
  return { put, close }
}

/** Why a reader that nobody stopped has ended. */
function inWords(why: string): string {
  if (why === endedBy.memory) return tooMuchMemory
  if (why === endedBy.processor) return 'Reading it takes more computing than a file of its size may, and was stopped.'
  return 'Reading it ended the process that read it.'
}

const cancelled = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'Reading was cancelled; nothing of this file was kept.', 'Start it again.')
