import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let now = Date.parse('2026-11-01T09:00:00Z')
let t: TestApp
let number: string
beforeAll(async () => {
  t = testApp({ clock: { now: () => now, zone: 'America/New_York' } })
  number = await newCase(t)
})
afterAll(() => t.end())

const days = (count: number): void => void (now += count * 86_400_000)
const add = async (name: string): Promise<string> => {
  const path = join(t.folder, name)
  writeFileSync(path, `bytes of ${name}`)
  return (await t.call('exhibit.add', { case: number, files: [path] }))[0]?.number ?? ''
}

it('those alone are read back that were not for so long, and it says of the others when they last were', async () => {
  const [first, second] = [await add('a.txt'), await add('b.txt')]
  days(20)
  await t.call('exhibit.verify', { case: number, only: [second] })
  const third = await add('c.txt')
  days(11)
  const due = await t.call('exhibit.verify', { case: number, olderThan: 30 })
  expect(due.exhibits.map((one) => [one.number, one.ok])).toEqual([[first, true]])
  expect(due.left).toEqual([
    { number: second, readAt: '2026-11-21T09:00:00.000Z' },
    { number: third, readAt: null },
  ])
  expect(await t.call('exhibit.verify', { case: number, olderThan: 30 })).toMatchObject({ readAt: null, exhibits: [] })
  const { items } = await t.call('exhibit.list', { case: number })
  expect(items.map(({ verifiedAt }) => verifiedAt?.slice(0, 10) ?? null)).toEqual(['2026-12-02', '2026-11-21', null])
  expect((await t.call('exhibit.verify', { case: number })).left).toEqual([])
})

it('what was not as it was kept is due again at once', async () => {
  for (const blob of globSync('V.holdfast/blobs/*/*', { cwd: t.folder })) {
    const path = join(t.folder, blob)
    const bytes = readFileSync(path)
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    writeFileSync(path, bytes)
  }
  expect((await t.call('exhibit.verify', { case: number })).ok).toBe(false)
  expect((await t.call('exhibit.verify', { case: number, olderThan: 30 })).exhibits).toHaveLength(3)
})
