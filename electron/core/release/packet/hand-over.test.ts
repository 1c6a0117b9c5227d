import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let test: TestApp
let number: string
beforeAll(async () => {
  test = testApp()
  number = await newCase(test)
  const out = join(test.folder, 'packet.pdf')
  await test.call('packet.build', { case: number, recipient: 'Counsel', purpose: 'Advice', out })
}, 60_000)
afterAll(() => test.end())

const titles = async (): Promise<string[]> =>
  (await test.call('case.timeline', { case: number })).events.map(({ title }) => title)
const actions = async (): Promise<string | undefined> =>
  (await test.call('case.get', { case: number })).answers.find(({ question }) => question === 'actions')?.answer

describe('a packet', () => {
  it('that was built is said to be built, nowhere to be handed over', async () => {
    const { items } = await test.call('packet.list', { case: number })
    expect(items).toMatchObject([{ sequence: 1, handedOver: [] }])
    expect(await titles()).toContain('Packet built for Counsel')
    expect(await actions()).toContain('1 packet built, none handed over')
    const { anchors } = await test.call('ledger.anchors', {})
    expect(anchors.find(({ kind }) => kind === 'packet')?.who).toBe('built for Counsel, not handed over')
  })

  it('cannot be handed over that is not there, nor in the time to come', async () => {
    const given = { case: number, packet: 2, to: 'D. Hale', at: '2026-01-01T10:00:00Z', how: 'By courier' }
    await expect(test.call('packet.handOver', given)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const later = { ...given, packet: 1, at: '2999-01-01T10:00:00Z' }
    await expect(test.call('packet.handOver', later)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect((await test.call('packet.list', { case: number })).items[0]?.handedOver).toEqual([])
  })

  it('is handed over by an act of its own, with its own person and time', async () => {
    const given = { to: 'D. Hale', at: '2026-01-01T10:00:00+01:00', how: 'By courier' }
    await test.call('packet.handOver', { case: number, packet: 1, ...given })
    const { items } = await test.call('packet.list', { case: number })
    expect(items[0]?.handedOver).toMatchObject([{ ...given, recordedBy: 'R. Okafor' }])
    expect(await titles()).toContain('Packet handed over to D. Hale')
    expect(await actions()).toContain('1 packet built, all handed over')
    const { anchors } = await test.call('ledger.anchors', {})
    expect(anchors.find(({ kind }) => kind === 'packet')?.who).toBe('D. Hale')
    const { ok } = await test.call('ledger.audit', {})
    expect(ok).toBe(true)
  })
})
