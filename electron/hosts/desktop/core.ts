import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { Response } from '../../../shared/contract/port.ts'
import type { ByteDoor } from '../../core/app.ts'
import type { CoreProcess } from './core-process.ts'

/** The core as the windows' process sees it: whatever becomes of one process with it, there is another. */
export interface Core {
  /** Settles when it can be asked. Fails with what keeps it from starting. */
  ready: Promise<void>
  /** Fails when it cannot be kept running; never settles otherwise. */
  lost: Promise<never>
  /** Its byte channel. */
  bytes: ByteDoor
  /** A document is there: `hear` gets each text for it. */
  openPage(hear: (text: string) => void): Page
  /** A person gave a file to a page of ours. */
  picked(path: string): void
  /** Locks the vault: nobody can work at it. */
  lock(): void
  /** Locks the vault and ends the process; settles when it has. */
  close(): Promise<void>
  /** Ends the process at once, if it is still there. */
  kill(): void
}

/** A document of ours. */
export interface Page {
  say(text: string): void
  /** It is gone: what it asked for is cancelled. */
  leave(): void
}

/** Milliseconds: one that ends sooner than that after its start ends by itself, and not by what it is asked. */
const soon = 500
/** So many in a row that end soon, and it is given up. */
const mostInVain = 5

/** What every page is told when the process ended that held the vault. */
const ended = JSON.stringify({ signal: { kind: 'locked', reason: 'ended' } } satisfies Response)

/**
 * Keeps the core running. When its process ends unasked another is started, every page is joined to it, and told that the
 * vault has to be opened again. What was acknowledged is in the vault; what was not, the page is told of.
 */
export function keepCore(start: (hear: (page: number, text: string) => void) => CoreProcess): Core {
  const pages = new Map<number, (text: string) => void>()
  const picked = new Set<string>()
  const lost = Promise.withResolvers<never>()
  lost.promise.catch(() => undefined)
  let inVain = 0
  let starts = 0
  let closing = false
  let lastPage = 0
  let current = begin()

  function begin(): CoreProcess {
    starts += 1
    const began = performance.now()
    const mine = start((page, text) => {
      if (mine === current) pages.get(page)?.(text)
    })
    void mine.ended.then(() => again(mine, began))
    return mine
  }
  async function again(was: CoreProcess, began: number): Promise<void> {
    const started = await was.ready.then(
      () => true,
      () => false,
    )
    // The first that does not start is said by `ready`.
    if (closing || (starts === 1 && !started)) return
    inVain = performance.now() - began < soon ? inVain + 1 : 0
    if (!started || inVain === mostInVain) {
      lost.reject(
        new HoldfastError(
          'INTERNAL',
          'The part of Holdfast that holds the vault ended several times.',
          'Nothing that was saved is lost. Start Holdfast from a terminal to see more.',
        ),
      )
      return
    }
    current = begin()
    for (const path of picked) current.send({ kind: 'picked', path })
    for (const [page, hear] of pages) {
      current.send({ kind: 'open', page })
      hear(ended)
    }
  }

  return {
    ready: current.ready,
    lost: lost.promise,
    bytes: {
      read: (token, from, length) => current.bytes.read(token, from, length),
      write: (token, at, bytes) => current.bytes.write(token, at, bytes),
    },
    openPage(hear) {
      const page = ++lastPage
      pages.set(page, hear)
      current.send({ kind: 'open', page })
      return {
        say: (text) => current.send({ kind: 'text', page }, Buffer.from(text)),
        leave: () => {
          if (pages.delete(page)) current.send({ kind: 'left', page })
        },
      }
    },
    picked(path) {
      picked.add(path)
      current.send({ kind: 'picked', path })
    },
    lock: () => current.send({ kind: 'lock' }),
    async close() {
      closing = true
      current.send({ kind: 'close' })
      await current.ended
    },
    kill() {
      closing = true
      current.kill()
    },
  }
}
