import { createHash } from 'node:crypto'
import { Worker } from 'node:worker_threads'

/** SHA-256 over chunks. */
export interface Hashing {
  /** Takes a chunk and the buffer that it lies in; gives the buffer back for use once the chunk is hashed. */
  update(chunk: Buffer<ArrayBuffer>): Promise<Buffer<ArrayBuffer>>
  /** Hexadecimal, after the last chunk. */
  digest(): Promise<string>
  end(): void
}

/** In this thread: for files that are hashed before another one would have started. */
export function hashingHere(): Hashing {
  const digest = createHash('sha256')
  return {
    update: (chunk) => {
      digest.update(chunk)
      return Promise.resolve(Buffer.from(chunk.buffer))
    },
    digest: () => Promise.resolve(digest.digest('hex')),
    end: () => undefined,
  }
}

type Told = { chunk: ArrayBuffer; from: number; length: number } | { chunk: null }
type Back = { chunk: ArrayBuffer } | { digest: string }
interface Waiting {
  resolve: (back: Back) => void
  reject: (why: Error) => void
}

/** In a thread of its own, which takes each buffer over and gives it back: nothing is copied. Fails where the thread does. */
export function hashingBeside(): Hashing {
  // As text: a bundled core has no second module beside it that a thread could load.
  const thread = new Worker(`(${hashing.toString()})()`, { eval: true, env: {} })
  const waiting: Waiting[] = []
  let failed: Error | undefined
  const fail = (why: Error): void => {
    failed ??= why
    for (const { reject } of waiting.splice(0)) reject(failed)
  }
  thread.on('message', (back: Back) => waiting.shift()?.resolve(back))
  thread.on('error', (thrown) => fail(thrown instanceof Error ? thrown : new Error('the thread that hashes failed')))
  thread.on('exit', () => fail(new Error('the thread that hashes ended')))
  const ask = (told: Told, moved: ArrayBuffer[]): Promise<Back> => {
    const answer = new Promise<Back>((resolve, reject) => {
      if (failed) reject(failed)
      else waiting.push({ resolve, reject })
    })
    // Awaited when its buffer is wanted again; until then a failure must not count as unhandled.
    answer.catch(() => undefined)
    thread.postMessage(told, moved)
    return answer
  }
  return {
    update: ({ buffer, byteOffset, length }) => {
      const given = ask({ chunk: buffer, from: byteOffset, length }, [buffer]).then((back) =>
        Buffer.from('chunk' in back ? back.chunk : outOfTurn()),
      )
      given.catch(() => undefined)
      return given
    },
    digest: async () => {
      const back = await ask({ chunk: null }, [])
      return 'digest' in back ? back.digest : outOfTurn()
    },
    end: () => void thread.terminate(),
  }
}

/** Answers come in the order of what was asked; anything else must never pass for a hash. */
function outOfTurn(): never {
  throw new Error('the thread that hashes answered out of turn')
}

/** Runs in the thread, from its text: it names nothing from outside of itself but what every thread of Node has. */
function hashing(): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads')
  const digest = process.getBuiltinModule('node:crypto').createHash('sha256')
  parentPort?.on('message', (told: Told) => {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
    if (told.chunk === null) return parentPort.postMessage({ digest: digest.digest('hex') })
    digest.update(new Uint8Array(told.chunk, told.from, told.length))
    parentPort.postMessage({ chunk: told.chunk }, [told.chunk])
  })
}
