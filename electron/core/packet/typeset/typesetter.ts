import { readFileSync } from 'node:fs'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { EngineKind } from './engine.ts'
import type { TypesetAnswer, TypesetOrder } from './messages.ts'
import type { SpawnChild } from '../../ports.ts'
import type { PagesJob, Typeset, Typesetter, TypesetJob, TypesetProgress } from './port.ts'

export interface TypesetterOptions {
  children: SpawnChild
  /** The module that the child runs; the bundled desktop has its own. */
  entry?: URL | undefined
  /** Folder with packet.typ, its parts and plain.typ, ending in a slash. */
  templates?: URL | undefined
  /** Flat folder with the font files; left out: from their packages. */
  fontFolder?: string | undefined
  /** Left out, as in the product: native where it can be loaded, else WebAssembly. */
  engine?: EngineKind | undefined
  /** Milliseconds for one packet; the default leaves a slow computer time for 1,000 pages by WebAssembly. */
  timeLimit?: number | undefined
  /** MB of JavaScript heap in the child. */
  memory?: number | undefined
}

/**
 * The typesetter that runs Typst in a process of its own for each packet: two known inputs abort the engine's process,
 * its compile cannot be interrupted, and what it held in memory is gone with it. A process that dies or takes too long
 * is replaced once, for the plain rendering; bytes travel over the channel only, never through a file.
 */
export function createTypesetter(options: TypesetterOptions): Typesetter {
  const folder = options.templates ?? new URL('../../../../resources/packet/', import.meta.url)
  const template = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
  return {
    async typeset(job, { signal, onProgress } = {}) {
      const templates = {
        packet: template('packet.typ'),
        plain: template('plain.typ'),
        style: template('style.typ'),
        work: template('work.typ'),
      }
      const order = { job, templates, fontFolder: options.fontFolder, onlyPlain: false, engine: options.engine }
      const first = await inChild(options, order, signal, onProgress)
      if ('pdf' in first) return first
      const second = await inChild(options, { ...order, onlyPlain: true }, signal, onProgress)
      if ('pdf' in second) return second
      throw new HoldfastError(
        'TYPESETTING_FAILED',
        `The pages of ${calledIn(job)} could not be set (${second.died}).`,
        'template' in job
          ? 'Nothing was written. Try again; the case itself is unchanged.'
          : 'Nothing was written. Try again with fewer or smaller exhibits attached; the case itself is unchanged.',
      )
    },
  }
}

function inChild(
  { children, entry, timeLimit = 900_000, memory = 1024 }: TypesetterOptions,
  order: TypesetOrder,
  signal: AbortSignal | undefined,
  onProgress: ((progress: TypesetProgress) => void) | undefined,
): Promise<Typeset | { died: string }> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled(order.job))
    const child = children.spawn(entry ?? new URL('./child.ts', import.meta.url), { memory })
    const timer = setTimeout(() => finish(() => resolve({ died: 'it took too long' })), timeLimit)
    const abort = (): void => finish(() => reject(cancelled(order.job)))
    let finished = false
    const finish = (settle: () => void): void => {
      if (finished) return
      finished = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      child.kill()
      settle()
    }
    signal?.addEventListener('abort', abort, { once: true })
    child.onExit((why) => finish(() => resolve({ died: `the process ended: ${why}` })))
    child.onMessage((message) => {
      const answer = message as TypesetAnswer
      if (answer.kind === 'progress') onProgress?.(answer.progress)
      if (answer.kind === 'failed') finish(() => resolve({ died: answer.message }))
      if (answer.kind === 'done') {
        const { kind: _, ...typeset } = answer
        const remarks = order.onlyPlain ? ['The pages are set as plain text.'] : typeset.remarks
        finish(() => resolve({ ...typeset, remarks }))
      }
    })
    onProgress?.({ stage: 'starting', done: 0 })
    if (!finished) child.send(order)
  })
}

const calledIn = (job: TypesetJob | PagesJob): string =>
  'template' in job ? job.called : `packet ${job.content.packet.number} of case ${job.content.case.number}`

const cancelled = (job: TypesetJob | PagesJob): HoldfastError =>
  new HoldfastError('CANCELLED', `Setting the pages of ${calledIn(job)} was stopped.`, 'Nothing was written.')
