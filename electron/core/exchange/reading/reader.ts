import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { Child, Ports } from '../../ports.ts'
import type { FileReading, ReadAnswer, ReadOrder } from './reading.ts'

/** Milliseconds for one file, starting its process included. */
const timeLimit = 60_000
/** MB of JavaScript heap. */
const memory = 768

/** Reads files in a process of their own; one that hangs or dies costs its file alone, and is replaced for the next. */
export interface FileReader {
  /** Fails with INVALID_INPUT or CANCELLED. */
  read(order: ReadOrder, signal: AbortSignal): Promise<FileReading>
  close(): void
}

export function openReader({ typesetting, reading }: Pick<Ports, 'typesetting' | 'reading'>): FileReader {
  const entry = reading?.entry ?? new URL('./child.ts', import.meta.url)
  const limit = reading?.timeLimit ?? timeLimit
  let child: Child | undefined
  let onAnswer: ((answer: ReadAnswer) => void) | undefined
  let onEnd: ((why: string) => void) | undefined
  const end = (): void => {
    child?.kill()
    child = undefined
  }
  const start = (): Child => {
    const made = typesetting.children.spawn(entry, { memory })
    made.onMessage((message) => {
      if (child === made) onAnswer?.(message as ReadAnswer)
    })
    made.onExit((why) => {
      if (child !== made) return
      child = undefined
      onEnd?.(why)
    })
    return made
  }
  return {
    read: (order, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(cancelled())
        const settle = (result: () => void): void => {
          clearTimeout(timer)
          signal.removeEventListener('abort', abort)
          onAnswer = undefined
          onEnd = undefined
          result()
        }
        const abort = (): void => {
          end()
          settle(() => reject(cancelled()))
        }
        const timer = setTimeout(() => {
          end()
          settle(() => reject(unreadable('Reading it took too long and was stopped.')))
        }, limit)
        signal.addEventListener('abort', abort, { once: true })
        onEnd = () => settle(() => reject(unreadable('Reading it ended the process that read it.')))
        onAnswer = (answer) =>
          settle(() =>
            answer.kind === 'read' ? resolve(answer.reading) : reject(unreadable(answer.message, answer.next)),
          )
        child ??= start()
        child.send(order)
      }),
    close: end,
  }
}

const unreadable = (message: string, next = 'Keep it as an exhibit of a report instead.'): HoldfastError =>
  new HoldfastError('INVALID_INPUT', message, next)

const cancelled = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'The import was cancelled; nothing of this file was filed.', 'Start it again.')
