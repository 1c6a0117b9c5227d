import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { peaksWhile } from '../../../tests/support/peaks.ts'
import { nodeChildren } from '../print/index.ts'
import type { costlyJob } from './costly.fixture.ts'
import { job, openReaders, readOutside } from './index.ts'

const costly: typeof costlyJob = job('costly', 'Go on.')
const ports = {
  typesetting: { children: nodeChildren },
  reading: { entry: new URL('./costly.fixture.ts', import.meta.url) },
}
const never = new AbortController().signal

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-reader-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const file = (name: string): string => {
  const path = join(folder, name)
  writeFileSync(path, 'x')
  return path
}
/** As where the system has no limit of a process to give: the thread that watches is on its own. */
const unaided = {
  ...ports,
  typesetting: {
    children: { spawn: (entry: URL, { memory }: { memory: number }) => nodeChildren.spawn(entry, { memory }) },
  },
}
const cost = (name: string, by = ports): Promise<unknown> =>
  readOutside(by, costly, { path: file(name) }, never, (reading) => reading.ask('words', null))

describe('a reader', () => {
  const ways = ['buffer', 'one buffer', 'objects', 'webassembly', 'picture']
  it.each(ways.flatMap((way) => [[way, 'with the system’s help', ports] as const, [way, 'alone', unaided] as const]))(
    'that takes memory by way of %s is ended below 1 GB, %s; the next file is read, and here nothing grew',
    async (name, _, by) => {
      const before = process.memoryUsage.rss()
      const ended = expect(cost(name, by)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringMatching(/more memory than a file may|ended the process|does not have/) as string,
        next: 'Go on.',
      })
      for (const { bytes } of await peaksWhile(ended)) expect(bytes).toBeLessThan(1_000_000_000)
      expect(await cost('nothing')).toBe('read')
      expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000)
    },
    60_000,
  )
  it('that computes without end is ended by its processor time', async () => {
    await expect(cost('computing')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('more computing') as string,
    })
  }, 60_000)
  it('answers no more than a person could use', async () => {
    await expect(cost('answer')).rejects.toThrow('more than can be shown')
    const readers = openReaders(ports)
    const reading = await readers.open(costly, { path: file('answers') }, never)
    const asked = async (): Promise<void> => {
      for (let n = 0; n < 20; n++) await reading.ask('words', null)
    }
    await expect(asked()).rejects.toThrow('more than 512 MiB')
    readers.close()
  }, 120_000)
  it('writes nothing, starts nothing, and has nothing of the folder and the environment it was started in', async () => {
    await expect(cost('writing')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect(readdirSync('/tmp')).not.toContain('holdfast-written-by-a-reader')
    await expect(cost('process')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    const { folder: where, names } = (await cost('surroundings')) as { folder: string; names: string[] }
    expect(where).not.toContain('holdfast')
    // VIPSHOME is set by the picture library.
    const allowed = [
      'NODE_CHANNEL_FD',
      'NODE_CHANNEL_SERIALIZATION_MODE',
      'PATH',
      'SystemRoot',
      'TEMP',
      'TMPDIR',
      'VIPSHOME',
    ]
    expect(allowed).toEqual(expect.arrayContaining(names))
  }, 60_000)
  it('is another one for each file, and is stopped when its work is cancelled', async () => {
    const readers = openReaders(ports, 2)
    const first = await readers.open(costly, { path: file('nothing') }, never)
    await first.ask('words', null)
    const stop = new AbortController()
    const second = await readers.open(costly, { path: file('computing') }, stop.signal)
    await expect(first.ask('words', null)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    setTimeout(() => stop.abort(), 100)
    await expect(second.ask('words', null)).rejects.toMatchObject({ code: 'CANCELLED' })
    readers.close()
  }, 60_000)
})
