import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp, passphrase } from '../../../../tests/support/app.ts'
import { unlockSession } from '../../session.ts'
import type { Reader } from '../../record/vault/index.ts'
import { join } from 'node:path'
import { seenBefore } from './seen.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const report = async (more: Partial<Input<'report.add'>>): Promise<string> =>
  (
    await t.call('report.add', {
      channel: 'phone',
      receivedAt: '2026-11-23T06:42:00-05:00',
      reporter: null,
      category: 'other',
      narrative: 'x',
      ...more,
    })
  ).report

describe('what was seen before', () => {
  test('is found however it is typed: case, accents, spaces, dashes, @, codes of countries, the order of names', async () => {
    const add = async (name: string, more: Partial<Input<'subject.add'>> = {}): Promise<string> =>
      (await t.call('subject.add', { kind: 'person', name, ...more })).subject
    const beatriz = await add('Beatriz Falcão', { identifiers: [{ type: 'phone', value: '+351 912 345 678' }] })
    const van = await add('White van', { kind: 'vehicle', identifiers: [{ type: 'plate', value: 'KVR 4471' }] })
    const account = await add('gauge face', {
      kind: 'account',
      identifiers: [{ type: 'handle', value: '@gauge_face' }],
    })
    const dock = await add('Loading dock', { kind: 'place', details: { address: '4 Harlan Street' } })
    const written = await add('M. Sorensen', { details: { contact: 'm.sorensen@example.org' } })
    const asked: [typed: string, found: string, why: string][] = [
      ['beatriz falcao', beatriz, 'name'],
      ['FALCÃO, Beatriz', beatriz, 'name'],
      ['falc', beatriz, 'name'],
      ['912 345 678', beatriz, 'phone +351 912 345 678'],
      ['00351-912345678', beatriz, 'phone +351 912 345 678'],
      ['kvr-4471', van, 'plate KVR 4471'],
      ['KVR4471', van, 'plate KVR 4471'],
      ['kvr4', van, 'plate KVR 4471'],
      ['gauge_face', account, 'handle @gauge_face'],
      ['harlan street', dock, 'address 4 Harlan Street'],
      ['M.Sorensen@Example.org', written, 'contact'],
    ]
    for (const [text, number, why] of asked) {
      const { subjects } = await t.call('subject.seen', { text })
      expect(
        subjects.map((one) => [one.number, one.why]),
        text,
      ).toContainEqual([number, why])
    }
    for (const text of ['912 345 679', 'kvr4472', 'falcon', 'f', '', '   ', '@'])
      expect((await t.call('subject.seen', { text })).subjects, text).toEqual([])
  })

  test('names the reports that mention it, why, and what became of them', async () => {
    const declined = await report({ narrative: 'A van, KVR 4471, stood at the gate.' })
    await t.call('report.decline', { report: declined, reason: 'A delivery' })
    const called = await report({
      reporter: { name: 'Wes Tolland', contact: '+1 212 555 0147' },
      place: { name: 'North gate' },
    })
    const why = async (text: string, kind: Input<'subject.seen'>['kind'] = 'any', except?: string) =>
      (await t.call('subject.seen', { text, kind, except })).reports.map((one) => [
        one.number,
        one.disposition,
        one.why,
      ])
    expect(await why('kvr 4471')).toEqual([[declined, 'declined', 'mentions kvr4471']])
    expect(await why('212 555 0147')).toEqual([[called, 'open', 'mentions telephone 12125550147']])
    expect(await why('wes toll')).toEqual([[called, 'open', 'reporter Wes Tolland']])
    expect(await why('north GATE', 'place')).toEqual([[called, 'open', 'place North gate']])
    expect(await why('north gate', 'person')).toEqual([])
    expect(await why('wes tolland', 'any', called)).toEqual([])
    // Who is named by a name is also found by the plate that is on record for them.
    const { subject } = await t.call('subject.add', {
      kind: 'person',
      name: 'Owen Pryce',
      identifiers: [{ type: 'plate', value: 'KVR-4471' }],
    })
    expect(await why('owen pryce')).toEqual([[declined, 'declined', `mentions plate KVR-4471 of ${subject}`]])
  })

  test('finds a name of two words in the words of reports, in either order, once they were read', async () => {
    const named = await report({ narrative: 'ACCESS DENIED holder PRYCE OWEN status REVOKED' })
    await report({ narrative: 'Owen was here, and so was another man.' })
    const asked = async () => (await t.call('subject.seen', { text: 'Owen Pryce', kind: 'person' })).reports
    await expect.poll(asked).toMatchObject([{ number: named, why: 'tells of “owen pryce”' }])
  })

  test('finds words in reports without an index too: accents both ways, a place in its order, one rare word, no common one', async () => {
    await t.end()
    t = testApp({ host: 'cli' })
    await newVault(t)
    const beatriz = await report({ narrative: 'Beatriz Falcão stood by the North gate again.' })
    await report({ narrative: 'The gate on the north side was open.' })
    for (let n = 0; n < 13; n++) await report({ narrative: `A driver, and another one, ${n}` })
    const told = async (text: string, kind: Input<'subject.seen'>['kind'] = 'any') => {
      const { reports, complete } = await t.call('subject.seen', { text, kind })
      expect(complete, text).toBe(true)
      return reports.map(({ number, why }) => [number, why])
    }
    expect(await told('beatriz falcão')).toEqual([[beatriz, 'tells of “beatriz falcao”']])
    expect(await told('north gate', 'place')).toEqual([[beatriz, 'tells of “north gate”']])
    expect(await told('FALCÃO')).toEqual([[beatriz, 'tells of “falcao”']])
    expect(await told('driver')).toEqual([])
  })

  test('by a report: who its facts, its answers and its own words name, those first that went into a case', async () => {
    const place = { name: 'Loading dock' }
    const cased = await report({ place, narrative: 'A man waited.' })
    const { case: number } = await t.call('report.promote', { report: cased, title: 'T', owner: 'R. Okafor' })
    const later = await report({ place, narrative: 'Somebody waited again.' })
    const other = await report({ narrative: 'A call from +1 212 555 0147.' })
    const add = async (name: string, more: Partial<Input<'subject.add'>> = {}): Promise<string> =>
      (await t.call('subject.add', { kind: 'person', name, ...more })).subject
    const pryce = await add('Owen Pryce', {
      aliases: [{ name: 'Gauge Face', confidence: 'low', basis: 'Handwriting' }],
    })
    const hale = await add('Dana Hale')
    const driver = await add('Driver')
    const now = await report({
      category: 'threat',
      place,
      narrative: 'The driver said that “gauge face” calls from +1 212 555 0147, and knows Pryce.',
      occurredAt: { value: '2026-11-22', zone: 'UTC', precision: 'day' },
      form: { key: 'threat' },
      fields: { 'Who is threatened': 'Dana Hale', 'How it was made': 'By telephone' },
    })
    const seen = await t.call('subject.seen', { report: now })
    expect(seen.subjects.map((one) => [one.number, one.why])).toEqual([
      [hale, 'name'],
      [pryce, 'named: “Gauge Face”'],
    ])
    expect(seen.subjects.map((one) => one.number)).not.toContain(driver)
    expect(seen.reports.map((one) => [one.number, one.caseNumber, one.why])).toEqual([
      [cased, number, 'place Loading dock'],
      [later, null, 'place Loading dock'],
      [other, null, 'mentions telephone 12125550147'],
    ])
    await expect(t.call('subject.seen', { report: now, text: 'x' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  test('a country is no place that was seen before; the same spot is, under any name', async () => {
    const somalia = { name: 'Somalia', latitude: 5.152149, longitude: 46.199616 }
    for (let n = 0; n < 5; n++)
      await report({ place: somalia, narrative: `1 ICRC and 3 UN staff were held in Somalia on the 24th, ${n}.` })
    const inSomalia = await report({ place: somalia, narrative: 'On the 24th 3 UN and 1 ICRC drivers were let go.' })
    expect(await t.call('subject.seen', { report: inSomalia })).toMatchObject({ reports: [], reportsInAll: 0 })
    expect((await t.call('subject.seen', { text: 'Somalia', kind: 'place' })).reports).toEqual([])
    expect((await t.call('subject.seen', { text: '3 UN' })).reports).toEqual([])
    const gate = { latitude: 52.3702, longitude: 4.8952 }
    const first = await report({ place: { name: 'North gate', ...gate }, narrative: 'A grey van waited.' })
    const again = await report({
      place: { name: 'The barrier up north', latitude: 52.37021, longitude: 4.89521 },
      narrative: 'Somebody photographed the fence.',
    })
    const seen = await t.call('subject.seen', { report: again })
    expect(seen.reports.map(({ number, why }) => [number, why])).toEqual([
      [first, 'same place, North gate (1 m apart)'],
    ])
    expect(seen.reportsInAll).toBe(1)
  })

  test('costs the same on a large vault: every step goes by an index, and what is read has a bound', async () => {
    const csv = ['n,reporter,place']
    for (let n = 0; n < 6000; n++)
      csv.push(`Van KVR ${n % 100} and phone +1 212 555 ${1000 + (n % 9000)},Wes Tolland,North gate`)
    const { writeFileSync } = await import('node:fs')
    const file = join(t.folder, 'many.csv')
    writeFileSync(file, csv.join('\n'))
    await t.call('report.import', { file, map: { narrative: 'n', reporter: 'reporter', place: { name: 'place' } } })
    for (let n = 0; n < 400; n++)
      await t.call('subject.add', {
        kind: 'person',
        name: `Wes ${n}`,
        identifiers: [{ type: 'plate', value: `KVR ${n}` }],
      })
    await t.call('vault.lock', {})
    const { workspace } = await unlockSession(
      t.ports,
      { dir: join(t.folder, 'V.holdfast'), passphrase },
      () => undefined,
    )
    const seen = new Set<string>()
    let [rows, steps] = [0, 0]
    const count = (asked: { sql: string } | string, found: number): void => {
      seen.add(typeof asked === 'string' ? asked : asked.sql)
      steps += 1
      rows += found
    }
    const real = workspace.db as unknown as Record<'all' | 'get', (...asked: unknown[]) => never>
    const counting: Reader = {
      all: (asked: { sql: string } | string, ...values: unknown[]): never[] => {
        const found: never[] = real.all(asked, ...values)
        count(asked, found.length)
        return found
      },
      get: (asked: { sql: string } | string, ...values: unknown[]) => {
        count(asked, 1)
        return real.get(asked, ...values)
      },
    }
    for (const text of ['wes tolland', 'wes', 'kvr', 'kvr 12', '+1 212 555 1001', 'north gate']) {
      ;[rows, steps] = [0, 0]
      seenBefore(counting, { text, kind: 'any' }, { all: false })
      expect(steps, text).toBeLessThan(1500)
      expect(rows, text).toBeLessThan(6500)
    }
    for (const sql of seen) {
      const plan = workspace.db.all<{ detail: string }>(
        `explain query plan ${sql}`,
        ...(sql.match(/\?/g)?.map(() => '') ?? []),
      )
      expect(
        plan.filter(({ detail }) => /^SCAN (?!json_each|part|CONSTANT)/.test(detail)),
        sql,
      ).toEqual([])
    }
    await workspace.vault.close()
  }, 120_000)
})
