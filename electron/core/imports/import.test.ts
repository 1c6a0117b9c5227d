import { mkdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input, Output } from '../../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp } from '../../../tests/support/app.ts'

let test: TestApp
let now = Date.parse('2026-11-23T12:00:00Z')
beforeEach(async () => {
  test = testApp({ clock: { now: () => now, zone: 'America/New_York' } })
  await newVault(test)
})
afterEach(() => test.end())

const file = (name: string, text: string | Uint8Array): string => {
  const path = join(test.folder, name)
  writeFileSync(path, text)
  return path
}
const preview = async (...files: string[]): Promise<Output<'import.preview'>['files']> =>
  (await test.call('import.preview', { files })).files
async function take(...files: string[]): Promise<Output<'import.take'>> {
  const wanted = (await preview(...files)).flatMap(({ file: path, sha256, items }) =>
    sha256 === null ? [] : [{ file: path, sha256, items: items.map(({ index }) => ({ index })) }],
  )
  return test.call('import.take', { files: wanted })
}

const mail = (id: string, words: string): string =>
  [
    'From: "L. Marsh" <l.marsh@example.org>',
    'To: desk@example.org',
    `Message-ID: <${id}@example.org>`,
    'Date: Mon, 23 Nov 2026 06:42:00 -0500',
    'Subject: The van again',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/html',
    '',
    `<p>${words}</p><script>alert(1)</script><img src="https://example.org/pixel">`,
    '--b',
    'Content-Type: text/plain; name=plate.txt',
    'Content-Disposition: attachment; filename=plate.txt',
    '',
    'KJ 4417',
    '--b--',
    '',
  ].join('\r\n')

describe('an e-mail', () => {
  it('becomes a report with its own bytes and its attachments, whatever its file is called', async () => {
    const path = file('holiday.jpg', mail('a', 'It waited &amp; left.'))
    const [shown] = await preview(path)
    expect(shown).toMatchObject({
      kind: 'message',
      items: [{ title: 'The van again', parts: [{ name: 'plate.txt' }] }],
    })
    const { filed } = await take(path)
    expect(filed).toMatchObject([{ report: 'R-0001', exhibits: ['R-0001-E01', 'R-0001-E02'] }])
    const report = await test.call('report.get', { report: 'R-0001' })
    expect(report).toMatchObject({
      narrative: 'It waited & left.',
      reporter: 'L. Marsh',
      reporterContact: 'l.marsh@example.org',
      receivedAt: '2026-11-23T06:42:00-05:00',
      externalId: '<a@example.org>',
      channel: 'e-mail',
    })
    const { items } = await test.call('exhibit.list', { report: 'R-0001' })
    expect(items[1]).toMatchObject({ kind: 'derivative', derivedFrom: { number: 'R-0001-E01', how: 'attachment' } })
    const { rows } = await test.call('ledger.list', { limit: 3 })
    expect(rows.map(({ summary }) => summary).join('\n')).toContain('imported from holiday.jpg')
  })
  it('is refused the second time by its bytes, and nothing stays of the attempt', async () => {
    await take(file('a.eml', mail('a', 'x')))
    const again = await take(file('b.eml', mail('a', 'x')))
    expect(again).toMatchObject({ filed: [], refused: [{ duplicateOf: 'R-0001' }] })
    expect((await test.call('exhibit.list', { report: 'R-0001' })).items).toHaveLength(2)
  })
  it('that says something else under a number of its sender’s that is on record is named, and can be taken', async () => {
    await take(file('a.eml', mail('a', 'hello')))
    const threat = file('b.eml', mail('a', 'I will bring a gun tomorrow'))
    const twin = file('c.eml', mail('a', 'and the day after'))
    const items = (await preview(threat, twin)).flatMap((one) => one.items)
    expect(items).toMatchObject([
      { duplicate: null, namesake: 'report R-0001' },
      { duplicate: null, namesake: 'report R-0001' },
    ])
    expect(items[0]?.problems[0]).toBe(
      'Its sender’s number <a@example.org> is that of report R-0001 too, with other bytes.',
    )
    expect(await take(threat)).toMatchObject({ filed: [{ report: 'R-0002' }], refused: [] })
    const fresh = [file('d.eml', mail('d', 'one')), file('e.eml', mail('d', 'two'))]
    expect((await preview(...fresh)).flatMap((one) => one.items.map(({ namesake }) => namesake))).toEqual([
      null,
      '“The van again” of d.eml',
    ])
  })
  it('at which the disk fails ends the import: what was filed is said, the rest is refused by name', async () => {
    const path = file('a.eml', mail('a', 'x'))
    const [{ sha256 } = { sha256: null }] = await preview(path)
    const loop = join(test.folder, 'loop')
    symlinkSync(loop, loop)
    const map = { narrative: 'n' }
    const wanted = { sha256: sha256 ?? '', items: [{ index: 0 }] }
    const taken = await test.call('import.take', {
      files: [
        { file: path, ...wanted },
        { file: loop, ...wanted, map },
        { file: path, ...wanted },
      ],
    })
    expect(taken.filed).toMatchObject([{ report: 'R-0001' }])
    expect(taken.refused.map((one) => [one.file, one.reason])).toEqual([
      [loop, expect.any(String)],
      [path, 'It was not reached: the import ended at loop.'],
    ])
    await expect(test.call('import.take', { files: [{ file: loop, ...wanted, map }] })).rejects.toMatchObject({
      code: expect.not.stringMatching('CANCELLED') as string,
    })
  })
  it('of a mailbox is taken one by one; the mailbox is kept once', async () => {
    const from = 'From l.marsh@example.org Mon Nov 23 06:42:00 2026\n'
    const box = file('box', `${from}${mail('a', 'one')}\n${from}${mail('b', 'two')}\n${from}${mail('c', 'three')}`)
    const [shown] = await preview(box)
    expect(shown).toMatchObject({ kind: 'mailbox', items: [{ index: 0 }, { index: 1 }, { index: 2 }] })
    const sha256 = shown?.sha256 ?? ''
    await test.call('import.take', { files: [{ file: box, sha256, items: [{ index: 0 }, { index: 2 }] }] })
    const later = await test.call('import.take', {
      files: [{ file: box, sha256, items: [{ index: 1 }, { index: 2 }] }],
    })
    expect(later).toMatchObject({
      filed: [{ report: 'R-0003', index: 1 }],
      refused: [{ index: 2, duplicateOf: 'R-0002' }],
    })
    const register = async (report: string): Promise<unknown> =>
      (await test.call('exhibit.list', { report })).items.map(({ fileName, derivedFrom }) => [
        fileName,
        derivedFrom?.number,
      ])
    expect(await register('R-0001')).toEqual([
      ['box', undefined],
      ['message-0001.eml', 'R-0001-E01'],
      ['plate.txt', 'R-0001-E02'],
    ])
    expect(await register('R-0003')).toEqual([
      ['message-0002.eml', 'R-0001-E01'],
      ['plate.txt', 'R-0003-E01'],
    ])
    expect((await test.call('ledger.audit', {})).problems).toEqual([])
  })
})

describe('an alert', () => {
  it('goes by its sender’s name for it, since another sender may use the same identifier', async () => {
    const alert = (sender: string): string =>
      `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>1</identifier><sender>${sender}</sender><sent>2026-11-23T06:42:00-05:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope></alert>`
    await take(file('a.xml', alert('coast@example.org')))
    const [shown] = await preview(file('b.xml', alert('hills@example.org')))
    expect(shown?.items).toMatchObject([{ externalId: 'hills@example.org,1', namesake: null }])
  })
})

describe('what is hostile', () => {
  it('costs its own file only: entities, depth, a lie about the characters, a pipe, nothing at all', async () => {
    const files = [
      file('bomb.xml', '<!DOCTYPE alert [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><alert>&b;</alert>'),
      file('fetch.xml', '<!DOCTYPE gpx SYSTEM "file:///etc/passwd"><gpx/>'),
      file('deep.xml', `<alert>${'<info>'.repeat(5000)}`),
      file('utf16.xml', Buffer.from('<?xml version="1.0" encoding="utf-8"?><alert>\u00ff</alert>', 'latin1')),
      file('empty', ''),
      file('noise', Buffer.from([0, 1, 2, 3, 255, 254])),
      join(test.folder, 'missing'),
      test.folder,
      file('good.eml', mail('a', 'x')),
    ]
    const shown = await preview(...files)
    expect(shown.map(({ failure }) => failure === null)).toEqual([...files.slice(1).map(() => false), true])
    expect(shown[0]?.failure?.message).toContain('DOCTYPE')
    for (const { failure } of shown) expect(failure?.message ?? '').not.toMatch(/root:|undefined|Error/)
  })
  it('hangs or ends its process: the next file is read by another', async () => {
    await test.end()
    const entry = new URL('../readers/dying.fixture.ts', import.meta.url)
    test = testApp({ reading: { entry, timeLimit: 4000 } })
    await newVault(test)
    const shown = await preview(file('die', 'x'), file('hang', 'x'), file('answer', 'x'))
    expect(shown.map(({ failure }) => failure?.message)).toEqual([
      expect.stringContaining('more memory than a file may'),
      expect.stringContaining('took too long'),
      'answered',
    ])
  })
  it('changed after it was previewed is refused', async () => {
    const path = file('a.eml', mail('a', 'x'))
    const [{ sha256 } = { sha256: null }] = await preview(path)
    writeFileSync(path, mail('a', 'y'))
    const taken = await test.call('import.take', {
      files: [{ file: path, sha256: sha256 ?? '', items: [{ index: 0 }] }],
    })
    expect(taken).toMatchObject({
      filed: [],
      refused: [{ reason: expect.stringContaining('changed since') as string }],
    })
  })
})

describe('a calendar, a table', () => {
  it('lists its events as legs; a rule is kept, a zone that nobody knows is said', async () => {
    const path = file(
      'trip.ics',
      [
        'BEGIN:VCALENDAR',
        'BEGIN:VEVENT',
        'UID:2',
        'SUMMARY:Lisbon to',
        '  Porto',
        'DTSTART;TZID=Europe/Lisbon:20261202T091500',
        'DTEND;TZID=Europe/Lisbon:20261202T121500',
        'LOCATION:Santa Apolónia\\, platform 3',
        'END:VEVENT',
        'BEGIN:VEVENT',
        'UID:1',
        'SUMMARY:Briefing',
        'DTSTART;TZID="Somewhere, Standard Time":20261201T080000',
        'RRULE:FREQ=SECONDLY',
        'END:VEVENT',
        'END:VCALENDAR',
      ].join('\r\n'),
    )
    const [shown] = await preview(path)
    expect(shown).toMatchObject({ kind: 'itinerary', items: [{ category: 'travel', fields: { Legs: '2' } }] })
    const [item] = shown?.items ?? []
    expect(item?.narrative).toContain('Lisbon to Porto')
    expect(item?.narrative).toContain('Santa Apolónia, platform 3')
    expect(item?.problems.join(' ')).toMatch(/IANA.*repeats by a rule/)
  })
  it('suggests what its columns are, and is filed through the mapping with its bytes kept', async () => {
    const path = file(
      'incidents.csv',
      'ID,Reported by,Location,Description\n7,A. Moss,Gate 2,Badge refused twice\n8,,Gate 2,\n',
    )
    const [shown] = await preview(path)
    expect(shown?.table?.guess).toEqual({
      narrative: 'Description',
      externalId: 'ID',
      reporter: 'Reported by',
      place: { name: 'Location' },
    })
    const map = shown?.table?.guess ?? { narrative: '' }
    const taken = await test.call('import.take', {
      files: [{ file: path, sha256: shown?.sha256 ?? '', items: [], map }],
    })
    expect(taken).toMatchObject({ filed: [{ report: 'R-0001', exhibits: ['R-0001-E01'] }], rejected: [{ line: 3 }] })
  })
})

describe('a table with times of day', () => {
  const rows = 'what,year,month,day,hour,minute,where\n'
  const at = { year: 'year', month: 'month', day: 'day', hour: 'hour', minute: 'minute' }
  it('is refused when nothing says in which zone they are', async () => {
    const path = file('times.csv', `${rows}At the gate,2026,11,23,23,30,\n`)
    const map = { narrative: 'what', occurredAt: at }
    const refused = { code: 'INVALID_INPUT', message: expect.stringContaining('no time zone') as string }
    await expect(test.call('report.import', { file: path, map })).rejects.toMatchObject(refused)
    expect((await test.call('report.list', {})).total).toBe(0)
  })
  it('is taken in with one zone for all, or with that of each row; a row without is refused, a day without is a day', async () => {
    const path = file(
      'times.csv',
      `${rows}At the gate,2026,11,23,23,30,America/New_York\nAt noon,2026,11,23,12,,\nThat day,2026,11,23,,,\n`,
    )
    const each = { narrative: 'what', occurredAt: { ...at, zone: 'where' } }
    expect(await test.call('report.import', { file: path, map: each })).toMatchObject({
      imported: 2,
      rejected: [{ line: 3, reason: 'there is a time of day but no zone: “2026-11-23T12”' }],
      skipped: 0,
    })
    const { items } = await test.call('report.list', { order: 'newest' })
    expect(items.map(({ occurredAt }) => occurredAt)).toContainEqual({
      value: '2026-11-23T23:30',
      zone: 'America/New_York',
      precision: 'minute',
    })
    const all = { narrative: 'what', occurredAt: { ...at, zone: { constant: 'America/New_York' } } }
    expect(await test.call('report.import', { file: path, map: all })).toMatchObject({ imported: 1, skipped: 2 })
  })
})

describe('a table that comes again', () => {
  const words = (rows: string[]): string => `n,reported by\n${rows.map((row) => `${row},Ada\n`).join('')}`
  const importIt = async (path: string, map: Input<'import.take'>['files'][number]['map']) => {
    const [shown] = await preview(path)
    return test.call('import.take', { files: [{ file: path, sha256: shown?.sha256 ?? '', items: [], map }] })
  }
  it('from the very same file gives only the rows that could not be reports the first time', async () => {
    const path = file('gates.csv', words(['Badge refused', '', 'Door held open']))
    const map = { narrative: 'n' }
    expect(await importIt(path, map)).toMatchObject({ filed: [{ index: 2 }, { index: 4 }], rejected: [{ line: 3 }] })
    const again = await importIt(path, map)
    expect(again).toMatchObject({ filed: [], rejected: [{ line: 3 }], skipped: [{ file: path, rows: 2 }] })
    const mended = await importIt(path, { narrative: ['n', 'reported by'] })
    expect(mended).toMatchObject({ filed: [{ report: 'R-0003', index: 3 }], skipped: [{ rows: 2 }] })
    expect(await test.call('report.import', { file: path, map })).toMatchObject({
      imported: 0,
      rejected: [],
      skipped: 3,
    })
  })
  it('in another file is told by its numbers, unless a row says something else under one', async () => {
    const map = { narrative: 'n', externalId: 'id' }
    await importIt(file('monday.csv', 'id,n\n7,Badge refused\n8,Door held open\n'), map)
    now += 60_000
    const next = await importIt(file('tuesday.csv', 'id,n\n7,Badge refused\n8,He came back with a gun\n'), map)
    expect(next).toMatchObject({ filed: [{ report: 'R-0003', index: 3 }], rejected: [{ line: 2 }] })
  })
})

describe('a watched folder', () => {
  it('shows what lies there once it has stopped growing, follows no link, and files nothing', async () => {
    const folder = join(test.folder, 'drop')
    mkdirSync(folder)
    const path = file('drop/a.eml', mail('a', 'x'))
    symlinkSync('/etc/passwd', join(folder, 'link'))
    const waiting = async (): Promise<Output<'import.waiting'>> => test.call('import.waiting', { folder })
    expect((await waiting()).waiting).toMatchObject([{ name: 'a.eml', settled: false }])
    now += 1000
    writeFileSync(path, mail('a', 'longer'))
    expect((await waiting()).waiting).toMatchObject([{ settled: false }])
    now += 2000
    const found = await waiting()
    expect(found.waiting).toMatchObject([{ name: 'a.eml', settled: true }])
    expect(found.passedOver).toContainEqual({ name: 'link', why: 'it is a symbolic link' })
    expect((await test.call('report.list', { disposition: 'all' })).total).toBe(0)
    await take(path)
    expect((await waiting()).passedOver).toContainEqual({ name: 'a.eml', why: 'on record as R-0001' })
    // Another file in its place, of its size and with its time of writing: what the first one was says nothing of it.
    const { atime, mtime } = statSync(path)
    writeFileSync(path, mail('b', 'longer'))
    utimesSync(path, atime, mtime)
    expect((await waiting()).waiting).toMatchObject([{ name: 'a.eml', settled: false }])
    now += 2000
    expect((await waiting()).waiting).toMatchObject([{ name: 'a.eml', settled: true }])
  })
})

describe('a calendar', () => {
  const trip =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Train from Porto to Lisbon\r\nDTSTART:20261123T064200Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n'
  it('proposes legs that name their file, and records nothing', async () => {
    const { head } = await test.call('vault.info', {})
    const proposed = await test.call('import.legs', { file: file('trip.ics', trip) })
    expect(proposed).toMatchObject({
      name: 'trip.ics',
      legs: [{ says: 'Train from Porto to Lisbon', mode: 'rail', from: 'Porto', to: 'Lisbon' }],
    })
    expect(proposed.legs[0]?.notes).toBe(
      `“Train from Porto to Lisbon” in the calendar file trip.ics, SHA-256 ${proposed.sha256}.`,
    )
    expect((await test.call('vault.info', {})).head).toEqual(head)
  })
  it('is refused as a journey when it has no events, or is none', async () => {
    const legs = (name: string, text: string) => test.call('import.legs', { file: file(name, text) })
    await expect(legs('a.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    await expect(legs('b.ics', mail('a', 'x'))).rejects.toThrow('b.ics is no calendar file.')
  })
})

describe('what the preview says of a report', () => {
  it('goes on record with it, of a message and of the rows of a table', async () => {
    const odd = file('odd.eml', mail('odd', '2<sup>3</sup> vans').replace('23 Nov 2026', '23 Nov 2099'))
    const [seen] = await preview(odd)
    const { filed } = await take(odd)
    const { source } = await test.call('report.get', { report: filed[0]?.report ?? '' })
    expect(source).toEqual({
      fileName: 'odd.eml',
      problems: [...(seen?.problems ?? []), ...(seen?.items[0]?.problems ?? [])],
    })
    expect(source?.problems.join()).toContain('2099')

    const table = file('t.csv', 'When,What\n10/14/2026 6:42 AM EST,by the gate\n10/15/2026 6:42 AM EST,again\n')
    const [{ table: guessed, problems } = { table: null, problems: [] }] = await preview(table)
    expect(problems.join()).toMatch(/names no zone by “EST”.*America\/New_York/)
    expect(guessed?.guess ?? null).toBeNull()
    const map = { narrative: 'What', occurredAt: { column: 'When', form: 'month-first' } } as const
    const { imported, rejected } = await test.call('report.import', { file: table, map })
    expect(imported).toBe(0)
    expect(rejected[0]?.reason).toMatch(/its zone is an abbreviation.*America\/New_York.*EST/)
    const told = { ...map, occurredAt: { ...map.occurredAt, zone: { constant: 'America/New_York' } } }
    expect((await test.call('report.import', { file: table, map: told })).imported).toBe(2)
    const { items } = await test.call('report.list', { disposition: 'all', limit: 1 })
    const row = await test.call('report.get', { report: items[0]?.number ?? '' })
    expect(row.source?.problems.join()).toContain('is taken for America/New_York, as the mapping says')
  })
})
