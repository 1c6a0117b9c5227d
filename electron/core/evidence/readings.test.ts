import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newCase, passphrase, testApp, type TestApp } from '../../../tests/support/app.ts'
import type { Child, SpawnChild } from '../ports.ts'
import { nodeChildren } from '../print/index.ts'

// Readers hold evidence in plain: they are there no longer than somebody may look at it.

let test: TestApp
let caseNumber: string
let exhibit: string
/** Readers that one test started, and how many of them live: those of the test before may end while it runs. */
let readers: { started: Child[]; alive: number }
const counted: SpawnChild = {
  spawn(entry, options) {
    const child = nodeChildren.spawn(entry, options)
    if (entry.pathname.includes('reader')) {
      const mine = readers
      mine.alive += 1
      mine.started.push(child)
      child.onExit(() => {
        mine.alive -= 1
      })
    }
    return child
  },
}

beforeEach(async () => {
  readers = { started: [], alive: 0 }
  test = testApp({ typesetting: { children: counted } })
  caseNumber = await newCase(test)
  const path = join(test.folder, 'letter.txt')
  writeFileSync(path, 'words of the letter')
  const [added] = await test.call('exhibit.add', { case: caseNumber, files: [path] })
  exhibit = added?.number ?? ''
})
afterEach(() => test.end())

it('every reader ends when the vault is locked', async () => {
  await test.call('exhibit.open', { exhibit })
  expect(readers.alive).toBeGreaterThan(0)
  await test.call('vault.lock', {})
  await expect.poll(() => readers.alive).toBe(0)
})

it('a reader that dies while it is asked costs that one look, and says so; another exhibit and the next look are answered', async () => {
  const path = join(test.folder, 'second.txt')
  writeFileSync(path, 'words of the second')
  const [second] = await test.call('exhibit.add', { case: caseNumber, files: [path] })
  await test.call('exhibit.open', { exhibit })
  const [reader] = readers.started
  const asked = test.call('exhibit.text', { exhibit })
  reader?.kill()
  await expect(asked).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    // Who kills without a word is taken for the watch over memory, or for the system's.
    message: expect.stringMatching(/^Reading it .*(?:was stopped|ended the process)/) as string,
    next: expect.stringContaining('Export a copy') as string,
  })
  const other = await test.call('exhibit.text', { exhibit: second?.number ?? '' })
  expect(other.units).toMatchObject([{ text: 'words of the second' }])
  const again = await test.call('exhibit.text', { exhibit })
  expect(again.units).toMatchObject([{ text: 'words of the letter' }])
})

it('every reader ends when a case is destroyed whose exhibit it has open', async () => {
  const second = 'seven lanterns over quiet water'
  await test.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
  const why = { authority: 'Retention schedule 7', reason: 'Kept for six years' }
  const { order } = await test.call('destruction.order', { case: caseNumber, ...why })
  await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase: second })
  await test.call('exhibit.open', { exhibit })
  expect(readers.alive).toBeGreaterThan(0)
  await test.call('destruction.approve', { order })
  await expect.poll(() => readers.alive).toBe(0)
  await expect(test.call('exhibit.open', { exhibit })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

it('an exhibit opens with the vault unlocked again, and one whose stored bytes were changed does not', async () => {
  const dir = join(test.folder, 'V.holdfast')
  await test.call('vault.unlock', { dir, passphrase })
  expect((await test.call('exhibit.text', { exhibit })).units).toEqual([{ at: 'line 1', text: 'words of the letter' }])
  await test.call('exhibit.close', { exhibit })
  const [name = ''] = globSync('blobs/*/*', { cwd: dir })
  const bytes = readFileSync(join(dir, name))
  bytes[40] = (bytes[40] ?? 0) ^ 1
  writeFileSync(join(dir, name), bytes)
  await expect(test.call('exhibit.open', { exhibit })).rejects.toMatchObject({ code: 'BLOB_DAMAGED' })
})
