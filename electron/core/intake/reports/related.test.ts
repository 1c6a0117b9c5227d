import { afterEach, beforeEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, testPorts, type TestApp } from '../../../../tests/support/app.ts'
import { unlockSession, type Session } from '../../session.ts'
import { receiveReport } from './commands.ts'
import { findReport, relatedReports } from './queries.ts'

let t: TestApp
let session: Session
beforeEach(async () => {
  t = testApp()
  const { dir } = await newVault(t)
  await t.call('vault.lock', {})
  session = await unlockSession(testPorts(t.folder), { dir, passphrase }, () => undefined)
})
afterEach(async () => {
  await session.workspace.vault.close()
  await t.end()
})

const file = (reports: { place?: string; reporter?: string; minute?: number }[]): void =>
  session.workspace.ledger.transact((transaction) => {
    for (const { place, reporter, minute = 0 } of reports)
      receiveReport(session.workspace, transaction, {
        channel: 'phone',
        receivedAt: new Date(Date.parse('2026-11-23T06:00:00Z') + minute * 60_000).toISOString(),
        reporter: reporter === undefined ? null : { name: reporter },
        category: 'threat',
        narrative: 'x',
        immediateDanger: false,
        occurredAt: null,
        severity: null,
        place: place === undefined ? null : { name: place },
      })
  })

test('reports of the same place or reporter: each once, the earliest first, no more than are shown', async () => {
  file([
    { place: 'Lobby', reporter: 'Ada', minute: 9 },
    { place: 'Dock', minute: 8 },
    { place: 'Lobby', reporter: 'Ada', minute: 7 },
    { reporter: 'Ada', minute: 6 },
    { place: 'Roof', minute: 5 },
    { place: 'Dock', minute: 4 },
  ])
  await session.workspace.vault.close()
  await t.call('vault.unlock', { dir: `${t.folder}/V.holdfast`, passphrase })
  await t.call('report.promote', { report: 'R-0001', title: 'T', owner: 'R. Okafor' })
  await t.call('report.merge', { report: 'R-0002', into: '2026-001', reason: 'same' })
  await t.call('vault.lock', {})
  session = await unlockSession(testPorts(t.folder), { dir: `${t.folder}/V.holdfast`, passphrase }, () => undefined)
  const related = () => relatedReports(session.workspace.db, findReport(session.workspace.db, '1').caseId ?? '')
  expect(related().map(({ number, why }) => [number, why])).toEqual([
    ['R-0006', 'same place'],
    ['R-0004', 'same reporter'],
    ['R-0003', 'same place'],
  ])
  file(Array.from({ length: 120 }, (_, n) => ({ place: n % 2 === 0 ? 'Lobby' : 'Dock', minute: 10 + n })))
  expect(related()).toHaveLength(50)
  expect(related()[49]?.number).toBe('R-0053')
})
