import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../tests/support/app.ts'
import { caseNumberOf } from './casework/cases/index.ts'
import { historyHandlers } from './record/history/router.ts'
import { unlockSession } from './session.ts'
import { aReport } from '../../tests/support/builders.ts'

let test: TestApp
beforeEach(async () => {
  test = testApp()
  await newVault(test)
})
afterEach(() => test.end())

const report = aReport()
const promote = async (title: string, followUpDue: string | null = null): Promise<string> => {
  const { report: number } = await test.call('report.add', report)
  return (await test.call('report.promote', { report: number, title, owner: 'R. Okafor', followUpDue })).case
}

describe('texts that have no form in the record are refused by name', () => {
  const broken = 'a\ud800b'
  const refused = { code: 'INVALID_INPUT', message: expect.stringContaining('broken character') as string }
  it('a broken character in a line, in the name of a field, in a note', async () => {
    await expect(test.call('report.add', { ...report, place: { name: broken } })).rejects.toMatchObject(refused)
    await expect(test.call('report.add', { ...report, fields: { [broken]: 'x' } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    const number = await promote('T')
    const content = [{ type: 'paragraph', content: [{ type: 'text', text: broken }] }]
    await expect(
      test.call('note.save', { case: number, title: 'N', body: { type: 'doc', content } }),
    ).rejects.toMatchObject(refused)
  })
  it('a field of a name that would be lost in silence', async () => {
    const fields = JSON.parse('{"__proto__": "Seen by the guard", "colour": "blue"}') as Record<string, string>
    await expect(test.call('report.add', { ...report, fields })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('__proto__') as string,
    })
    const file = join(test.folder, 'r.csv')
    writeFileSync(file, 'n,w\nx,Seen by the guard\n')
    const map = { narrative: 'n', fields: { w: '__proto__' } }
    expect(await test.call('report.import', { file, map }).catch((thrown: unknown) => thrown)).toMatchObject({
      imported: 0,
      rejected: [{ line: 2 }],
    })
  })
  it('a path that no system takes', async () => {
    for (const call of [
      test.call('packet.verify', { file: '/tmp/a\0b' }),
      test.call('exhibit.export', { exhibit: 'x', out: '/tmp/a\0b' }),
      test.call('vault.unlock', { dir: '/tmp/a\0b', passphrase }),
    ])
      await expect(call).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
  it('a note with more nodes than anybody types', async () => {
    const number = await promote('T')
    const content = Array.from({ length: 400_000 }, () => ({}))
    await expect(
      test.call('note.save', { case: number, title: 'N', body: { type: 'doc', content } }),
    ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })
})

describe('what a role may not see', () => {
  it('is not in the ledger’s lists for those who may read the ledger but no case', async () => {
    const number = await promote('The minister’s house')
    await test.call('vault.lock', {})
    const dir = join(test.folder, 'V.holdfast')
    const { workspace } = await unlockSession(test.ports, { dir, passphrase }, () => undefined)
    const context = { signal: new AbortController().signal, progress: () => undefined }
    for (const role of ['auditor', 'administrator'] as const) {
      const handlers = historyHandlers(
        { ...workspace, member: { ...workspace.member, roles: [role] } },
        { caseNumber: caseNumberOf },
      )
      const list = await handlers['ledger.list']({ limit: 10 }, context)
      const all = []
      for (const { seq } of list.rows) all.push(await handlers['ledger.entry']({ seq }, context))
      expect(JSON.stringify([list, all.map(({ payload }) => payload)])).not.toContain('minister')
      expect(all.at(-1)?.payload).toContain('Test vault')
      expect(list.rows[0]?.caseNumber).toBe(number)
    }
    await workspace.vault.close()
  })
})

describe('a file without an end of line', () => {
  it('is refused in its first part, by what it lacks', async () => {
    const file = join(test.folder, 'long.csv')
    writeFileSync(file, Buffer.alloc(70 * 1024 * 1024, 'a'))
    await expect(test.call('report.import', { file, map: { narrative: 'n' } })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('no line that names the columns within its first 4.2 MB') as string,
    })
  })
})

describe('times at the edges', () => {
  it('sort follow-ups by the moment that they mean, whatever the offset', async () => {
    await promote('later', '2026-11-23T23:00:00-05:00')
    await promote('sooner', '2026-11-24T01:00:00Z')
    await promote('never')
    const { items } = await test.call('case.list', {})
    expect(items.map(({ title }) => title)).toEqual(['sooner', 'later', 'never'])
  })
  it('never keep a case from being shown', async () => {
    for (const receivedAt of ['9999-12-31T23:59:59-12:00', '0001-01-01T00:00:00+14:00', '2026-11-23T06:42Z']) {
      const zone = 'Pacific/Kiritimati'
      for (const value of ['0001', '0050', '9999']) {
        const { report: number } = await test.call('report.add', {
          ...report,
          receivedAt,
          occurredAt: { value, zone, precision: 'year' },
        })
        const { case: id } = await test.call('report.promote', {
          report: number,
          title: 'T',
          owner: 'R. Okafor',
          followUpDue: receivedAt,
        })
        const { events } = await test.call('case.timeline', { case: id })
        expect(events.length).toBeGreaterThan(1)
      }
      const { report: number } = await test.call('report.add', { ...report, receivedAt })
      const { case: id } = await test.call('report.promote', { report: number, title: 'T', owner: 'R. Okafor' })
      await test.call('case.timeline', { case: id })
    }
  })
})
