import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { dropTriggers, openRaw } from '../../../../tests/support/raw.ts'
import { aReport } from '../../../../tests/support/builders.ts'

const second = 'seven lanterns over quiet water'
const secret = 'Zanzibar-Quillfeather-7741'
const why = { authority: 'Retention schedule 7, item 3', reason: 'Kept for six years' }
let t: TestApp
let dir: string

beforeEach(async () => {
  t = testApp()
  await newVault(t)
  dir = join(t.folder, 'V.holdfast')
  await t.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
})
afterEach(() => t.end())

const asCounsel = (): Promise<unknown> => t.call('vault.unlock', { dir, passphrase: second })
const asFirst = (): Promise<unknown> => t.call('vault.unlock', { dir, passphrase })
const report = (narrative: string, words = secret): Promise<{ report: string }> =>
  t.call('report.add', aReport({ reporter: { name: words }, narrative, severity: { level: 'high', reason: words } }))

/** A case with something of every kind in it, all of which holds the secret words; and one beside it. */
async function twoCases(): Promise<{ doomed: string; beside: string }> {
  const { report: first } = await report(`${secret} was here`)
  const { report: merged } = await report(`${secret} again`)
  const { report: other } = await report('another matter', 'Grace')
  await t.call('report.setSeverity', { report: first, severity: { level: 'critical', reason: secret } })
  const doomed = (await t.call('report.promote', { report: first, title: secret, owner: 'R. Okafor' })).case
  await t.call('report.merge', { report: merged, into: doomed, reason: secret })
  const beside = (await t.call('report.promote', { report: other, title: 'Beside', owner: 'R. Okafor' })).case
  const file = join(t.folder, 'evidence.txt')
  writeFileSync(file, `${secret}\n`.repeat(50_000))
  for (const one of [doomed, beside]) await t.call('exhibit.add', { case: one, files: [file] })
  await t.call('case.change', { case: doomed, title: `${secret} 2`, reason: secret })
  const body = { type: 'doc' as const, content: [{ type: 'paragraph', content: [{ type: 'text', text: secret }] }] }
  await t.call('note.save', { case: doomed, title: secret, body })
  return { doomed, beside }
}

/** Orders by the first member, and approves by the second, who stays at work. */
async function destroy(number: string): Promise<Awaited<ReturnType<typeof approve>>> {
  const { order } = await t.call('destruction.order', { case: number, ...why })
  await asCounsel()
  return approve(order)
}
const approve = (order: string) => t.call('destruction.approve', { order })

describe('a case is destroyed under an order', () => {
  test('by two people: the words are nowhere in the vault, the chain holds, and the audit says so', async () => {
    const { doomed, beside } = await twoCases()
    const { case: before } = await t.call('case.get', { case: doomed }).then((detail) => ({ case: detail }))
    const done = await destroy(doomed)
    expect(done.destroyed).toMatchObject({ reports: 2, notes: 1, exhibits: 1, bytes: 1_350_000 })

    const audit = await t.call('ledger.audit', {})
    expect(audit.problems).toEqual([])
    expect(audit.ok).toBe(true)

    const gone = await t.call('case.get', { case: doomed })
    expect(gone).toMatchObject({ number: doomed, status: 'destroyed', title: 'Destroyed under an order' })
    expect(gone.reports.map(({ number }) => number)).toEqual(before.reports.map(({ number }) => number))
    expect((await t.call('case.get', { case: beside })).counts).toMatchObject({ exhibits: 1 })
    expect((await t.call('exhibit.verify', { case: beside })).ok).toBe(true)

    const history = await t.call('case.history', { case: doomed })
    expect(history.rows.length).toBe(9)
    expect(history.rows[0]).toMatchObject({ type: 'record.destroyed', actor: 'C. Adeyemi' })
    expect(history.rows.at(-1)?.summary).toContain('destroyed')

    await t.call('vault.lock', {})
    const raw = await openRaw(dir, passphrase)
    const pages = raw.serialize()
    raw.close()
    expect(pages.includes(secret)).toBe(false)
    expect(pages.includes('another matter')).toBe(true)
    expect(blobFiles()).toHaveLength(1)
  })

  test('whoever looked back before finds nothing of it when they look back again, in the same session', async () => {
    const { doomed } = await twoCases()
    const asOf = { entries: (await t.call('ledger.head', {})).head.size }
    const { order } = await t.call('destruction.order', { case: doomed, ...why })
    await asCounsel()
    const notes = () => t.call('note.list', { case: doomed, asOf })
    const lists = async (): Promise<string> =>
      JSON.stringify([await t.call('report.list', { disposition: 'all', asOf }), await t.call('case.list', { asOf })])
    expect(await lists()).toContain(secret)
    expect((await notes()).items).toMatchObject([{ title: secret }])
    await approve(order)
    await expect(notes()).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await lists()).not.toContain(secret)
  })

  test('projecting the ledger anew gives the same tables, and numbers are never given again', async () => {
    const { doomed } = await twoCases()
    await destroy(doomed)
    await asFirst()
    const { report: next } = await report('later')
    expect(next).toBe('R-0004')
    expect((await t.call('report.promote', { report: next, title: 'T', owner: 'R. Okafor' })).case).toMatch(/-003$/)
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })

  test('nothing can be added to it afterwards', async () => {
    const { doomed } = await twoCases()
    await destroy(doomed)
    await asFirst()
    const body = { type: 'doc' as const, content: [{ type: 'paragraph' }] }
    const { report: fresh } = await report('later')
    const refused = { code: 'ALREADY_DONE' }
    await expect(t.call('note.save', { case: doomed, title: 'x', body: body })).rejects.toMatchObject(refused)
    await expect(t.call('case.change', { case: doomed, title: 'x' })).rejects.toMatchObject(refused)
    await expect(t.call('report.merge', { report: fresh, into: doomed, reason: 'x' })).rejects.toMatchObject(refused)
    await expect(
      t.call('report.setSeverity', { report: 'R-0001', severity: { level: 'low', reason: 'x' } }),
    ).rejects.toMatchObject(refused)
    await expect(t.call('packet.build', { case: doomed, recipient: 'x', purpose: 'x' })).rejects.toMatchObject(refused)
    await expect(t.call('destruction.order', { case: doomed, ...why })).rejects.toMatchObject(refused)
  })
})

describe('it takes two people and no hold', () => {
  test('who gave the order cannot approve it', async () => {
    const { doomed } = await twoCases()
    const { order } = await t.call('destruction.order', { case: doomed, ...why })
    await expect(approve(order)).rejects.toMatchObject({ code: 'NEEDS_ANOTHER_MEMBER' })
    expect((await t.call('case.get', { case: doomed })).title).toBe(`${secret} 2`)
  })

  test('a hold blocks the order, and a hold that comes after the order blocks the approval', async () => {
    const { doomed } = await twoCases()
    const hold = { authority: 'High Court, 2026-771', reason: 'Litigation' }
    await t.call('hold.place', { case: doomed, ...hold })
    await expect(t.call('destruction.order', { case: doomed, ...why })).rejects.toMatchObject({ code: 'ON_HOLD' })
    await t.call('hold.lift', { case: doomed, reason: 'Settled' })
    const { order } = await t.call('destruction.order', { case: doomed, ...why })
    await asCounsel()
    await t.call('hold.place', { case: doomed, ...hold })
    await expect(approve(order)).rejects.toMatchObject({ code: 'ON_HOLD' })
    const { holds } = await t.call('retention.get', { case: doomed })
    expect(holds.map(({ lifted }) => lifted?.reason ?? null)).toEqual([null, 'Settled'])
    await t.call('hold.lift', { case: doomed, hold: holds[0]?.id, reason: 'Settled again' })
    expect((await approve(order)).case).toBe(doomed)
  })

  test('a case that changed after the order needs a new one', async () => {
    const { doomed } = await twoCases()
    const { order } = await t.call('destruction.order', { case: doomed, ...why })
    await t.call('case.change', { case: doomed, title: 'Changed' })
    await asCounsel()
    await expect(approve(order)).rejects.toMatchObject({ code: 'CONFLICT' })
    await t.call('destruction.decline', { order, reason: 'Changed since' })
    const { items } = await t.call('destruction.list', {})
    expect(items).toMatchObject([{ state: 'declined', answer: { by: 'C. Adeyemi', reason: 'Changed since' } }])
    await expect(approve(order)).rejects.toMatchObject({ code: 'ALREADY_DONE' })
  })
})

describe('a file that holds several reports', () => {
  /** Two messages of one mailbox as two cases: the mailbox is an exhibit of the first. */
  async function mailboxOfTwo(): Promise<{ first: string; second: string }> {
    const message = (n: number, words: string): string =>
      `From a@b.example Mon Nov 23 06:42:0${n} 2026\nFrom: a@b.example\nSubject: ${n}\nDate: Mon, 23 Nov 2026 06:42:0${n} -0500\nMessage-ID: <${n}@b.example>\n\n${words}\n\n`
    const box = join(t.folder, 'two.mbox')
    writeFileSync(box, message(1, 'First words') + message(2, secret))
    const [shown] = (await t.call('import.preview', { files: [box] })).files
    await t.call('import.take', {
      files: [{ file: box, sha256: shown?.sha256 ?? '', items: [{ index: 0 }, { index: 1 }] }],
    })
    const promote = async (ref: string): Promise<string> =>
      (await t.call('report.promote', { report: ref, title: ref, owner: 'R. Okafor' })).case
    return { first: await promote('R-0001'), second: await promote('R-0002') }
  }

  test('is named before and after, when words of what is destroyed stay in it', async () => {
    const { second: doomed } = await mailboxOfTwo()
    const named = expect.stringContaining('R-0001-E01') as string
    expect((await t.call('retention.get', { case: doomed })).remarks).toEqual([named])
    expect((await destroy(doomed)).remarks).toContainEqual(named)
    expect((await t.call('exhibit.get', { exhibit: 'R-0001-E01' })).fileName).toBe('two.mbox')
  })

  test('stays while any case that was taken out of it is held, and goes when the hold is lifted', async () => {
    const { first, second: held } = await mailboxOfTwo()
    const hold = { authority: 'High Court, 2026-771', reason: 'Litigation' }
    const { order } = await t.call('destruction.order', { case: first, ...why })
    await t.call('hold.place', { case: held, ...hold })
    await asCounsel()
    const refused = {
      code: 'ON_HOLD',
      message: `Case ${held} is under a legal hold (High Court, 2026-771, placed by R. Okafor); what is held was taken out of files of case ${first}, which may not be destroyed either.`,
    }
    await expect(approve(order)).rejects.toMatchObject(refused)
    await t.call('destruction.decline', { order, reason: 'Held' })
    await expect(t.call('destruction.order', { case: first, ...why })).rejects.toMatchObject(refused)
    await t.call('hold.lift', { case: held, reason: 'Settled' })
    await asFirst()
    expect((await destroy(first)).remarks).toContainEqual(expect.stringContaining('R-0002') as string)
    await expect(t.call('exhibit.get', { exhibit: 'R-0001-E01' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await t.call('exhibit.verify', { case: held })).ok).toBe(true)
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  })
})

test('drafts about the case go with it, and those of a case whose number only begins with its number stay', async () => {
  const { doomed } = await twoCases()
  const [own, other] = [`note:new:${doomed}`, `note:new:${doomed}0`]
  await asCounsel()
  for (const key of [own, other]) await t.call('draft.put', { key, body: { words: secret } })
  await asFirst()
  await destroy(doomed)
  expect(await t.call('draft.get', { key: own })).toMatchObject({ body: null })
  expect(await t.call('draft.get', { key: other })).toMatchObject({ body: { words: secret } })
})

describe('the audit tells destruction from loss', () => {
  test('a payload that is gone without an order is a problem, even when the table claims one', async () => {
    const { doomed } = await twoCases()
    await t.call('vault.lock', {})
    const raw = await openRaw(dir, passphrase)
    dropTriggers(raw)
    const { seq } = raw.prepare(`select seq from entry where bytes like '%case.opened%'`).get() as { seq: number }
    raw.prepare('insert into payload_destroyed (seq, entry) values (?, ?)').run(seq, seq + 1)
    raw.prepare('delete from payload where seq = ?').run(seq)
    raw.close()
    await asFirst()
    const { problems } = await t.call('ledger.audit', {})
    const codes = problems.map(({ code, where }) => `${code} ${where}`)
    expect(codes).toContain(`PAYLOAD_MISSING entry ${seq}`)
    expect(codes).toContain(`RECORD_EXTRA payload_destroyed ${seq}`)
    expect(doomed).toBeDefined()
  })

  test('a payload that an order destroyed and somebody put back is a problem', async () => {
    const { doomed } = await twoCases()
    const { seq = -1 } = (await t.call('case.history', { case: doomed })).rows.at(-1) ?? {}
    const kept = await openBeside(seq)
    await asFirst()
    await destroy(doomed)
    await t.call('vault.lock', {})
    const raw = await openRaw(dir, passphrase)
    raw.prepare('insert into payload (seq, salt, body) values (?, ?, ?)').run(seq, kept.salt, kept.body)
    raw.close()
    await asFirst()
    const { problems } = await t.call('ledger.audit', {})
    expect(problems).toContainEqual(expect.objectContaining({ code: 'PAYLOAD_CHANGED', where: `entry ${seq}` }))
  })
})

test('a file of a destroyed exhibit that a crash left is removed when the vault is opened next', async () => {
  const { doomed } = await twoCases()
  const before = blobFiles().map((file) => ({ file, bytes: readFileSync(file) }))
  await destroy(doomed)
  const left = before.find(({ file }) => !blobFiles().includes(file))
  await t.call('vault.lock', {})
  writeFileSync(left?.file ?? '', left?.bytes ?? '')
  await asFirst()
  expect(blobFiles()).toHaveLength(1)
})

function blobFiles(): string[] {
  const blobs = join(dir, 'blobs')
  return readdirSync(blobs, { recursive: true, encoding: 'utf8' })
    .map((name) => join(blobs, name))
    .filter((path) => statSync(path).isFile())
}

async function openBeside(seq: number): Promise<{ salt: Buffer; body: string }> {
  await t.call('vault.lock', {})
  const raw = await openRaw(dir, passphrase)
  const row = raw.prepare('select salt, body from payload where seq = ?').get(seq) as { salt: Buffer; body: string }
  raw.close()
  return row
}

test('an order’s words are the case’s: who may not read cases sees that there is one', async () => {
  const { doomed } = await twoCases()
  await t.call('destruction.order', { case: doomed, authority: 'Consent of J. Doe', reason: secret })
  await t.call('member.add', { name: 'Aud', roles: ['auditor'], passphrase: `${second} too` })
  await t.call('vault.unlock', { dir, passphrase: `${second} too` })
  const seen = await t.call('destruction.list', {})
  expect(seen.items).toMatchObject([
    { caseNumber: doomed, authority: 'Content withheld', reason: 'Content withheld', state: 'waiting' },
  ])
  await asCounsel()
  expect((await t.call('destruction.list', {})).items).toMatchObject([
    { authority: 'Consent of J. Doe', reason: secret },
  ])
  await t.call('destruction.decline', { order: doomed, reason: 'She asked to wait' })
  await t.call('vault.unlock', { dir, passphrase: `${second} too` })
  expect((await t.call('destruction.list', {})).items[0]?.answer?.reason).toBe('Content withheld')
})
