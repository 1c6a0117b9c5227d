import { readFileSync } from 'node:fs'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import type { SpawnChild } from '../ports.ts'
import { endedBy } from '../readers/index.ts'
import type { EngineKind } from './engine.ts'
import { residentLimits, type ResidentLimits, type TypesetAnswer, type TypesetOrder } from './messages.ts'
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
  /** Of all that the child holds; left out, as in the product: 1.5 GB for pictures, 4 GB for pages. */
  resident?: ResidentLimits | undefined
}

/** Pictures that may each cost a process, before no more of them are made. */
const mostCostly = 3

/**
 * The typesetter that runs Typst in a process of its own for each packet: two known inputs abort the engine's process,
 * its compile cannot be interrupted, and what it held in memory is gone with it. A process that dies or takes too long
 * is replaced: when a picture was being decoded by one without that picture, else once, for the plain rendering. Bytes
 * travel over the channel only, never through a file.
 */
export function createTypesetter(options: TypesetterOptions): Typesetter {
  const folder = options.templates ?? new URL('../../../resources/packet/', import.meta.url)
  const template = (name: string): string => readFileSync(new URL(name, folder), 'utf8')
  return {
    async typeset(job, { signal, onProgress } = {}) {
      const templates = {
        packet: template('packet.typ'),
        plain: template('plain.typ'),
        style: template('style.typ'),
        work: template('work.typ'),
        rich: template('rich.typ'),
      }
      const { fontFolder, engine, resident = residentLimits } = options
      const order = { job, templates, fontFolder, engine, resident, onlyPlain: false, withoutPicture: [] }
      const first = await designed(options, order, signal, onProgress)
      if ('pdf' in first) return first
      const second = await inChild(options, { ...order, onlyPlain: true }, signal, onProgress)
      if ('pdf' in second) {
        const remark = `The pages are set as plain text. As designed they could not be set (${first.died}).`
        return { ...second, remarks: [remark] }
      }
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

/** The pages as designed; a picture that ends the process is left out, and said. */
async function designed(
  options: TypesetterOptions,
  order: TypesetOrder,
  signal: AbortSignal | undefined,
  onProgress: ((progress: TypesetProgress) => void) | undefined,
): Promise<Typeset | Died> {
  const without: TypesetOrder['withoutPicture'] = []
  const remarks: string[] = []
  for (;;) {
    const set = await inChild(options, { ...order, withoutPicture: without }, signal, onProgress)
    if ('pdf' in set) return { ...set, remarks: [...remarks, ...set.remarks] }
    const { picture, died } = set
    if (picture === undefined || 'template' in order.job) return set
    const { exhibits } = order.job.content
    const why = `No picture: it could not be made (${died}). The file is attached as it is.`
    without.push({ exhibit: picture, why })
    remarks.push(`${exhibits[picture]?.number}: ${why}`)
    if (remarks.length !== mostCostly) continue
    const unmade = `No picture: none was made after ${mostCostly} others of this packet could not be. The file is attached as it is.`
    for (let exhibit = picture + 1; exhibit < exhibits.length; exhibit++) without.push({ exhibit, why: unmade })
    remarks.push(`No picture is made of the exhibits after ${exhibits[picture]?.number}.`)
  }
}

/** How a process ended without pages, and at the picture of which exhibit. */
interface Died {
  died: string
  picture?: number | undefined
}

function inChild(
  { children, entry, timeLimit = 900_000, memory = 1024 }: TypesetterOptions,
  order: TypesetOrder,
  signal: AbortSignal | undefined,
  onProgress: ((progress: TypesetProgress) => void) | undefined,
): Promise<Typeset | Died> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) return reject(cancelled(order.job))
    const child = children.spawn(entry ?? new URL('./child.ts', import.meta.url), { memory })
    let picture: number | undefined
    const died = (why: string): void => finish(() => resolve({ died: why, picture }))
    const timer = setTimeout(() => died('it took too long'), timeLimit)
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
    child.onExit((why) => died(inWords(why, order.resident, picture)))
    child.onMessage((message) => {
      const answer = message as TypesetAnswer
      if (answer.kind === 'picture') picture = answer.exhibit
      if (answer.kind === 'progress') {
        picture = undefined
        onProgress?.(answer.progress)
      }
      if (answer.kind === 'failed') died(answer.message)
      if (answer.kind === 'done') {
        const { kind: _, ...typeset } = answer
        finish(() => resolve(typeset))
      }
    })
    onProgress?.({ stage: 'starting', done: 0 })
    if (!finished) child.send(order)
  })
}

function inWords(why: string, { pictures, pages }: ResidentLimits, picture: number | undefined): string {
  if (why !== endedBy.memory) return `the process ended: ${why}`
  return `it took more memory than it may, ${(picture === undefined ? pages : pictures) / 1_000_000} MB`
}

const calledIn = (job: TypesetJob | PagesJob): string =>
  'template' in job ? job.called : `packet ${job.content.packet.number} of case ${job.content.case.number}`

const cancelled = (job: TypesetJob | PagesJob): HoldfastError =>
  new HoldfastError('CANCELLED', `Setting the pages of ${calledIn(job)} was stopped.`, 'Nothing was written.')
