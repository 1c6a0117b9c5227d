import { existsSync, globSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input } from '../../../../shared/contract/contract.ts'
import { newVault, testApp, type TestApp, testPorts, passphrase } from '../../../../tests/support/app.ts'
import { unlockSession } from '../../session.ts'
import { ownSigner } from '../../sign/certificates/own.ts'
import { features } from '../../features.ts'
import { selectContent } from './select.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let test: TestApp
let caseNumber: string
const report = aReport({
  reporter: { name: 'Ada Lind' },
  place: { name: 'Quay 4' },
  narrative: 'He waits at the gate.',
})
beforeEach(async () => {
  test = testApp()
  await newVault(test)
  await test.call('report.add', {
    ...report,
    place: { name: 'Quay 4', latitude: 41.123_456, longitude: -8.654_321 },
    externalId: 'HR-FILE-77',
    severity: { level: 'low', reason: 'A first and mistaken grade.' },
  })
  caseNumber = (await test.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })).case
})
afterEach(() => test.end())

/** Files a text as an import of its own; the first report of it. */
async function importOne(
  name: string,
  text: string,
  how: Partial<Input<'import.take'>['files'][number]>,
): Promise<{ sha256: string; report: string }> {
  const file = join(test.folder, name)
  writeFileSync(file, text)
  const [shown] = (await test.call('import.preview', { files: [file] })).files
  const sha256 = shown?.sha256 ?? ''
  const { filed } = await test.call('import.take', { files: [{ file, sha256, items: [], ...how }] })
  return { sha256, report: filed[0]?.report ?? '' }
}

/** Everything that a packet would print and carry, as one text. */
async function selected(): Promise<string> {
  await test.call('vault.lock', {})
  const ports = testPorts(test.folder)
  const { workspace } = await unlockSession(
    ports,
    { dir: join(test.folder, 'V.holdfast'), passphrase },
    () => undefined,
  )
  try {
    const { certificate } = await ownSigner(workspace)
    return JSON.stringify(
      selectContent(workspace, features, caseNumber, {
        id: 'p',
        sequence: 1,
        recipient: 'An outsider',
        purpose: 'P',
        preparedAt: '2026-11-23T12:00:00.000Z',
        rootCert: new Uint8Array(0),
        certificate: certificate.seq,
      }).content,
    )
  } finally {
    await workspace.vault.close()
  }
}

describe('a packet says nothing of', () => {
  it('reports outside its case, not even that the same person made them', async () => {
    await test.call('report.add', report)
    await test.call('report.decline', { report: 'R-0002', reason: 'Withdrawn' })
    expect((await test.call('case.get', { case: caseNumber })).answers[4]?.answer).toContain('R-0002')
    const text = await selected()
    expect(text).not.toContain('R-0002')
    expect(text).not.toContain('same reporter')
  })
  it('where copies lie on this computer, and for whom and why other packets were built', async () => {
    const file = join(test.folder, 'photo.txt')
    writeFileSync(file, 'x')
    const [added] = await test.call('exhibit.add', { case: caseNumber, files: [file] })
    await test.call('exhibit.export', { exhibit: added?.exhibit ?? '', out: join(test.folder, 'private', 'copy.txt') })
    const out = join(test.folder, 'packet.pdf')
    await test.call('packet.build', { case: caseNumber, recipient: 'Our own counsel', purpose: 'Our liability', out })
    const text = await selected()
    for (const secret of [test.folder, 'private', 'Our own counsel', 'Our liability'])
      expect(text).not.toContain(secret)
    expect(text).toContain('A packet was built')
    expect(text).not.toContain('was handed over')
  })
  it('what the team marked in its exhibits: comments, labels, why it matters, and where', async () => {
    const file = join(test.folder, 'photo.txt')
    writeFileSync(file, 'x')
    const [added] = await test.call('exhibit.add', { case: caseNumber, files: [file] })
    const exhibit = added?.exhibit ?? ''
    const { mark } = await test.call('mark.make', { exhibit, at: 'line 1', comment: 'our doubt', labels: ['weak'] })
    await test.call('mark.change', { mark, comment: 'our doubt', labels: ['weak'], why: 'our theory' })
    await test.call('mark.withdraw', { mark, reason: 'our mistake' })
    const text = await selected()
    for (const secret of ['our doubt', 'weak', 'our theory', 'our mistake', 'line 1'])
      expect(text).not.toContain(secret)
  })
  it('what else is in a file that its report came in with others, nor what that file is called', async () => {
    const { sha256, report: number } = await importOne(
      'all-complaints-against-the-CFO.csv',
      'n,who\nHe waits at the gate,Ada\nShe was harassed by the CFO,Bea\n',
      { map: { narrative: 'n' } },
    )
    caseNumber = (await test.call('report.promote', { report: number, title: 'Gate', owner: 'R. Okafor' })).case
    const text = await selected()
    for (const secret of ['harassed', 'CFO', 'all-complaints']) expect(text).not.toContain(secret)
    expect(text).toContain(sha256)
    await test.call('vault.unlock', { dir: join(test.folder, 'V.holdfast'), passphrase })
    const built = await test.call('packet.build', { case: caseNumber, recipient: 'Opposing counsel', purpose: 'P' })
    const check = await test.call('packet.verify', { file: built.file })
    expect(check).toMatchObject({ intact: true, problems: [], exhibits: [] })
  })
  it('other reports of its mailbox: the message is there, the mailbox and whose it is are not', async () => {
    const message = (n: number, words: string): string =>
      `From a@b.example Mon Nov 23 06:42:0${n} 2026\nFrom: a@b.example\nSubject: ${n}\nDate: Mon, 23 Nov 2026 06:42:0${n} -0500\n\n${words}\n\n`
    const box = message(1, 'Of the CFO') + message(2, 'He waits at the gate')
    await importOne('cfo.mbox', box, { items: [{ index: 0 }, { index: 1 }] })
    caseNumber = (await test.call('report.promote', { report: 'R-0003', title: 'Gate', owner: 'R. Okafor' })).case
    const text = await selected()
    for (const secret of ['Of the CFO', 'cfo.mbox', 'R-0002']) expect(text).not.toContain(secret)
    expect(text).toContain('message 2 of the mailbox')
  })
  it('other cases and reports in which somebody of this case is involved', async () => {
    const { subject } = await test.call('subject.add', { kind: 'person', name: 'Owen Pryce' })
    await test.call('report.add', report)
    await test.call('report.add', report)
    await test.call('report.merge', { report: 'R-0003', into: caseNumber, reason: 'The same.' })
    await test.call('involvement.record', { subject, case: caseNumber, role: 'subject' })
    await test.call('involvement.record', { subject, report: 'R-0002', role: 'subject' })
    const { answers } = await test.call('case.get', { case: caseNumber })
    expect(answers[4]?.answer).toContain('R-0002')
    const text = await selected()
    expect(text).toContain('R-0003 merged into this case')
    expect(text).not.toContain('R-0002')
  })
  it('what members said among themselves about closing, and what the house means to do otherwise', async () => {
    const second = { name: 'M. Sato', passphrase: `${passphrase} sato` }
    await test.call('member.add', { ...second, roles: ['supervisor'] })
    const due = '2027-01-10T09:00:00.000Z'
    await test.call('monitoring.add', {
      case: caseNumber,
      kind: 'change',
      what: 'Wake the guard',
      due,
      owner: 'R. Okafor',
    })
    await test.call('monitoring.add', {
      case: caseNumber,
      kind: 'monitoring',
      what: 'Look again',
      due,
      owner: 'R. Okafor',
    })
    const text = await selected()
    expect(text).toContain('Look again')
    expect(text).not.toContain('Wake the guard')
  })
  it('what a report holds beyond what its page prints: coordinates, the sender’s number, an earlier grade', async () => {
    await test.call('report.setSeverity', { report: 'R-0001', severity: { level: 'high', reason: 'He came again.' } })
    await test.call('case.change', { case: caseNumber, severity: { level: 'high', reason: 'He came again.' } })
    const text = await selected()
    for (const secret of ['41.123456', 'HR-FILE-77', 'mistaken']) expect(text).not.toContain(secret)
    expect(text).toContain('He waits at the gate.')
  })
})

describe('packets of one case', () => {
  it('can be built by a member when another wrote last', async () => {
    const second = { name: 'M. Sato', passphrase: `${passphrase} sato` }
    await test.call('member.add', { ...second, roles: ['investigator'] })
    const dir = join(test.folder, 'V.holdfast')
    await test.call('vault.unlock', { dir, passphrase: second.passphrase })
    await test.call('note.save', {
      case: caseNumber,
      title: 'Last',
      body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'By another.' }] }] },
    })
    await test.call('vault.unlock', { dir, passphrase })
    const out = join(test.folder, 'p.pdf')
    const { file } = await test.call('packet.build', { case: caseNumber, recipient: 'R', purpose: 'P', out })
    expect(await test.call('packet.verify', { file })).toMatchObject({ intact: true, anchored: true, problems: [] })
  }, 60_000)

  it('can be built again when an exhibit is too large to attach, and leave nothing when they fail', async () => {
    const file = join(test.folder, 'video.bin')
    writeFileSync(file, Buffer.alloc(26 * 1024 * 1024, 7))
    await test.call('exhibit.add', { case: caseNumber, files: [file] })
    const build = (out: string): ReturnType<typeof test.call<'packet.build'>> =>
      test.call('packet.build', { case: caseNumber, recipient: 'R', purpose: 'P', out: join(test.folder, 'p', out) })
    const first = await build('1.pdf')
    const second = await build('2.pdf')
    expect(second.beside).toEqual(first.beside)
    const check = await test.call('packet.verify', { file: second.file })
    expect(check).toMatchObject({ intact: true, problems: [] })
    // Another file under that name is never taken for the exhibit.
    const [beside = ''] = first.beside
    writeFileSync(beside, 'something else')
    await expect(build('3.pdf')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    expect(globSync('p/*.pdf', { cwd: test.folder }).toSorted()).toEqual(['p/1.pdf', 'p/2.pdf'])
    rmSync(beside)
    const both = await Promise.allSettled([build('4.pdf'), build('5.pdf')])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'CONFLICT' } })
    const { items } = await test.call('packet.list', { case: caseNumber })
    expect(items.map(({ sequence }) => sequence)).toEqual([3, 2, 1])
    expect(existsSync(items[0]?.file ?? '')).toBe(true)
    expect((await readFile(beside)).length).toBe(26 * 1024 * 1024)
  }, 60_000)
})
