import { existsSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import { HoldfastError, type Failure } from '../../../shared/kernel/errors.ts'
import type { ByteDoor } from '../../core/app.ts'
import { framesOver, type Frames } from '../desktop-core/frames.ts'
import type { Ask, FromCore, ToCore } from '../desktop-core/messages.ts'
import type { Program, Settings } from '../place.ts'
import { coreBytes } from './core-bytes.ts'
import { coreEntry, coreEnvironment } from './core-program.ts'
import { startNode } from './node-child.ts'

/** One process with the core in it. */
export interface CoreProcess extends Frames<ToCore> {
  /** Settles when it can be asked. Fails with MISSING_RUNTIME, or with what it says. */
  ready: Promise<void>
  /** Settles when it has ended, whatever the reason. */
  ended: Promise<void>
  bytes: ByteDoor
  /** Ends it at once, if it is still there. */
  kill(): void
}

/** What the core asks the main process for; each gets the arguments and gives a text or null. */
export type Answers = Record<Ask, (...args: string[]) => Promise<string | null>>

/** Starts it; `hear` gets each text for a page. */
export function startCoreProcess(
  program: Program,
  settings: Pick<Settings, 'home' | 'idleMinutes'>,
  answers: Answers,
  hear: (page: number, text: string) => void,
): CoreProcess {
  const entry = coreEntry(program.root)
  if (!existsSync(entry)) {
    const next = 'Install Holdfast again; from sources, run "npm run build".'
    throw new HoldfastError('MISSING_RUNTIME', `The core of Holdfast is missing: ${entry}.`, next)
  }
  const child = startNode(
    program,
    [entry],
    ['inherit', 'inherit', 'overlapped'],
    coreEnvironment(process.env, settings),
  )

  const ready = Promise.withResolvers<void>()
  // Whoever starts it may ask later.
  ready.promise.catch(() => undefined)
  const refuse = ({ code, message, next }: Failure): void => ready.reject(new HoldfastError(code, message, next))

  const answer = async ({ id, ask, args }: Extract<FromCore, { kind: 'ask' }>): Promise<void> => {
    try {
      frames.send({ kind: 'answer', id, value: await answers[ask](...args) })
    } catch (thrown) {
      frames.send({ kind: 'failed', id, message: thrown instanceof Error ? thrown.message : String(thrown) })
    }
  }
  const bytes = coreBytes(() => frames)
  const pipe = child.stdio[3] as Duplex
  const frames = framesOver<FromCore, ToCore>(pipe, (message, body) => {
    if (message.kind === 'text') hear(message.page, body.toString('utf8'))
    else if (message.kind === 'ask') void answer(message)
    else if (message.kind === 'piece' || message.kind === 'written') bytes.hear(message, body)
    else if (message.kind === 'ready') ready.resolve()
    else refuse(message.failure)
  })
  // The end of the process says it all.
  pipe.on('error', () => undefined)

  const ended = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      refuse({
        code: 'MISSING_RUNTIME',
        message: `The core of Holdfast did not start (${why}).`,
        next: 'Install Holdfast again, or start it from a terminal to see more.',
      })
      bytes.end()
      resolve()
    }
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`))
    child.once('error', (error) => end(error.message))
  })
  return {
    ready: ready.promise,
    ended,
    bytes,
    send: (head, body) => frames.send(head, body),
    kill: () => void child.kill('SIGKILL'),
  }
}
