import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let t: TestApp
let number: string
beforeAll(async () => {
  t = testApp()
  number = await newCase(t)
})
afterAll(() => t.end())

it('an exhibit shows the way of its entry to the signed head, and the heads outside that count it', async () => {
  const file = join(t.folder, 'a.txt')
  writeFileSync(file, 'a')
  const [kept] = await t.call('exhibit.add', { case: number, files: [file] })
  const item = await t.call('item.add', { case: number, description: 'Bag' })
  for (const exhibit of [kept?.number ?? '', item.number]) {
    const proof = await t.call('exhibit.proof', { exhibit })
    expect(proof).toMatchObject({ number: exhibit, included: true })
    const row = (await t.call('ledger.list', { limit: 200 })).rows.find(({ seq }) => seq === proof.seq)
    expect(row?.hash).toBe(proof.entry)
    expect(proof.steps.length).toBeGreaterThan(0)
    for (const { size } of proof.anchors) expect(size).toBeGreaterThan(proof.seq)
  }
  // What a step says beyond whose hands it went through is printed, and contradicts nothing.
  const custodyAt = new Date().toISOString()
  const step = { custodyAt, action: 'transfer', to: 'Lab', authority: 'Warrant 7', condition: 'Whole' } as const
  await t.call('exhibit.recordCustody', { ...step, exhibit: kept?.number ?? '', hashBefore: kept?.sha256 ?? null })
  await t.call('exhibit.recordCustody', { ...step, exhibit: item.number })
  await t.call('packet.build', { case: number, recipient: 'Counsel', purpose: 'Advice', out: join(t.folder, 'p.pdf') })
  const { anchors } = await t.call('exhibit.proof', { exhibit: item.number })
  expect(anchors.map(({ kind, who }) => [kind, who])).toContainEqual(['packet', 'built for Counsel, not handed over'])
  const check = await t.call('packet.verify', { file: join(t.folder, 'p.pdf') })
  expect(check).toMatchObject({ intact: true })
})
