import {
  appendFileSync,
  closeSync,
  openSync,
  readdirSync,
  truncateSync,
  utimesSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

// A file that somebody writes to while it is being kept: what was read may be no state that it ever had.

let t: TestApp
let number = ''
let file = ''
beforeEach(async () => {
  t = testApp()
  number = await newCase(t)
  file = join(t.folder, 'growing.log')
  writeFileSync(file, Buffer.alloc(6 << 20, 'a'))
})
afterEach(() => t.end())

const blobs = (): string[] =>
  readdirSync(join(t.folder, 'V.holdfast', 'blobs'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.includes('/'),
  )

test.each<[what: string, write: () => void]>([
  ['grows', () => appendFileSync(file, 'b')],
  ['is cut', () => truncateSync(file, 5 << 20)],
  [
    'is written over with its times put back',
    () => {
      const { atime, mtime } = statSync(file)
      const handle = openSync(file, 'r+')
      writeSync(handle, 'b', 0)
      closeSync(handle)
      utimesSync(file, atime, mtime)
    },
  ],
])('a file that %s while it is read is refused by name, and nothing of it is kept', async (_, write) => {
  let done = false
  const progress = (): void => {
    if (!done) write()
    done = true
  }
  const adding = t.call('exhibit.add', { case: number, files: [file] }, { progress })
  await expect(adding).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining(file) as string })
  expect(done).toBe(true)
  expect(blobs()).toEqual([])
  expect((await t.call('exhibit.list', { case: number })).items).toEqual([])
  // Once it is let be, it is kept.
  await t.call('exhibit.add', { case: number, files: [file] })
})

test('a file that grows faster than it is read ends all the same', async () => {
  const grow = (): void => appendFileSync(file, Buffer.alloc(3 << 20))
  const adding = t.call('exhibit.add', { case: number, files: [file] }, { progress: grow })
  await expect(adding).rejects.toMatchObject({ code: 'CONFLICT' })
  expect(statSync(file).size).toBeLessThan(60 << 20)
  expect(blobs()).toEqual([])
})
