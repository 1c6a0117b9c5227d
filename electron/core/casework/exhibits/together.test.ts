import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Checked } from '../../../../shared/contract/contract.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { receiveReport } from '../../intake/reports/index.ts'
import { unlockSession, type Session } from '../../session.ts'
import { registerExhibits, stageAndRecord, type Entered, type Source } from './index.ts'

let test: TestApp
let session: Session
beforeEach(async () => {
  test = testApp()
  await newVault(test)
  await test.call('vault.lock', {})
  const dir = join(test.folder, 'V.holdfast')
  session = await unlockSession(test.ports, { dir, passphrase }, () => undefined)
})
afterEach(async () => {
  await session.workspace.vault.close()
  await test.end()
})

const report: Checked<'report.add'> = {
  channel: 'e-mail',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: null,
  occurredAt: null,
  place: null,
  category: 'threat',
  narrative: 'A message with two attachments.',
  immediateDanger: false,
  severity: null,
}
const message = randomBytes(3_000_000)
const context = (signal = new AbortController().signal): CallContext => ({ signal, progress: () => undefined })
const blobFiles = (): string[] => globSync('V.holdfast/blobs/*/*', { cwd: test.folder })
const size = (): number => session.workspace.ledger.size

function sources(): Source[] {
  const path = join(test.folder, 'message.eml')
  writeFileSync(path, message)
  return [{ path }, { name: 'one.pdf', bytes: randomBytes(10) }, { name: 'empty', bytes: new Uint8Array() }]
}

/** Files a message with its attachments: the message as it came, the attachments as taken out of it. */
const file = (signal?: AbortSignal, fault: () => void = () => undefined): Promise<string[]> =>
  stageAndRecord(session.workspace, sources(), context(signal), (transaction, staged) => {
    const filed = receiveReport(session.workspace, transaction, report)
    const entered = staged.map((one, index): Entered => ({
      staged: one,
      ...(index > 0 && { kind: 'derivative', derivedFrom: { of: 0, how: 'attachment' } }),
    }))
    const kept = registerExhibits(session.workspace, transaction, { report: filed.report }, entered)
    fault()
    return kept.map(({ number }) => number)
  })

describe('a report and what came with it', () => {
  it('are filed together; what was taken out names what it was taken from', async () => {
    expect(await file()).toEqual(['R-0001-E01', 'R-0001-E02', 'R-0001-E03'])
    const rows = session.workspace.db.all('select number, kind, derived_number, size from exhibit order by serial')
    expect(rows).toEqual([
      { number: 'R-0001-E01', kind: 'original', derived_number: null, size: message.length },
      { number: 'R-0001-E02', kind: 'derivative', derived_number: 'R-0001-E01', size: 10 },
      { number: 'R-0001-E03', kind: 'derivative', derived_number: 'R-0001-E01', size: 0 },
    ])
    expect(blobFiles()).toHaveLength(3)
  })
  it('or not at all: neither rows nor bytes stay after a fault or a cancel', async () => {
    const before = size()
    const fail = file(undefined, () => {
      throw new Error('fault')
    })
    await expect(fail).rejects.toThrow('fault')
    await expect(file(AbortSignal.abort())).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(size()).toBe(before)
    expect(session.workspace.db.all('select 1 from report union all select 1 from exhibit')).toEqual([])
    expect(blobFiles()).toEqual([])
  })
  it('leave nothing staged that was not registered', async () => {
    await stageAndRecord(session.workspace, sources(), context(), () => undefined)
    expect(blobFiles()).toEqual([])
  })
})
