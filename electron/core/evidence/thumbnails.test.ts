import { join } from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepExhibit, newCase, testApp, type TestApp } from '../../../tests/support/app.ts'
import type { SpawnChild } from '../ports.ts'
import { nodeChildren } from '../print/index.ts'

// Small pictures are drawn by readers that end with them, and lie in memory alone.

let test: TestApp
let caseNumber: string
let readers = { alive: 0, started: 0 }
const counted: SpawnChild = {
  spawn(entry, options) {
    const child = nodeChildren.spawn(entry, options)
    if (entry.pathname.includes('reader')) {
      // Those of one test may end in the next.
      const mine = readers
      mine.alive += 1
      mine.started += 1
      child.onExit(() => {
        mine.alive -= 1
      })
    }
    return child
  },
}
beforeEach(async () => {
  readers = { alive: 0, started: 0 }
  test = testApp({ typesetting: { children: counted } })
  caseNumber = await newCase(test)
})
afterEach(() => test.end())

const keep = (name: string, bytes: Uint8Array | string): Promise<string> => keepExhibit(test, caseNumber, name, bytes)
const photo = (): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 450, channels: 3, background: '#28a' } })
    .jpeg()
    .toBuffer()

it('draws a picture anew and small, gives the beginning of a text, and of a broken file says why alone', async () => {
  const [picture, text, broken] = [
    await keep('gate.jpg', await photo()),
    await keep('note.txt', 'The van came back at six.\n'),
    await keep('cut.jpg', (await photo()).subarray(0, 60)),
  ]
  const page = new AbortController().signal
  const [drawn, words, none] = await Promise.all(
    [picture, text, broken].map((exhibit) => test.call('exhibit.thumbnail', { exhibit }, { page })),
  )
  const sent = await test.app.bytes.read(drawn?.bytes ?? '', 0, 1 << 20)
  expect(sent?.mediaType).toBe('image/webp')
  const { width, height } = await sharp(sent?.bytes).metadata()
  expect([width, height]).toEqual([320, 160])
  expect(words).toEqual({ bytes: null, view: 'lines', words: 'The van came back at six.', problem: null })
  expect(none?.bytes).toBeNull()
  // Drawn once: nobody starts a reader for what is known.
  const before = readers.started
  await test.call('exhibit.thumbnail', { exhibit: text }, { page })
  expect(readers.started).toBe(before)
  await test.call('vault.lock', {})
  await expect.poll(() => readers.alive).toBe(0)
  expect(await test.app.bytes.read(drawn?.bytes ?? '', 0, 10)).toBeUndefined()
})

it('draws nothing that left the screen before its turn', async () => {
  const exhibits = []
  for (let n = 0; n < 6; n++) exhibits.push(await keep(`${n}.txt`, `note ${n}`))
  const stop = new AbortController()
  const asked = exhibits.map((exhibit) => test.call('exhibit.thumbnail', { exhibit }, { signal: stop.signal }))
  stop.abort()
  for (const one of asked) await expect(one).rejects.toMatchObject({ code: 'CANCELLED' })
  // At most those that were begun, and the one that waits.
  expect(readers.started).toBeLessThan(6)
  expect(await test.call('exhibit.thumbnail', { exhibit: exhibits[0] ?? '' })).toMatchObject({ words: 'note 0' })
})

it('is forgotten with what is destroyed', async () => {
  const exhibit = await keep('goner.txt', 'words that go')
  expect(await test.call('exhibit.thumbnail', { exhibit })).toMatchObject({ words: 'words that go', problem: null })
  const second = 'seven lanterns over quiet water'
  await test.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
  const why = { authority: 'Retention schedule 7', reason: 'Kept for six years' }
  const { order } = await test.call('destruction.order', { case: caseNumber, ...why })
  await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase: second })
  const page = new AbortController().signal
  await test.call('exhibit.thumbnail', { exhibit }, { page })
  await test.call('destruction.approve', { order })
  await expect.poll(() => readers.alive).toBe(0)
  await expect(test.call('exhibit.thumbnail', { exhibit }, { page })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
