import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyConsistency, verifyInclusion } from '../../../../shared/ledger/proofs.ts'
import { leafHash } from '../../../../shared/ledger/tree.ts'
import { parseNote } from '../../../../shared/ledger/note.ts'
import { newVault, passphrase, testApp, testPorts, type TestApp } from '../../../../tests/support/app.ts'
import { intakeView, receiveReport } from '../../intake/reports/index.ts'
import { unlockSession, type Session } from '../../session.ts'
import { views } from '../../views.ts'
import { proveConsistency, proveInclusion } from './queries.ts'
import { refreshViews } from './replay.ts'

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()
const report = {
  channel: 'phone',
  receivedAt: '2026-11-23T06:42:00-05:00',
  reporter: null,
  occurredAt: null,
  place: null,
  category: 'threat',
  narrative: 'A man by the gate.',
  immediateDanger: false,
  severity: null,
} as const

let test: TestApp
let session: Session
let now: number
const open = async (): Promise<void> => {
  const ports = testPorts(test.folder, { clock: { now: () => now, zone: 'UTC' } })
  session = await unlockSession(ports, { dir: join(test.folder, 'V.holdfast'), passphrase }, () => undefined)
}
beforeEach(async () => {
  now = Date.now() + 1000
  test = testApp({ clock: { now: () => now, zone: 'UTC' } })
  await newVault(test)
  await test.call('vault.lock', {})
  await open()
})
afterEach(async () => {
  await session.workspace.vault.close()
  await test.end()
})
const receive = (count: number): void =>
  session.workspace.ledger.transact((transaction) => {
    for (let i = 0; i < count; i++) receiveReport(session.workspace, transaction, report)
  })

describe('the ledger', () => {
  it('refuses UPDATE and DELETE on every table of the record through its own connection', () => {
    receive(300)
    const { store } = session.workspace.vault
    for (const table of ['entry', 'payload', 'head', 'tile']) {
      const column = { entry: 'bytes', payload: 'body', head: 'note', tile: 'hashes' }[table] ?? ''
      expect(() => store.run(`update ${table} set ${column} = ${column}`), table).toThrow('append-only')
      expect(() => store.run(`delete from ${table}`), table).toThrow('append-only')
      expect(() => store.run(`replace into ${table} select * from ${table}`), table).toThrow()
    }
  })
  it('keeps all of a transaction or nothing of it, in the tables and in its own state', () => {
    receive(3)
    const { ledger, db } = session.workspace
    const before = [ledger.size, ledger.head(), db.get('select count(*) as n from report')]
    expect(() =>
      ledger.transact((transaction) => {
        receiveReport(session.workspace, transaction, report)
        throw new Error('stop')
      }),
    ).toThrow('stop')
    expect([ledger.size, ledger.head(), db.get('select count(*) as n from report')]).toEqual(before)
    receive(1)
    expect(ledger.size).toBe(5)
  })
  it('proves every entry and every older head, across tiles and after reopening', async () => {
    const heads = [1, 200, 57, 1, 400, 70_000 % 300].map((count) => {
      receive(count)
      now += 10
      return parseNote(session.workspace.ledger.head().note)?.checkpoint
    })
    await session.workspace.vault.close()
    await open()
    const { db, ledger } = session.workspace
    const newest = heads.at(-1)
    if (!newest) throw new Error('no head')
    expect(ledger.head().root).toBe(Buffer.from(newest.root).toString('hex'))
    const entries = db.all<{ bytes: string }>('select bytes from entry order by seq')
    for (const seq of [0, 1, 255, 256, 257, 511, 512, ledger.size - 1]) {
      const leaf = leafHash(sha256, Buffer.from(entries[seq]?.bytes ?? ''))
      const proof = proveInclusion(db, seq, newest.size)
      expect(
        verifyInclusion(sha256, { index: seq, size: newest.size, root: newest.root, leafHash: leaf, proof }),
        `entry ${seq}`,
      ).toBe(true)
    }
    for (const old of heads) {
      if (!old) throw new Error('no head')
      const proof = proveConsistency(db, old.size, newest.size)
      expect(
        verifyConsistency(sha256, {
          oldSize: old.size,
          oldRoot: old.root,
          size: newest.size,
          root: newest.root,
          proof,
        }),
      ).toBe(true)
    }
  })
  it('records that the clock went back', () => {
    receive(1)
    now -= 3_600_000
    receive(1)
    const types = session.workspace.db
      .all<{ type: string }>(`select json_extract(bytes, '$.type') as type from entry order by seq`)
      .map((row) => row.type)
    expect(types).toEqual(['vault.created', 'report.received', 'clock.turned-back', 'report.received'])
  })
  it('builds its tables anew from the record when their definition is another', async () => {
    receive(20)
    const { store } = session.workspace.vault
    const rows = store.all('select * from report order by id')
    store.run(`update view_version set version = 'older'`)
    store.run(`update report set narrative = 'changed'`)
    await session.workspace.vault.close()
    await open()
    expect(session.workspace.db.all('select * from report order by id')).toEqual(rows)
  })
  it('builds them anew when they were worked out by other data of time zones and letters', () => {
    receive(20)
    const { store } = session.workspace.vault
    const rows = store.all('select * from report order by id')
    const { tz, icu, unicode }: Record<string, string | undefined> = process.versions
    const spoil = (): void => store.run(`update report set narrative = 'changed'`)
    for (const other of [
      { tz: '1970a', icu, unicode },
      { tz, icu: '1.0', unicode },
      { tz, icu, unicode: '1.0' },
    ]) {
      spoil()
      refreshViews(store, views, other)
      expect(store.all('select * from report order by id')).toEqual(rows)
      spoil()
      refreshViews(store, views, other)
      expect(store.all('select * from report order by id')).not.toEqual(rows)
    }
  })
  it('checks what it is given against the schema of the entry', () => {
    const { ledger } = session.workspace
    const wrong = { number: 'R-1', serial: 1, report: { ...report, channel: 'pigeon' as never } }
    expect(() =>
      ledger.transact(({ append }) => append(intakeView, 'report.received', { subject: 'x' }, wrong)),
    ).toThrow()
    expect(ledger.size).toBe(1)
  })
})
