// Makes what one release leaves in the world, to be frozen: `node tests/migrations/make.fixture.ts tests/migrations/X.Y.Z`,
// run once with the code of that release. What it made is committed and never made again.
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import sharp from 'sharp'
import { readSample, type SampleStep } from '../../electron/core/sample.ts'
import { nodeChildren } from '../../electron/core/print/index.ts'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import { testApp } from '../support/app.ts'
import { openRaw } from '../support/raw.ts'
import { enclosed, sealed } from '../support/sealed-report.ts'
import {
  formerPassphrase,
  frozenPassphrase,
  recordOf,
  secondPassphrase,
  tablesOf,
  thirdPassphrase,
  type Frozen,
  type FrozenWorld,
} from './frozen.ts'

const folder = resolve(process.argv[2] ?? '.')
mkdirSync(folder)

// Each step at its own moment, a second between any two looks at the clock.
let moment = 0
const now = (): number => (moment += 1_000)
const atLeast = (instant: string): void => void (moment = Math.max(moment, Date.parse(instant)))
let engine: 'native' | 'wasm' = 'native'
const typesetting = {
  children: nodeChildren,
  get engine() {
    return engine
  },
}
const test = testApp({ clock: { now, zone: 'America/New_York' }, typesetting })
const { call } = test
const dir = join(test.folder, 'V.holdfast')
const out = (name: string): string => join(test.folder, name)

// The story of the sample, in a vault of two who work in it, with exhibits of a few bytes each.
const sample = await readSample(test.ports.resources)
const [first, second, third] = sample.members.map(({ name }) => name)
if (first === undefined || second === undefined || third === undefined)
  throw new Error('the sample names three members')
atLeast(sample.steps[0]?.at ?? '')
await call('vault.create', { dir, name: 'Field office', member: first, passphrase: formerPassphrase })
await call('vault.changePassphrase', { current: formerPassphrase, next: frozenPassphrase })
await call('vault.newRecoverySheet', { passphrase: frozenPassphrase })
const { words: sheet } = await call('vault.newRecoverySheet', { passphrase: frozenPassphrase })

const passphrases: Record<string, string> = {
  [first]: frozenPassphrase,
  [second]: secondPassphrase,
  [third]: thirdPassphrase,
}
let atWork = first
const work = async (name: string): Promise<void> => {
  if (name === atWork) return
  await call('vault.unlock', { dir, passphrase: passphrases[name] ?? '' })
  atWork = name
}
const kept = new Map([['exhibits', await tinyExhibits()]])
for (const step of sample.steps) {
  atLeast(step.at)
  await work(step.by ?? first)
  const { size } = (await call('ledger.head', {})).head
  const output = await call(step.call, inputOf(step, size))
  for (const [name, path] of Object.entries(step.keep ?? {})) kept.set(name, partOf(output, path))
}
atLeast('2026-11-24T09:00:00Z')
await work(first)
const main = kept.get('main') ?? ''

// What the story has not: custody by hand, an import, a template of their own, drafts, a hold, an order that was carried out.
const file = (name: string, text: string): string => {
  writeFileSync(out(name), text)
  return out(name)
}
await call('exhibit.recordCustody', {
  exhibit: `${main}-E01`,
  action: 'transfer',
  from: first,
  to: 'Laboratory',
  custodyAt: '2026-11-24T11:00:00Z',
  purpose: 'Handwriting',
})
const letter = file(
  'letter.eml',
  'From: a@example.org\r\nTo: desk@example.org\r\nSubject: =?utf-8?Q?=C3=80_demain?=\r\nDate: Tue, 24 Nov 2026 03:00:00 -0500\r\nMessage-ID: <1@example.org>\r\n\r\nSee you tomorrow.\r\n',
)
const [read] = (await call('import.preview', { files: [letter] })).files
await call('import.take', {
  files: [{ file: letter, sha256: read?.sha256 ?? '', items: [{ index: 0, accept: [], category: 'threat' }] }],
})
const { body } = await call('template.get', { kind: 'playbook', key: 'threat' })
const playbook = { kind: 'playbook', body, reason: 'Ours' } as const
await call('template.save', { ...playbook, key: 'field-office', base: 0 })
await call('template.save', { ...playbook, key: 'former', base: 0 })
await call('template.retire', { kind: 'playbook', key: 'former', base: 1, reason: 'Not used' })
await call('draft.put', { key: `note/${main}`, body: { title: 'Unfinished', text: 'He was c' } })
await call('draft.put', { key: 'report', body: { narrative: 'A call, not written up yet' } })
const add = async (narrative: string, title: string): Promise<string> => {
  const given = { channel: 'phone', receivedAt: '2026-11-23T06:42:00-05:00', category: 'threat' } as const
  const { report } = await call('report.add', { ...given, reporter: { name: 'Grace Okoro' }, narrative })
  return (await call('report.promote', { report, title, owner: first })).case
}
const held = await add('A man took pictures of the gate.', 'Pictures of the gate')
await call('hold.place', { case: held, authority: 'County court', reason: 'Order of 20 November' })
const doomed = await add('A call that was meant for somebody else.', 'Wrong number')
await call('exhibit.add', { case: doomed, files: [file('call.txt', 'Wrong number.\n'), file('empty.bin', '')] })
await call('note.save', {
  case: doomed,
  title: 'Settled',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Nobody of ours.' }] }] },
})
const { order } = await call('destruction.order', {
  case: doomed,
  authority: 'Retention schedule 7, item 3',
  reason: 'No matter of ours',
})
await work(second)
await call('destruction.approve', { order })
await work(first)
await call('exhibit.verify', { case: main })
await call('audit.setSchedule', { every: 'monthly' })
await call('ledger.audit', {})
// A clock that was set back by an hour.
moment -= 3_600_000
await call('note.save', {
  case: main,
  title: 'Clock',
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'The clock was fast.' }] }] },
})

// What leaves the vault: a form and what was sealed to it, packets by both engines, an export, a head, a backup.
const form = await call('form.export', { forms: ['threat', 'other'], languages: ['en', 'es'], out: out('form.html') })
const print = enclosed('huella.txt', Uint8Array.from(Buffer.from('una huella\n')), 'text/plain')
writeFileSync(join(folder, 'report.hfreport'), await sealed({ id: form.key, point: await pointOfKey() }, [print]))
writeFileSync(out('filed.hfreport'), await sealed({ id: form.key, point: await pointOfKey() }, [print]))
await call('form.import', { files: [out('filed.hfreport')] })
const { filedAs: _, file: __, ...sealedReport } = await call('form.open', { file: join(folder, 'report.hfreport') })
const packets: FrozenWorld['packets'] = {}
for (const one of ['native', 'wasm'] as const) {
  engine = one
  const pdf = out(`packet-${one}.pdf`)
  await call('packet.build', {
    case: main,
    recipient: 'Detective R. Moreau',
    purpose: 'Complaint of threats',
    out: pdf,
  })
  cpSync(pdf, join(folder, basename(pdf)))
  packets[one] = await call('packet.verify', { file: pdf })
}
await call('ledger.export', { out: out('export.jsonl') })
const { text } = await call('ledger.headFile', {})
writeFileSync(join(folder, 'ledger.head'), text)
await exchangeHeads()
const { invitation } = await call('member.add', { name: 'S. Reyes', roles: ['auditor'] })
await call('vault.backup', { out: out('backup') })
await call('report.add', {
  channel: 'phone',
  receivedAt: '2026-11-24T06:42:00-05:00',
  reporter: null,
  category: 'other',
  narrative: 'After the backup.',
})
const { counts, rootFingerprint } = await call('vault.info', {})
const exported = await call('ledger.verify', { file: out('export.jsonl') })
const head = await call('ledger.check', { file: join(folder, 'ledger.head') })
const [backup] = (await call('vault.backups', {})).items
const members = (await call('member.list', {})).items.map(({ name, roles, state }) => ({
  name,
  roles,
  state,
  passphrase: passphrases[name] ?? invitation ?? '',
}))
cpSync(out('export.jsonl'), join(folder, 'export.jsonl'))
cpSync(out('backup'), join(folder, 'backup'), { recursive: true })
await call('vault.lock', {})

const raw = await openRaw(dir, frozenPassphrase)
const { size } = raw.prepare('select count(*) as size from entry').get() as { size: number }
const record = { counts: counts ?? {}, ...recordOf(raw, size), tables: tablesOf(raw) }
// One file: what the write-ahead log held goes into it.
raw.pragma('wal_checkpoint(truncate)')
raw.close()
rmSync(join(dir, 'lock'), { force: true })
cpSync(dir, join(folder, 'vault'), { recursive: true })
const frozen: Frozen & FrozenWorld = {
  ...record,
  members,
  sheet: { member: first, words: sheet.join(' ') },
  cases: { main, held, destroyed: doomed },
  rootFingerprint,
  backup: { entries: backup?.entries ?? 0, exhibits: backup?.exhibits ?? 0 },
  export: exported,
  head: { head: head.head, signedBy: head.signedBy },
  sealedReport,
  packets,
}
writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(frozen, null, 2)}\n`)
await test.end()

/** Files under the sample's names that are as small as their kind can be. */
async function tinyExhibits(): Promise<string> {
  const place = out('exhibits')
  mkdirSync(place)
  for (const { input } of sample.steps) {
    for (const path of (input['files'] as string[] | undefined) ?? []) {
      const name = basename(path)
      const square = sharp({ create: { width: 24, height: 16, channels: 3, background: { r: 30, g: 90, b: 120 } } })
      const picture = /\.(png|jpg)$/.exec(name)
      const bytes = picture
        ? await square.toFormat(picture[1] === 'png' ? 'png' : 'jpeg').toBuffer()
        : Buffer.from(`${name}\n`)
      writeFileSync(join(place, name), bytes)
    }
  }
  return place
}

/** A step's input with names filled in, as the product does when it makes the sample; passphrases are those that are frozen. */
function inputOf({ call: name, input }: SampleStep, size: number): Input<Call> {
  const fill = (value: unknown): unknown => {
    if (value === '{ledger size}') return size
    if (typeof value === 'string')
      return value.replaceAll(/\{([a-z][a-z0-9-]*)\}/g, (_, one: string) => kept.get(one) ?? '?')
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one)]))
  }
  const filled = fill(input) as Record<string, unknown>
  return name === 'member.add' ? { ...filled, passphrase: passphrases[String(filled['name'])] ?? '' } : filled
}

/** Another vault cosigns a head of this one, and this one a head of the other. */
async function exchangeHeads(): Promise<void> {
  const ours = await call('ledger.saveHead', { out: out('ours.head') })
  await call('ledger.request', { out: out('request.tsq') })
  const passphrase = secondPassphrase
  await call('vault.create', { dir: out('W.holdfast'), name: 'Other office', member: 'W. Itness', passphrase })
  const theirs = await call('ledger.saveHead', { out: out('theirs.head') })
  const cosigned = await call('ledger.witness', { file: ours.file, out: out('cosigned.head') })
  await call('vault.unlock', { dir, passphrase: frozenPassphrase })
  await call('ledger.anchor', { file: cosigned.file })
  await call('ledger.witness', { file: theirs.file, out: out('theirs-cosigned.head') })
}

/** A text within an answer, by a path like `items.0.id`. */
function partOf(output: Output<Call>, path: string): string {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], output) as string
}

/** The public point of the vault's intake key, as its entry has it. */
async function pointOfKey(): Promise<Uint8Array<ArrayBuffer>> {
  const { rows } = await call('ledger.list', { limit: 200 })
  const { payload } = await call('ledger.entry', { seq: rows.find(({ type }) => type === 'intake-key.made')?.seq ?? 0 })
  const { point } = JSON.parse(payload ?? '') as { point: string }
  return Uint8Array.from(Buffer.from(point, 'base64'))
}
