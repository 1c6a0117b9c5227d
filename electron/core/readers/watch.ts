import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { lookEvery } from './limits.ts'

/** By what a process ends itself; neither asks the thread that works, which may be in a loop. */
export const endedBy = { memory: 'SIGKILL', processor: 'SIGVTALRM' } as const

/**
 * Starts the thread that looks at what the whole process uses and ends it at a limit. A limit of the JavaScript heap
 * alone binds neither a Buffer, a WebAssembly memory nor a picture library. Until it is told otherwise the limit is `memory`,
 * in bytes, and none of processor time.
 */
export async function watchThisProcess(memory: number): Promise<Watch> {
  // As text: a bundled reader has no second module beside it that a thread could load.
  const thread = new Worker(`(${watch.toString()})(${JSON.stringify({ memory, lookEvery, endedBy })})`, {
    eval: true,
    env: {},
    // A thread of its own defaults reserves half a gigabyte for code, which a limit of the data segment counts.
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4, codeRangeSizeMb: 1, stackSizeMb: 1 },
  })
  thread.unref()
  await once(thread, 'online')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
  const tell = (changed: Changed): void => thread.postMessage(changed)
  return { memory: (bytes) => tell({ memory: bytes }), processor: (seconds) => tell({ seconds }) }
}

/** The limits of a process that is watched, changed while it works. */
interface Watch {
  /** Bytes that the whole process may have resident, from now on. */
  memory(bytes: number): void
  /** Seconds of processor time that it may take, counted from now. */
  processor(seconds: number): void
}

type Changed = { memory: number } | { seconds: number }

interface Watched {
  memory: number
  lookEvery: number
  endedBy: { memory: NodeJS.Signals; processor: NodeJS.Signals }
}

/** Runs in the thread, from its text: it names nothing from outside of itself but what every thread of Node has. */
function watch(limits: Watched): void {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  let before = process.cpuUsage()
  let seconds = Number.POSITIVE_INFINITY
  let { memory } = limits
  parentPort?.on('message', (changed: Changed) => {
    if ('memory' in changed) {
      memory = changed.memory
      return
    }
    before = process.cpuUsage()
    seconds = changed.seconds
  })
  // Bytes of a page: what Node counts, by what the kernel counts.
  const pages = (): number => Number(readFileSync('/proc/self/statm', 'latin1').split(' ')[1])
  const page = process.platform === 'linux' ? 2 ** Math.round(Math.log2(process.memoryUsage.rss() / pages())) : 0
  const resident = (): number => (page > 0 ? pages() * page : process.memoryUsage.rss())
  setInterval(() => {
    if (resident() > memory) process.kill(process.pid, limits.endedBy.memory)
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1_000_000 > seconds) process.kill(process.pid, limits.endedBy.processor)
  }, limits.lookEvery)
}
