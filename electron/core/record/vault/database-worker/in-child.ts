import { stat } from 'node:fs/promises'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import type { Ports } from '../../../ports.ts'
import { endedBy } from '../../../readers/index.ts'
import { memoryLimit, type DatabaseAnswer, type DatabaseOrder } from './messages.ts'

/** How work on a database is done in a process of its own. */
export type DatabaseWorkers = Ports['databases']

export interface Watched {
  signal: AbortSignal
  /** Bytes that a file beside the database has grown to, a few times a second. */
  onBytes?: ((bytes: number) => void) | undefined
}

const everyMs = 250

/**
 * Has a process of its own do what SQLite does in one piece on a copy of a database: checking it whole, or encrypting
 * it anew. The window goes on, and cancelling ends the process at once. Returns what it said. Fails with CANCELLED, IO,
 * and what the work itself fails with; the copy is then of no use.
 */
export function inDatabaseChild(
  { children, entry }: DatabaseWorkers,
  order: DatabaseOrder,
  { signal, onBytes }: Watched,
  grows = order.path,
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(stopped())
    const child = children.spawn(entry ?? new URL('./child.ts', import.meta.url), { memory: 256 })
    let settled = false
    const watch = setInterval(() => {
      const tell = (size: number): void => void (settled || onBytes?.(size))
      stat(grows).then(
        ({ size }) => tell(size),
        () => undefined,
      )
    }, everyMs)
    // Its files are free only once it has ended.
    const abort = (): void => child.kill()
    const settle = (how: () => void): void => {
      if (settled) return
      settled = true
      clearInterval(watch)
      signal.removeEventListener('abort', abort)
      child.kill()
      how()
    }
    signal.addEventListener('abort', abort, { once: true })
    child.onExit((why) => settle(() => reject(signal.aborted ? stopped() : ended(why))))
    child.onMessage((message) => {
      const answer = message as DatabaseAnswer
      settle(() => {
        if (answer.kind === 'done') return resolve(answer.said)
        const { code, message: what, next } = answer.failure
        reject(new HoldfastError(code, what, next))
      })
    })
    child.send(order)
  })
}

const tooMuch = `it took more memory than it may, ${memoryLimit / 1_000_000} MB`

const stopped = (): HoldfastError =>
  new HoldfastError('CANCELLED', 'The work on the database was cancelled.', 'The vault is as it was; start it again.')

const ended = (why: string): HoldfastError =>
  new HoldfastError(
    'IO',
    `The process that worked on a copy of the database ended before it had finished (${why === endedBy.memory ? tooMuch : why}).`,
    'The vault itself is as it was. Try again; if it happens again, look for free memory and disk.',
  )
