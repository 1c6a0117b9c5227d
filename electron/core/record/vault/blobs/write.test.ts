import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openPlainBlob } from './plain.ts'
import { blobPath, writeBlob, type ByteSource } from './write.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-blobs-'))
  mkdirSync(join(folder, 'blobs'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const random = (bytes: number): Uint8Array => Uint8Array.from(randomBytes(bytes))
const MiB = 1 << 20

/** In pieces of an odd size, as pipes and networks give them; `failing`: byte at which it can be read no further. */
function sourceOf(bytes: Uint8Array, failing = Number.POSITIVE_INFINITY): ByteSource {
  let at = 0
  return {
    size: bytes.length,
    read: (into, offset, length) => {
      if (at >= failing) return Promise.reject(Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO' }))
      const part = bytes.subarray(at, at + Math.min(length, 700_001))
      into.set(part, offset)
      at += part.length
      return Promise.resolve({ bytesRead: part.length })
    },
  }
}

const files = (): string[] =>
  readdirSync(join(folder, 'blobs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

it.each([0, 1, MiB - 1, MiB, MiB + 1, 2 * MiB, 15 * MiB + 7, 16 * MiB, 40 * MiB, 40 * MiB + 1])(
  'a file of %d bytes is kept as it is, whichever thread hashes it',
  async (size) => {
    const bytes = randomBytes(size)
    const done: number[] = []
    const written = await writeBlob(join(folder, 'blobs'), sourceOf(bytes), random, {
      onBytes: (sum) => done.push(sum),
    })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(written).toMatchObject({ size, sha256 })
    expect(Buffer.from(written.start).equals(bytes.subarray(0, 65_536))).toBe(true)
    expect(done.at(-1)).toBe(size)
    const blob = openPlainBlob(blobPath(join(folder, 'blobs'), written.name), written.key, size)
    const read = createHash('sha256')
    for (let at = 0; at < size; at += MiB) read.update(blob.read(at, MiB))
    expect(read.digest('hex')).toBe(sha256)
  },
)

it.each([3 * MiB, 30 * MiB])(
  'of %d bytes nothing is left when it is cancelled or can be read no further',
  async (size) => {
    const bytes = randomBytes(size)
    const stop = new AbortController()
    const cancelled = writeBlob(join(folder, 'blobs'), sourceOf(bytes), random, {
      signal: stop.signal,
      onBytes: () => stop.abort(),
    })
    await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
    const broken = writeBlob(join(folder, 'blobs'), sourceOf(bytes, size - 1000), random)
    await expect(broken).rejects.toMatchObject({ code: 'EIO' })
    expect(files()).toEqual([])
  },
)
