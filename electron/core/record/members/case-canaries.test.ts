import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testApp, type TestApp } from '../../../../tests/support/app.ts'
import { contract, type Call, type Input } from '../../../../shared/contract/contract.ts'
import { roles } from '../../../../shared/contract/permissions.ts'
import { isAllowed } from './permissions.ts'
import { aReport } from '../../../../tests/support/builders.ts'

// Every call that a member without rights on cases may make, over a vault full of cases: no word of a case, and no name
// of whom its packets went to, comes back; to one who only hands in reports no number of a case and no count either. An
// invited member is told nothing before they accept, a revoked one nothing at all.

let t: TestApp
let dir = ''
/** What cases and reports recorded, in words: each may not be told. */
let canaries: string[] = []
/** A file whose bytes are an exhibit of a case, and a table with the columns of one that came in. */
const handed = { twin: '', table: '' }
let invitation = ''
let size = 0
const blind = roles.filter((role) => !isAllowed([role], 'case.read') && !isAllowed([role], 'report.read'))
const words = 'nine herons over the weir'

/** Every text in a payload that is words: no id, number, instant or choice of a list. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 12 && /\s/.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(textsIn)
}

/** Whether an entry of this type is about the vault and its members, and not about a case. */
const isOfHouse = (type: string): boolean =>
  /^(?:vault|member|certificate|clock|access|template|head|ledger\.(?:older|superseded)|due|audit|form|notices)\b/.test(
    type,
  )

function write(name: string, body: string): string {
  writeFileSync(join(t.folder, name), body)
  return join(t.folder, name)
}

beforeAll(async () => {
  t = testApp()
  const sample = await t.call('vault.createSample', { dir: join(t.folder, 'S.holdfast') })
  dir = sample.dir
  const { case: number } = sample
  await t.call('packet.build', {
    case: number,
    recipient: 'Canary Recipient QC',
    purpose: 'Canary purpose of it',
    out: join(t.folder, 'p.pdf'),
  })
  mkdirSync(join(t.folder, 'watched'))
  handed.twin = write('twin.txt', 'Bytes of a letter that is an exhibit of the case.')
  await t.call('exhibit.add', { case: number, files: [handed.twin] })
  handed.table = write('mine.csv', 'Nr,Kind,Narrative\n7,x,Something was seen\n')
  await t.call('report.import', {
    file: write('theirs.csv', 'Nr,Kind,Narrative\n1,Canary kind of a table,They came again\n'),
    map: {
      narrative: 'Narrative',
      category: { column: 'Kind', map: { 'Canary kind of a table': 'threat', '*': 'other' } },
    },
  })
  await t.call('history.export', { case: number, format: 'csv', out: join(t.folder, 'h.csv') })
  await t.call('ledger.export', {
    case: number,
    purpose: 'Canary purpose of an export',
    out: join(t.folder, 'e.jsonl'),
  })
  await t.call('destruction.order', {
    case: number,
    authority: 'Canary authority of it',
    reason: 'Canary reason of it',
  })
  const { rows } = await t.call('ledger.list', { limit: 200 })
  size = (rows[0]?.seq ?? 0) + 1
  const found = new Set<string>()
  for (let seq = 0; seq < size; seq++) {
    const {
      row: { type },
      payload,
    } = await t.call('ledger.entry', { seq })
    if (!isOfHouse(type) && payload !== null) for (const text of textsIn(JSON.parse(payload))) found.add(text)
  }
  // What the vault, its members and its templates are called is no secret of a case.
  const templates = JSON.stringify(await t.call('template.list', {}))
  const house = new Set([(await t.call('vault.info', {})).name, ...sample.members.map(({ name }) => name)])
  canaries = [...found].filter((text) => !house.has(text) && !templates.includes(text))
  for (const role of blind)
    await t.call('member.add', { name: `The ${role}`, roles: [role], passphrase: `${words} ${role}` })
  await t.call('member.add', { name: 'Who left', roles: ['investigator'], passphrase: `${words} gone` })
  await t.call('member.revoke', { member: 'Who left', reason: 'Canary reason of a leaving', sheet: 'none' })
  invitation = (await t.call('member.add', { name: 'Who comes', roles: ['supervisor'] })).invitation ?? ''
  // The last act is a packet whose file a crash left as a part: the next opening puts it right, and says so.
  const cut = join(t.folder, 'Canary name of a packet.pdf')
  await t.call('packet.build', { case: number, recipient: 'Canary Recipient QC', purpose: 'Again', out: cut })
  renameSync(cut, join(t.folder, 'holdfast-000000000000.part'))
  await t.call('vault.lock', {})
}, 120_000)
afterAll(() => t.end())

/** An input of each call that such a member may make; null: it changes the vault for others, and answers with nothing of a case. */
const inputs = (): Partial<Record<Call, object | null>> => ({
  'vault.info': {},
  'vault.acceptFingerprint': null,
  'vault.giveIdentity': null,
  'vault.changePassphrase': null,
  'vault.newRecoverySheet': null,
  'vault.rekey': null,
  'vault.upgrade': null,
  'vault.backups': {},
  'vault.backup': { out: join(t.folder, 'B') },
  'vault.compact': {},
  'member.list': {},
  'member.add': null,
  'member.accept': null,
  'member.changeRoles': null,
  'member.revoke': null,
  'template.list': {},
  'template.get': null,
  'template.save': null,
  'template.retire': null,
  'draft.put': { key: 'k', body: 'x' },
  'draft.get': { key: 'k' },
  'draft.drop': { key: 'k' },
  'draft.hold': { key: 'k' },
  'draft.leave': { key: 'k' },
  'draft.saved': {},
  'note.lateRule': {},
  'note.setLateRule': null,
  'due.notices': {},
  'due.setNotices': null,
  'form.rotate': null,
  'form.destroyKey': null,
  'destruction.list': {},
  'ledger.list': { limit: 200 },
  'ledger.entry': { seq: 0 },
  'ledger.head': {},
  'ledger.audit': {},
  'ledger.saveAudit': { format: 'json', out: join(t.folder, 'audit.json') },
  'audit.schedule': {},
  'audit.setSchedule': { every: 'weekly' },
  'ledger.export': { out: join(t.folder, 'blind.jsonl') },
  'ledger.headFile': {},
  'ledger.saveHead': { out: join(t.folder, 'x.head') },
  'ledger.prove': { seq: 5, out: join(t.folder, 'x.tlog-proof') },
  'packet.root': null,
  'ledger.receipt': null,
  'ledger.check': { file: join(t.folder, 'x.head') },
  'ledger.acceptOlder': null,
  'ledger.anchors': {},
  'ledger.witness': null,
  'ledger.anchor': null,
  'ledger.request': { out: join(t.folder, 'x.tsq') },
  'ledger.token': null,
  'report.add': { ...report },
  'report.take': { report, files: [handed.twin] },
  'file.receive': null,
  'report.import': null,
  'import.preview': { files: [handed.table, handed.twin] },
  'import.table': { file: handed.table, map: { narrative: 'Narrative' } },
  'import.take': {
    files: [{ file: handed.table, sha256: hashOf(handed.table), items: [], map: { narrative: 'Narrative' } }],
  },
  'import.waiting': { folder: join(t.folder, 'watched') },
  'import.chooseFolder': null,
  'form.import': { files: [handed.table] },
})
const report = aReport()
const hashOf = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')

const allowedTo = (role: (typeof roles)[number]): Call[] =>
  (Object.keys(contract) as Call[]).filter((call) => {
    const { permission } = contract[call]
    return permission !== null && isAllowed([role], permission)
  })

test('there is something to tell, and every call of theirs is tried', () => {
  expect(blind).toEqual(expect.arrayContaining(['auditor', 'administrator']))
  expect(canaries.length).toBeGreaterThan(300)
  expect(canaries).toEqual(
    expect.arrayContaining([
      'Canary Recipient QC',
      'Canary purpose of it',
      'Canary authority of it',
      'Canary reason of it',
    ]),
  )
  for (const role of blind)
    expect(
      allowedTo(role).filter((call) => inputs()[call] === undefined),
      `say here how ${role} calls`,
    ).toEqual([])
})

test('no word, number or count of a case in any answer to a member who only hands in reports', async () => {
  const info = await t.call('vault.unlock', { dir, passphrase: `${words} reporter` })
  expect(info.notices.join()).toContain('its file now has its name.')
  expect(info.counts).toBeNull()
  const secret = [...canaries, 'Canary', '2026-0']
  const told: string[] = []
  for (const call of ['app.state', ...allowedTo('reporter')] as const) {
    const input = call === 'app.state' ? {} : inputs()[call]
    if (!input) continue
    const answer = await t.call(call, input)
    const text = JSON.stringify(answer)
    told.push(...secret.filter((canary) => text.includes(canary)).map((canary) => `${call}: ${canary}`))
  }
  expect(told).toEqual([])
  // Their own import of before is offered, and nobody else's; who left is named, and not why.
  const { known } = await t.call('import.table', { file: handed.table })
  expect(known.map(({ map }) => map)).toEqual([{ narrative: 'Narrative' }])
  const { items } = await t.call('member.list', {})
  expect(items.find(({ name }) => name === 'Who left')?.revoked).toMatchObject({ reason: null })
  await t.call('vault.lock', {})
}, 120_000)

test('an invited member is told nothing of what a vault holds, a revoked one is not let in', async () => {
  const invited = await t.call('vault.unlock', { dir, passphrase: invitation })
  expect(invited).toMatchObject({ mustAccept: true, counts: null })
  const refused: string[] = []
  const others = (Object.keys(contract) as Call[]).filter(
    (call) =>
      contract[call].permission !== null && !['vault.info', 'vault.acceptFingerprint', 'member.accept'].includes(call),
  )
  for (const call of others) {
    const code = await t.call(call, (inputs()[call] ?? {}) as Input<typeof call>).catch((thrown: unknown) => thrown)
    if ((code as { code?: string }).code !== 'NOT_ALLOWED') refused.push(call)
  }
  expect(refused).toEqual([])
  expect(JSON.stringify([await t.call('vault.info', {}), await t.call('app.state', {})])).not.toMatch(/Canary|2026-0/)
  await t.call('vault.lock', {})
  await expect(t.call('vault.unlock', { dir, passphrase: `${words} gone` })).rejects.toMatchObject({
    code: 'WRONG_PASSPHRASE',
  })
}, 120_000)

test.each(['auditor', 'administrator'] as const)(
  'no word of a case in any answer to the %s',
  async (role) => {
    const before = new Set(readdirSync(t.folder))
    await t.call('vault.unlock', { dir, passphrase: `${words} ${role}` })
    const told: string[] = []
    const tell = async (call: Call, input: object): Promise<void> => {
      const answer = await t.call(call, input as Input<typeof call>).catch((thrown: unknown) => String(thrown))
      const text = JSON.stringify(answer)
      for (const canary of canaries)
        if (text.includes(JSON.stringify(canary).slice(1, -1))) told.push(`${call}: ${canary}`)
    }
    for (const call of allowedTo(role)) {
      const input = inputs()[call]
      if (input) await tell(call, input)
    }
    for (let seq = 0; seq < size; seq++) {
      await tell('ledger.entry', { seq })
      await tell('ledger.anchors', { seq })
    }
    // Nor in what they have written to files.
    for (const name of readdirSync(t.folder).filter(
      (one) => !before.has(one) && statSync(join(t.folder, one)).isFile(),
    )) {
      const text = readFileSync(join(t.folder, name), 'utf8')
      for (const canary of canaries)
        if (text.includes(JSON.stringify(canary).slice(1, -1))) told.push(`${name}: ${canary}`)
    }
    expect([...new Set(told)]).toEqual([])
    const { anchors } = await t.call('ledger.anchors', {})
    const packet = { who: expect.stringMatching(/^built, not handed over \(entry \d+\)$/) as string }
    expect(anchors.filter(({ kind }) => kind === 'packet')).toMatchObject([packet, packet])
    await t.call('vault.lock', {})
    for (const name of readdirSync(t.folder).filter((one) => !before.has(one)))
      rmSync(join(t.folder, name), { recursive: true })
  },
  120_000,
)
