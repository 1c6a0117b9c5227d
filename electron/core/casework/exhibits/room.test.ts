import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

let test: TestApp
let caseNumber: string
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

beforeAll(async () => {
  test = testApp()
  caseNumber = await newCase(test)
  mkdirSync(join(test.folder, 'Desk'))
  const write = (name: string, bytes: string | Buffer): string => {
    writeFileSync(join(test.folder, name), bytes)
    return join(test.folder, name)
  }
  const keep = (files: string[], collectedBy: string, collectedAt: string): Promise<unknown> =>
    test.call('exhibit.add', { case: caseNumber, files, collectedBy, collectedAt })
  await keep([write('zebra.txt', 'a'), write('Café note.txt', 'letters')], 'M. Sato', '2026-11-22T23:30:00-05:00')
  await keep(
    [write('gate 10.png', png), write('gate 2.png', Buffer.concat([png, Buffer.alloc(9)]))],
    'A. Ruiz',
    '2026-11-23T06:00:00+09:00',
  )
  writeFileSync(join(test.folder, 'Desk', 'plan.txt'), 'plan of the lobby')
  const { batch } = await test.call('ingest.add', {
    case: caseNumber,
    files: [join(test.folder, 'Desk')],
    collectedBy: 'M. Sato',
  })
  await test.call('ingest.run', { batch })
  await test.call('exhibit.derive', { exhibit: `${caseNumber}-E03`, at: 'box 0,0 1×1' })
})
afterAll(() => test.end())

type Question = Parameters<typeof test.call<'exhibit.room'>>[1]
const names = async (question: Question): Promise<string[]> =>
  (await test.call('exhibit.room', { case: caseNumber, ...question })).items.map(({ fileName }) => fileName)

describe('the room of a case’s exhibits', () => {
  it('is sent by pages, with how many there are and where one stands', async () => {
    const holds = `${caseNumber}-E04`
    const page = await test.call('exhibit.room', { case: caseNumber, limit: 2, offset: 2, holds })
    expect(page).toMatchObject({ total: 6, place: 3, groups: [] })
    expect(page.items.map(({ number }) => number)).toEqual([`${caseNumber}-E03`, `${caseNumber}-E04`])
    const { numbers } = await test.call('exhibit.order', { case: caseNumber })
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${caseNumber}-E0${n}`))
    expect(await test.call('exhibit.room', { limit: 1 })).toMatchObject({ total: 6 })
  })

  it('sorts by numbers in names, by size and by the moment, whatever the zone', async () => {
    expect((await names({ sort: 'name' })).slice(0, 3)).toEqual(['Café note.txt', 'gate 2.png', 'gate 10 crop.png'])
    expect((await names({ sort: 'size' }))[0]).toBe('zebra.txt')
    // 06:00 in Tokyo lies before 23:30 in New York of the day before.
    expect((await names({ sort: 'collected' })).slice(0, 2)).toEqual(['gate 10.png', 'gate 2.png'])
    expect((await names({ sort: 'number', descending: true }))[5]).toBe('zebra.txt')
  })

  it('groups by sort of file, person, source and stated day, and a sort holds within each', async () => {
    const groups = async (group: 'kind' | 'person' | 'source' | 'day'): Promise<unknown> =>
      (await test.call('exhibit.room', { case: caseNumber, group })).groups.map(({ name, count }) => [name.name, count])
    expect(await groups('kind')).toEqual([
      ['picture', 3],
      ['text', 3],
    ])
    expect(await groups('person')).toEqual([
      ['A. Ruiz', 2],
      ['M. Sato', 3],
      ['R. Okafor', 1],
    ])
    expect(await groups('source')).toEqual([
      ['', 4],
      ['Desk', 1],
      [`${caseNumber}-E03`, 1],
    ])
    expect(((await groups('day')) as unknown[]).slice(1)).toEqual([
      ['2026-11-23', 2],
      ['2026-11-22', 2],
    ])
    expect(await names({ group: 'kind', sort: 'name', descending: true })).toEqual([
      'gate 10.png',
      'gate 10 crop.png',
      'gate 2.png',
      'zebra.txt',
      'plan.txt',
      'Café note.txt',
    ])
  })

  it('finds by all words, without regard to case and accents, in names, paths and people', async () => {
    expect(await names({ words: 'CAFE note' })).toEqual(['Café note.txt'])
    expect(await names({ words: 'desk/plan' })).toEqual(['plan.txt'])
    expect(await names({ words: 'ruiz gate' })).toEqual(['gate 10.png', 'gate 2.png'])
    expect(await test.call('exhibit.room', { case: caseNumber, words: 'nothing like it' })).toMatchObject({ total: 0 })
  })

  it('tells the family of an exhibit, from any of them', async () => {
    for (const exhibit of ['E03', 'E06'].map((short) => `${caseNumber}-${short}`)) {
      const { items } = await test.call('exhibit.lineage', { exhibit })
      expect(items).toMatchObject([
        { number: `${caseNumber}-E03`, depth: 0, how: null, kind: 'original' },
        {
          number: `${caseNumber}-E06`,
          depth: 1,
          how: expect.stringContaining('cropped by sharp') as string,
          kind: 'derivative',
        },
      ])
    }
  })

  it('reads back those that are chosen, and no stranger', async () => {
    const only = [`${caseNumber}-E02`, `${caseNumber}-E05`]
    const { exhibits } = await test.call('exhibit.verify', { case: caseNumber, only })
    expect(exhibits.map(({ number }) => number)).toEqual(only)
    const strange = test.call('exhibit.verify', { case: caseNumber, only: ['2020-001-E01'] })
    await expect(strange).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
