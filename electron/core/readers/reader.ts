import { stat } from 'node:fs/promises'
import { deserialize } from 'node:v8'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { exchange, start, type ReaderPorts, type Started } from './exchange.ts'
import type { Given, Job, Order, Put, Question } from './job.ts'
import { answersLimit, processorLimit, timeLimit } from './limits.ts'

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

function readingOf<Input, Asked>(
  started: Started,
  { otherwise }: Job<Input, Asked>,
  limit: number,
  signal: AbortSignal,
): { put(order: Order): Promise<unknown>; close(): void } {
  let spent = 0
  let taken = 0
  const close = (): void => started.child.kill()
  const put = async (order: Order): Promise<unknown> => {
    const began = performance.now()
    const answer = await exchange(started, order, { limit: limit - spent, signal, otherwise }).finally(() => {
      spent += performance.now() - began
    })
    taken += answer.length
    if (taken <= answersLimit) return deserialize(answer)
    close()
    throw new HoldfastError('INVALID_INPUT', 'It holds more than 512 MiB of what would be read out of it.', otherwise)
  }
  return { put, close }
}
