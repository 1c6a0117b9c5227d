// A reader whose file says by its name what it costs: for the test of the limits.
import sharp from 'sharp'
import { job, served, serveReader, Unreadable } from './index.ts'

// Of every runtime of ours, but in none of the type libraries that the core is compiled with.
declare const WebAssembly: {
  Memory: new (size: { initial: number; maximum: number }) => { buffer: ArrayBuffer; grow(pages: number): number }
}

interface Told {
  words(asked: null): Promise<unknown>
}

export const costlyJob = job<{ path: string }, Told>('costly', 'Go on.')

/** Never ends by itself: each way of taking memory goes on until somebody stops it. */
const costs: Record<string, () => unknown> = {
  buffer: () => forEver((kept) => kept.push(Buffer.alloc(32_000_000, 1))),
  'one buffer': () => Buffer.alloc(3_000_000_000, 1).length,
  objects: () => forEver((kept) => kept.push({ one: Math.random(), two: [1, 2, 3] })),
  webassembly: () => {
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 65_536 })
    return forEver(() => {
      const before = memory.buffer.byteLength
      memory.grow(256)
      new Uint8Array(memory.buffer).fill(1, before)
    })
  },
  picture: () =>
    sharp({ create: { width: 30_000, height: 30_000, channels: 4, background: 'red' }, limitInputPixels: false })
      .rotate(17)
      .toBuffer(),
  computing: () => forEver(() => undefined),
  answer: () => 'x'.repeat(40_000_000),
  answers: () => 'x'.repeat(30_000_000),
  writing: () => import('node:fs').then(({ writeFileSync }) => writeFileSync('/tmp/holdfast-written-by-a-reader', '')),
  process: () => import('node:child_process').then(({ execFileSync }) => execFileSync('true').length),
  surroundings: () => ({ folder: process.cwd(), names: Object.keys(process.env).sort() }),
  nothing: () => 'read',
}

function forEver(work: (kept: unknown[]) => unknown): never {
  const kept: unknown[] = []
  for (;;) work(kept)
}

serveReader([
  served(costlyJob, () =>
    Promise.resolve(({ path }) => ({
      words: async () => {
        const cost = costs[path.slice(path.lastIndexOf('/') + 1)]
        if (!cost) throw new Unreadable('It costs nothing that is known here.')
        return cost()
      },
    })),
  ),
])
