import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSteadily, steadily, watchPlace } from './steady.ts'

let folder = ''
let path = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-steady-'))
  path = join(folder, 'file')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Reads a file whole, a kilobyte at a time; after each piece `meanwhile` happens. */
async function read(name: string, meanwhile: () => void = () => undefined): Promise<Buffer> {
  const file = await open(name)
  try {
    const pieces: Buffer[] = []
    for await (const piece of (await steadily(file, name)).pieces(1024)) {
      pieces.push(piece)
      meanwhile()
    }
    return Buffer.concat(pieces)
  } finally {
    await file.close()
  }
}

test.each([0, 1, 1023, 1024, 1025, 5000])('a file of %i bytes that nobody writes to is read whole', async (size) => {
  writeFileSync(path, Buffer.alloc(size, 'a'))
  expect(await read(path)).toEqual(Buffer.alloc(size, 'a'))
})

test('a file that grows by more than is read of it ends all the same, and is named', async () => {
  writeFileSync(path, Buffer.alloc(3000))
  let times = 0
  const grow = (): void => {
    times++
    appendFileSync(path, Buffer.alloc(2048))
  }
  await expect(read(path, grow)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: expect.stringContaining(path) as string,
  })
  expect(times).toBeLessThan(5)
})

test('a file that is written over is named, though its size and its time of writing are put back', async () => {
  const write = (byte: string): void => {
    writeFileSync(path, Buffer.alloc(3000, byte))
    // Whole seconds, which every disk keeps as they are.
    utimesSync(path, 1_700_000_000, 1_700_000_000)
  }
  write('a')
  await expect(read(path, () => write('b'))).rejects.toMatchObject({ code: 'CONFLICT' })
})

test.skipIf(process.platform !== 'linux')(
  'a file that says it has no bytes, and gives some, is not taken for empty (needs /proc)',
  async () => {
    await expect(read('/proc/version')).rejects.toMatchObject({ code: 'CONFLICT' })
  },
)

const refuse = (): never => {
  throw new Error('refused')
}

test('a file that is read in one go is whole, of one moment, and no larger than it may be', async () => {
  writeFileSync(path, Buffer.alloc(5000, 'a'))
  expect(await readSteadily(path, 5000, { refuse })).toEqual(new Uint8Array(5000).fill(97))
  await expect(readSteadily(path, 4999, { refuse })).rejects.toThrow('refused')
})

test.each<[string, () => void]>([
  ['written to', () => appendFileSync(path, 'x')],
  ['taken away', () => rmSync(path)],
  [
    'replaced by one of the same bytes and times',
    () => {
      const { atime, mtime } = statSync(path)
      writeFileSync(`${path}.new`, readFileSync(path))
      utimesSync(`${path}.new`, atime, mtime)
      renameSync(`${path}.new`, path)
    },
  ],
  [
    'moved away and back',
    () => {
      renameSync(path, `${path}.aside`)
      renameSync(`${path}.aside`, path)
    },
  ],
])('a place is not the same once its file was %s', async (_, change) => {
  writeFileSync(path, 'a packet')
  const requireSame = await watchPlace(path)
  await requireSame()
  change()
  await expect(requireSame()).rejects.toMatchObject({ code: 'CONFLICT' })
})
