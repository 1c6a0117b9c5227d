// Makes the frozen vault of a release: `node tests/migrations/make.fixture.ts tests/migrations/X.Y.Z`, run once with the
// code of that release. What it made is committed and never made again.
import { rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { testApp } from '../support/app.ts'
import { openRaw } from '../support/raw.ts'
import { formerPassphrase, frozenPassphrase, recordOf, tablesOf, type Frozen } from './frozen.ts'

const folder = resolve(process.argv[2] ?? '.')
const dir = join(folder, 'vault')
// Made at a fixed time, a minute between any two looks at the clock.
let minutes = 0
const now = (): number => Date.parse('2026-11-24T09:00:00Z') + minutes++ * 60_000
const test = testApp({ clock: { now, zone: 'America/New_York' } })
const { call } = test

const report = async (narrative: string, more: object = {}): Promise<string> => {
  const given = { channel: 'phone', receivedAt: '2026-11-23T06:42:00-05:00', category: 'threat' } as const
  return (await call('report.add', { ...given, reporter: null, narrative, ...more })).report
}
const paragraph = (text: string): { type: 'doc'; content: object[] } => ({
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})

await call('vault.create', { dir, name: 'Field office', member: 'R. Okafor', passphrase: formerPassphrase })
const first = await report('He said he would come back.\nHe left in a grey car.', {
  reporter: { name: 'Grace Okoro', contact: 'ext. 100' },
  occurredAt: { value: '2026-11-22T18:05', zone: 'America/New_York', precision: 'minute' },
  place: { name: 'North gate', latitude: 40.7, longitude: -74 },
  severity: { level: 'high', reason: 'He named a person.' },
  fields: { badge: 'A-17' },
})
const second = await report('The same man at the east gate. Il a laissé un mot: « à demain ».', {
  externalId: 'AL-2211',
})
const third = await report('A noise in the lobby.')
await report('Unread so far.', { immediateDanger: true })
await call('report.setSeverity', { report: second, severity: { level: 'moderate', reason: 'Seen twice.' } })
const { case: number } = await call('report.promote', { report: first, title: 'Man at the gate', owner: 'R. Okafor' })
await call('report.merge', { report: second, into: number, reason: 'The same man' })
await call('report.decline', { report: third, reason: 'A door that fell shut' })
await call('case.change', { case: number, status: 'investigating', followUpDue: '2026-12-01T09:00:00-05:00' })
await call('case.change', { case: number, title: 'Man at two gates', reason: 'The merged report' })

const files = ['note.txt', 'empty.bin'].map((name) => join(test.folder, name))
writeFileSync(files[0] ?? '', 'See you tomorrow.\n')
writeFileSync(files[1] ?? '', '')
const [letter] = await call('exhibit.add', { case: number, files, collectedBy: 'R. Okafor', place: 'North gate' })
await call('exhibit.recordCustody', {
  exhibit: letter?.number ?? '',
  action: 'transfer',
  from: 'R. Okafor',
  to: 'Laboratory',
  custodyAt: '2026-11-24T11:00:00Z',
  purpose: 'Handwriting',
})
await call('exhibit.verify', { case: number })
const { note } = await call('note.save', { case: number, title: 'First call', body: paragraph('He was calm.') })
await call('note.save', { case: number, note, base: 1, title: 'First call', body: paragraph('He was calm at first.') })
await call('packet.build', {
  case: number,
  recipient: 'Counsel',
  purpose: 'Advice',
  out: join(test.folder, 'packet.pdf'),
})
await call('vault.changePassphrase', { current: formerPassphrase, next: frozenPassphrase })
const { counts } = await call('vault.info', {})
await test.end()

const raw = await openRaw(dir, frozenPassphrase)
const { size } = raw.prepare('select count(*) as size from entry').get() as { size: number }
const frozen: Frozen = { counts, ...recordOf(raw, size), tables: tablesOf(raw) }
// One file: what the write-ahead log held goes into it.
raw.pragma('wal_checkpoint(truncate)')
raw.close()
rmSync(join(dir, 'lock'), { force: true })
writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(frozen, null, 2)}\n`)
