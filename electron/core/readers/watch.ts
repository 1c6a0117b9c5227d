import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { lookEvery, memoryLimit } from './limits.ts'

/** By what a reader ends itself; neither asks the thread that parses, which may be in a loop. */
export const endedBy = { memory: 'SIGKILL', processor: 'SIGVTALRM' } as const

/**
 * Starts the thread that looks at what the whole process uses and ends it at a limit. A limit of the JavaScript heap
 * alone binds neither a Buffer, a WebAssembly memory nor a picture library. Gives a function that starts the count of
 * processor time.
 */
export async function watchThisProcess(): Promise<(processorSeconds: number) => void> {
  // As text: a bundled reader has no second module beside it that a thread could load.
  const thread = new Worker(`(${watch.toString()})(${JSON.stringify({ memoryLimit, lookEvery, endedBy })})`, {
    eval: true,
    env: {},
    // A thread of its own defaults reserves half a gigabyte for code, which a limit of the data segment counts.
    resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4, codeRangeSizeMb: 1, stackSizeMb: 1 },
  })
  thread.unref()
  await once(thread, 'online')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
  return (processorSeconds) => thread.postMessage(processorSeconds)
}

interface Watched {
  memoryLimit: number
  lookEvery: number
  endedBy: { memory: NodeJS.Signals; processor: NodeJS.Signals }
}

/** Runs in the thread, from its text: it names nothing from outside of itself but what every thread of Node has. */
function watch(limits: Watched): void {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  let before = process.cpuUsage()
  let seconds = Number.POSITIVE_INFINITY
  parentPort?.on('message', (allowed: number) => {
    before = process.cpuUsage()
    seconds = allowed
  })
  // Bytes of a page: what Node counts, by what the kernel counts.
  const pages = (): number => Number(readFileSync('/proc/self/statm', 'latin1').split(' ')[1])
  const page = process.platform === 'linux' ? 2 ** Math.round(Math.log2(process.memoryUsage.rss() / pages())) : 0
  const resident = (): number => (page > 0 ? pages() * page : process.memoryUsage.rss())
  setInterval(() => {
    if (resident() > limits.memoryLimit) process.kill(process.pid, limits.endedBy.memory)
    const { user, system } = process.cpuUsage(before)
    if ((user + system) / 1_000_000 > seconds) process.kill(process.pid, limits.endedBy.processor)
  }, limits.lookEvery)
}
