import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let test: TestApp
let caseNumber: string
let exhibit: string
beforeEach(async () => {
  test = testApp()
  caseNumber = await newCase(test)
  const path = join(test.folder, 'letter.txt')
  writeFileSync(path, 'one\ntwo\nthree\n')
  const [added] = await test.call('exhibit.add', { case: caseNumber, files: [path] })
  exhibit = added?.number ?? ''
})
afterEach(() => test.end())

describe('marks', () => {
  it('stand at places of exhibits, are said anew and withdrawn, and each of it stays in the ledger', async () => {
    const first = await test.call('mark.make', {
      exhibit,
      at: 'line 2',
      labels: ['gate', 'gate'],
      why: 'It names him.',
    })
    const second = await test.call('mark.make', { exhibit, at: 'lines 2-3', comment: 'See the call of Monday.' })
    expect([first.number, second.number]).toEqual([`${exhibit}.1`, `${exhibit}.2`])
    await test.call('mark.change', { mark: first.number, labels: ['lobby'], comment: null, why: 'It names her.' })
    const { items, labels } = await test.call('mark.list', { case: caseNumber })
    expect(items).toMatchObject([
      { number: first.number, at: 'line 2', labels: ['lobby'], why: 'It names her.', changedBy: 'R. Okafor' },
      { number: second.number, at: 'lines 2–3', comment: 'See the call of Monday.', changedBy: null },
    ])
    expect(labels).toEqual(['lobby'])
    expect((await test.call('mark.list', { exhibit, label: 'lobby' })).items).toHaveLength(1)
    const onTimeline = async (): Promise<unknown[]> =>
      (await test.call('case.timeline', { case: caseNumber })).events.filter(({ kind }) => kind === 'mark')
    expect(await onTimeline()).toMatchObject([
      { title: `Mark ${first.number}`, text: 'It names her. · lobby', place: { exhibit, at: 'line 2' } },
      { title: `Mark ${second.number}`, text: 'See the call of Monday.', place: { exhibit, at: 'lines 2–3' } },
    ])
    await test.call('mark.withdraw', { mark: first.number, reason: 'Another man' })
    expect(await onTimeline()).toHaveLength(1)
    expect((await test.call('mark.list', { exhibit })).items.map(({ number }) => number)).toEqual([second.number])
    await expect(test.call('mark.withdraw', { mark: first.number, reason: 'Again' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('was withdrawn') as string,
    })
    // A number is not used again.
    expect((await test.call('mark.make', { exhibit, labels: ['x'] })).number).toBe(`${exhibit}.3`)
    expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true })
  })

  it('say something, at a place that there is a form for, in an exhibit that there is', async () => {
    for (const input of [
      { exhibit },
      { exhibit, comment: ' ' },
      { exhibit, at: 'somewhere', why: 'w' },
      { exhibit, labels: Array.from({ length: 21 }, (_, n) => `l${n}`) },
    ])
      await expect(test.call('mark.make', input)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(test.call('mark.make', { exhibit: '2020-001-E09', why: 'w' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(test.call('mark.list', {})).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(test.call('mark.list', { case: caseNumber, exhibit })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('made on a report’s exhibit before the report had a case are destroyed with the case', async () => {
    const second = 'seven lanterns over quiet water'
    await test.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
    const path = join(test.folder, 'threat.txt')
    writeFileSync(path, 'four')
    const taken = await test.call('report.take', { report: aReport({ narrative: 'It came by post.' }), files: [path] })
    const kept = taken.exhibits[0]?.exhibit ?? ''
    const { mark } = await test.call('mark.make', { exhibit: kept, comment: 'secret words' })
    await test.call('mark.change', { mark, comment: 'more secret words', labels: [], why: null })
    const { case: doomed } = await test.call('report.promote', { report: taken.report, title: 'T', owner: 'R. Okafor' })
    const marked = async (): Promise<string> => {
      const { rows } = await test.call('ledger.list', { limit: 100 })
      const of = rows.filter(({ type }) => type.startsWith('mark.'))
      const entries = await Promise.all(of.map(({ seq }) => test.call('ledger.entry', { seq })))
      expect(entries).toHaveLength(2)
      return JSON.stringify(entries)
    }
    expect(await marked()).toContain('more secret words')
    const { order } = await test.call('destruction.order', {
      case: doomed,
      authority: 'Schedule 7',
      reason: 'Six years',
    })
    await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase: second })
    await test.call('destruction.approve', { order })
    expect(await marked()).not.toContain('secret words')
    expect(await test.call('ledger.audit', {})).toMatchObject({ ok: true })
  })
})
