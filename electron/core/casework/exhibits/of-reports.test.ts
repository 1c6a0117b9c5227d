import { createHash, randomBytes } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newVault, testApp, type TestApp } from '../../../../tests/support/app.ts'
import type { Input } from '../../../../shared/contract/contract.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let test: TestApp
beforeEach(async () => {
  test = testApp()
  await newVault(test)
})
afterEach(() => test.end())

const report: Input<'report.add'> = aReport({ channel: 'e-mail', narrative: 'A message with a photo.' })
const photo = randomBytes(70_000)
const sha256 = createHash('sha256').update(photo).digest('hex')
const file = (name: string, bytes: Uint8Array = photo): string => {
  const path = join(test.folder, name)
  writeFileSync(path, bytes)
  return path
}
const blobFiles = (): string[] => globSync('V.holdfast/blobs/*/*', { cwd: test.folder })
const auditIsClean = async (): Promise<void> => {
  const audit = await test.call('ledger.audit', {})
  expect(audit.problems).toEqual([])
}

describe('exhibits of a report', () => {
  it('have their own numbers, are read back and handed over, before there is a case', async () => {
    await test.call('report.add', report)
    const added = await test.call('exhibit.add', { report: 'R-0001', files: [file('a.jpg'), file('b.bin')] })
    expect(added.map(({ number }) => number)).toEqual(['R-0001-E01', 'R-0001-E02'])
    const verified = await test.call('exhibit.verify', { report: 'R-0001' })
    expect(verified).toMatchObject({ ok: true, exhibits: [{ number: 'R-0001-E01', sha256 }, { ok: true }] })
    await test.call('exhibit.recordCustody', {
      exhibit: 'R-0001-E02',
      action: 'transfer',
      to: 'M. Ruiz',
      custodyAt: '2026-11-23T09:00:00-05:00',
    })
    const out = join(test.folder, 'copy')
    await test.call('exhibit.export', { exhibit: 'r-0001-e01', out })
    expect(readFileSync(out)).toEqual(photo)
    const { items } = await test.call('exhibit.list', { report: '1' })
    expect(items[0]).toMatchObject({ caseNumber: null, reportNumber: 'R-0001', kind: 'original', derivedFrom: null })
    await auditIsClean()
  })
  it('are part of the register of the case that the report goes into, own exhibits first', async () => {
    await test.call('report.add', report)
    await test.call('exhibit.add', { report: 'R-0001', files: [file('a.jpg')] })
    const { case: number } = await test.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })
    await test.call('exhibit.add', { case: number, files: [file('own.bin')] })
    await test.call('report.add', report)
    await test.call('exhibit.add', { report: 'R-0002', files: [file('second.jpg')] })
    await test.call('report.merge', { report: 'R-0002', into: number, reason: 'Same sender.' })
    await test.call('exhibit.add', { report: 'R-0001', files: [file('late.jpg')] })
    const { items } = await test.call('exhibit.list', { case: number })
    const numbers = [`${number}-E01`, 'R-0001-E01', 'R-0001-E02', 'R-0002-E01']
    expect(items.map((one) => one.number)).toEqual(numbers)
    expect(new Set(items.map(({ caseNumber }) => caseNumber))).toEqual(new Set([number]))
    expect((await test.call('exhibit.verify', { case: number })).exhibits.map((one) => one.number)).toEqual(numbers)
    expect((await test.call('case.get', { case: number })).counts.exhibits).toBe(4)
    const history = await test.call('case.history', { case: number })
    const kept = history.rows.filter(({ type }) => type === 'exhibit.added')
    expect(kept).toHaveLength(4)
    const { events } = await test.call('case.timeline', { case: number })
    expect(events.filter(({ kind }) => kind === 'exhibit')).toHaveLength(4)
    await auditIsClean()
  })
  it('are shown as they stood, before and after there was a case', async () => {
    await test.call('report.add', report)
    await test.call('exhibit.add', { report: 'R-0001', files: [file('a.jpg')] })
    const before = (await test.call('ledger.head', {})).head.size
    const { case: number } = await test.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })
    const promoted = (await test.call('ledger.head', {})).head.size
    await test.call('exhibit.verify', { case: number })
    const then = await test.call('exhibit.get', { exhibit: 'R-0001-E01', asOf: { entries: before } })
    expect(then).toMatchObject({ caseNumber: null, verifiedAt: null })
    const listed = await test.call('exhibit.list', { report: 'R-0001', asOf: { entries: before } })
    expect(listed.items).toHaveLength(1)
    const ofCase = await test.call('exhibit.list', { case: number, asOf: { entries: promoted } })
    expect(ofCase.items).toMatchObject([{ number: 'R-0001-E01', caseNumber: number, verifiedAt: null }])
    expect((await test.call('case.get', { case: number, asOf: { entries: promoted } })).counts.exhibits).toBe(1)
    const now = await test.call('exhibit.get', { exhibit: 'R-0001-E01', asOf: { entries: promoted + 1 } })
    expect(now.verifiedAt).not.toBeNull()
  })
  it('go into the packet with the proof of their entries', { timeout: 120_000 }, async () => {
    await test.call('report.add', report)
    await test.call('exhibit.add', { report: 'R-0001', files: [file('a.bin')] })
    await test.call('exhibit.recordCustody', {
      exhibit: 'R-0001-E01',
      action: 'transfer',
      to: 'M. Ruiz',
      custodyAt: '2026-11-23T09:00:00-05:00',
    })
    const { case: number } = await test.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })
    const out = join(test.folder, 'packet.pdf')
    await test.call('packet.build', { case: number, recipient: 'Counsel', purpose: 'Advice', out })
    const check = await test.call('packet.verify', { file: out })
    expect(check).toMatchObject({ intact: true, exhibits: [{ number: 'R-0001-E01', sha256, ok: true }] })
  })
  it('go when the record of their case is destroyed, bytes and all', async () => {
    await test.call('report.add', report)
    await test.call('exhibit.add', { report: 'R-0001', files: [file('a.bin')] })
    await test.call('exhibit.verify', { report: 'R-0001' })
    const { case: number } = await test.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })
    await test.call('exhibit.add', { report: 'R-0001', files: [file('b.bin')] })
    await test.call('destruction.order', { case: number, authority: 'Schedule 4', reason: 'Kept long enough.' })
    const [order] = (await test.call('destruction.list', {})).items
    expect(order?.scope).toMatchObject({ exhibits: 2 })
    const passphrase = 'six lamps along the harbour wall'
    await test.call('member.add', { name: 'J. Park', roles: ['supervisor'], passphrase })
    await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase })
    await test.call('destruction.approve', { order: number })
    expect(blobFiles()).toEqual([])
    await expect(test.call('exhibit.get', { exhibit: 'R-0001-E01' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(test.call('exhibit.add', { report: 'R-0001', files: [file('c')] })).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    })
    await auditIsClean()
  })
  it('are refused for neither or both of a case and a report', async () => {
    await test.call('report.add', report)
    await expect(test.call('exhibit.list', {})).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(test.call('exhibit.list', { case: 'x', report: 'R-0001' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  })
})
