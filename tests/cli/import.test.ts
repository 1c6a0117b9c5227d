import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { desk, handAt, makeVault, type Desk, type Hand } from '../support/command.ts'
import { enclosed, random, sealed } from '../support/sealed-report.ts'

// What others send, taken in at the command line: each file whole or not at all, each of them once.

const mail = [
  'From: "L. Marsh" <l.marsh@example.org>',
  'Message-ID: <a@example.org>',
  'Date: Mon, 23 Nov 2026 06:42:00 -0500',
  'Subject: The van again',
  'Content-Type: text/plain',
  '',
  'It waited at the north door.',
  '',
].join('\r\n')
const alert = `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>storm-1</identifier>
<sender>office@example.org</sender><sent>2026-11-23T06:42:00-05:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope>
<info><category>Met</category><event>Storm</event><urgency>Expected</urgency><severity>Severe</severity><certainty>Likely</certainty></info></alert>`
const track = `<gpx version="1.1" creator="Watch" xmlns="http://www.topografix.com/GPX/1/1"><trk><name>Morning drive</name><trkseg>
<trkpt lat="38.71" lon="-9.14"><time>2026-11-23T06:40:00Z</time></trkpt></trkseg></trk></gpx>`
const trip = [
  'BEGIN:VCALENDAR',
  'BEGIN:VEVENT',
  'SUMMARY:Train ICE 611 from Cologne to Munich',
  'DTSTART;TZID=Europe/Berlin:20261123T064200',
  'DTEND;TZID=Europe/Berlin:20261123T111400',
  'END:VEVENT',
  'END:VCALENDAR',
  '',
].join('\r\n')
const table = 'Number,Narrative,Year,Month\n7,Badge refused twice,2026,11\n8,,2026,11\n9,Door held open,2026,\n'

let at: Desk
let hand: Hand
let vault = ''
const Taken = z.object({
  filed: z.array(z.object({ file: z.string(), index: z.int(), report: z.string(), exhibits: z.array(z.string()) })),
  refused: z.array(
    z.object({ file: z.string(), reason: z.string(), next: z.string(), duplicateOf: z.string().nullable() }),
  ),
  rejected: z.array(z.object({ file: z.string(), line: z.int(), reason: z.string() })),
})
const Size = z.object({ head: z.object({ size: z.int() }) })
const size = (): number => hand.gives(Size, ['vault', 'info', vault]).head.size

beforeAll(async () => {
  at = desk()
  hand = handAt(at)
  vault = at.file('Field.holdfast')
  await makeVault(vault)
})
afterAll(() => at.clear())

test('import preview tells each file by its content, says what it would become, and records nothing', () => {
  const sample = join(import.meta.dirname, '../../resources/sample/exhibits/lobby-camera.jpg')
  const photo = at.file('scan.txt', readFileSync(sample))
  const files = [
    at.file('van.txt', mail),
    at.file('storm.bin', alert),
    at.file('drive.gpx', track),
    at.file('trip.ics', trip),
    at.file('gates.csv', table),
    photo,
  ]
  const before = size()
  const lines = hand.says(['import', 'preview', vault, ...files])
  expect(lines.filter((line) => !line.startsWith(' ')).map((line) => line.split(', ')[0])).toEqual([
    'van.txt: message',
    'storm.bin: alert',
    'drive.gpx: track',
    'trip.ics: itinerary',
    'gates.csv: table',
    'scan.txt: photo',
  ])
  expect(lines).toContain('    0  The van again  other  23 Nov 2026, 06:42 −05:00  from L. Marsh')
  expect(lines.join('\n')).toContain('suggested mapping: {"')
  expect(size()).toBe(before)
})

test('import take files all but what is broken, which it names; nothing comes in twice', () => {
  const broken = [
    at.file('broken.cap', alert.replace('<alert', '<!DOCTYPE alert><alert')),
    at.file('noise.bin', 'nothing of ours'),
  ]
  const good = ['van.txt', 'storm.bin', 'drive.gpx', 'trip.ics', 'scan.txt'].map((name) => at.file(name))
  const take = ['import', 'take', vault, ...good, ...broken]
  const taken = hand.gives(Taken, take, 1)
  expect(taken.filed.map(({ report, exhibits }) => [report, exhibits])).toEqual(
    [1, 2, 3, 4, 5].map((n) => [`R-000${n}`, [`R-000${n}-E01`]]),
  )
  expect(new Set(taken.refused.map(({ file }) => file))).toEqual(new Set(broken))
  const before = size()
  const again = hand.says(take, 1)
  expect(again.at(-1)).toBe('0 reports filed, 7 refused.')
  expect(again.filter((line) => /report R-000\d\./.test(line))).toHaveLength(good.length)
  expect(size()).toBe(before)
  expect(hand.says(['exhibit', 'list', vault, 'R-0001'])[0]).toMatch(/^R-0001-E01  .+  van\.txt$/)
})

test('a table comes in by a mapping that the vault keeps; rows that are on record stay out', () => {
  const map = {
    title: 'Gates',
    map: { externalId: 'Number', narrative: 'Narrative', occurredAt: { year: 'Year', month: 'Month' } },
  }
  const file = at.file('gates.csv')
  expect(hand.says(['import', 'take', vault, file], 1)[0]).toMatch(/gates\.csv: It is a table\. Say with --map/)
  hand.says([
    'template',
    'save',
    vault,
    'mapping',
    'gates',
    '--file',
    at.file('gates.json', JSON.stringify(map)),
    '--reason',
    'Weekly list',
  ])
  expect(hand.refuses(['import', 'take', vault, file, '--map', 'doors'])).toEqual([
    2,
    'NOT_FOUND',
    expect.stringContaining('doors'),
  ])
  const first = hand.gives(Taken, ['import', 'take', vault, file, '--map', 'gates'], 1)
  expect(first.filed.map(({ report }) => report)).toEqual(['R-0006', 'R-0007'])
  expect(first.rejected).toEqual([{ file, line: 3, reason: 'the narrative (Narrative) is empty' }])
  // Next week's list has last week's rows in it.
  at.file('gates.csv', `${table}10,Alarm at the gate,2026,12\n`)
  const second = hand.says(['import', 'take', vault, file, '--map', 'gates'], 1)
  expect(second).toEqual([
    expect.stringMatching(/^R-0008  with R-0008-E01  from /),
    `${file}: refused, 2 rows: its number is on record as a report in the same words: “7, report R-0006”, “9, report R-0007”. First lines 2, 4.`,
    `${file}: refused, 1 row: the narrative (Narrative) is empty. Line 3.`,
    `${file}, line 2: its number is on record as a report in the same words: “7, report R-0006”`,
    `${file}, line 3: the narrative (Narrative) is empty`,
    `${file}, line 4: its number is on record as a report in the same words: “9, report R-0007”`,
    '1 report filed, 3 refused.',
  ])
  expect(hand.says(['import', 'take', vault, file, '--map', 'gates'], 1)).toContain(
    `${file}: 1 row passed over: from this very file it came in before.`,
  )
})

test('a sealed report is opened where it lies among other files, and filed by either command once', async () => {
  const page = at.file('form.html')
  hand.says(['form', 'export', vault, 'other', '--out', page])
  const [, given = '{}'] =
    /<script type="application\/json" id="form">(.*)<\/script>/.exec(readFileSync(page, 'utf8')) ?? []
  const { key } = z.object({ key: z.object({ id: z.string(), point: z.string() }) }).parse(JSON.parse(given))
  const intake = { id: key.id, point: new Uint8Array(Buffer.from(key.point, 'base64')) }
  const bytes = await sealed(intake, [enclosed('gate.txt', random(20))])
  const [one, two, bad] = [
    at.file('one.hfreport', bytes),
    at.file('two.hfreport', await sealed(intake, [], { id: 'f'.repeat(32) })),
    at.file('bad.hfreport', bytes.slice(0, -1)),
  ]
  const preview = hand.says(['import', 'preview', vault, one, bad], 1)
  expect(preview[0]).toMatch(/^one\.hfreport: sealed, /)
  expect(preview).toContain('        + gate.txt, 20 B')
  expect(preview.at(-1)).toMatch(/^bad\.hfreport: This sealed report is damaged .+ nothing was filed\.$/)
  const opened = hand.says(['form', 'open', vault, one])
  expect(opened).toContain('Un hombre esperó dos horas junto a la puerta.')
  expect(opened.at(-1)).toBe('Nothing was filed; `holdfast form import` files it.')
  const taken = hand.gives(Taken, ['import', 'take', vault, one, '--category', 'threat'])
  expect(taken.filed).toMatchObject([{ report: 'R-0009', exhibits: ['R-0009-E01'] }])
  expect(hand.says(['form', 'import', vault, two, one, bad], 1)).toEqual([
    `${two}: filed as R-0010 with 0 exhibits`,
    expect.stringContaining('one.hfreport: not filed. This very file was filed before, as report R-0009.'),
    expect.stringContaining('bad.hfreport: not filed.'),
  ])
  expect(hand.says(['import', 'take', vault, two], 1)[0]).toContain('report R-0010')
})

test('import watch says what lies in a folder and is not on record, and touches nothing', () => {
  const lines = hand.says(['import', 'watch', vault, at.folder, '--seconds', '3'])
  expect(lines).toContainEqual(expect.stringMatching(/^van\.txt: passed over, on record as R-0001/))
  expect(lines).toContainEqual(expect.stringMatching(/^noise\.bin: waiting, /))
  expect(hand.refuses(['import', 'watch', vault, at.file('nowhere')])[1]).toBe('FILE_NOT_FOUND')
  expect(hand.refuses(['import', 'take', vault, at.file('van.txt'), '--category', 'gossip'])[1]).toBe('USAGE')
})

test('import take names the problems that the preview named, of every kind of file', () => {
  const sample = join(import.meta.dirname, '../../resources/sample/exhibits/lobby-camera.jpg')
  const files = [
    at.file('odd.eml', mail.replace('a@', 'd@').replace('Nov 2026', 'Nov 2099')),
    at.file(
      'odd.mbox',
      ['m', 'n'].map((id) => `From \n${mail.replace('a@', `${id}@`).replace('-0500', 'CEST')}`).join(''),
    ),
    at.file('odd.cap', alert.replace('<scope>Public</scope>', '')),
    at.file('odd.gpx', track.replace('2026-11-23T06:40:00Z', '2099-11-23T06:40:00Z')),
    at.file('odd.ics', trip.replace('20261123T064200', '2026')),
    at.file('odd.jpg', Buffer.concat([readFileSync(sample), Buffer.alloc(1)])),
  ]
  const problem = z.object({ problems: z.array(z.string()) })
  const Preview = z.object({ files: z.array(problem.extend({ file: z.string(), items: z.array(problem) })) })
  const { files: seen } = hand.gives(Preview, ['import', 'preview', vault, ...files])
  const said = seen.flatMap(({ file, problems, items }) => [
    ...problems.map((words) => [file, words]),
    ...items.flatMap((item) => item.problems.map((words) => [file, words])),
  ])
  expect(new Set(said.map(([file]) => file)).size).toBeGreaterThanOrEqual(5)
  const Named = z.object({ problems: z.array(z.object({ file: z.string(), problem: z.string() })) })
  const { problems } = hand.gives(Named, ['import', 'take', vault, '--same-number', ...files])
  // The time of the import is another one each time.
  const timeless = (words: string | undefined): string => (words ?? '').replace(/this import \([^)]*\)/, 'this import')
  expect(problems.map(({ file, problem: words }) => [file, timeless(words)])).toEqual(
    said.map(([file, words]) => [file, timeless(words)]),
  )
  const more = at.file('more.eml', mail.replace('a@', 'c@').replace('-0500', 'BST'))
  expect(hand.says(['import', 'take', vault, more]).join('\n')).toMatch(
    /more\.eml \(0\): ! Its date says its zone by letters/,
  )
})
