import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newVault, passphrase, testApp } from '../support/app.ts'
import { dropTriggers, openRaw } from '../support/raw.ts'
import { aReport } from '../support/builders.ts'

// What a writer with the key adds to a vault, instead of changing what is there.
const folder = mkdtempSync(join(tmpdir(), 'holdfast-planted-'))
const original = join(folder, 'original.holdfast')
const report = aReport()

beforeAll(async () => {
  const test = testApp()
  const { dir } = await newVault(test)
  for (let i = 0; i < 3; i++) await test.call('report.add', report)
  const map = { narrative: 'n' }
  const { writeFileSync } = await import('node:fs')
  const csv = join(test.folder, 'many.csv')
  writeFileSync(csv, `n\n${Array.from({ length: 300 }, (_, i) => `row ${i}`).join('\n')}\n`)
  await test.call('report.import', { file: csv, map })
  await test.call('vault.lock', {})
  cpSync(dir, original, { recursive: true })
  await test.end()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function found(sql: string, triggers: 'kept' | 'dropped'): Promise<string[]> {
  const dir = join(folder, 'copy.holdfast')
  rmSync(dir, { recursive: true, force: true })
  cpSync(original, dir, { recursive: true })
  const database = await openRaw(dir, passphrase)
  database.pragma('foreign_keys=OFF')
  const kept = database
    .prepare(`select sql from sqlite_schema where type = 'trigger'`)
    .all()
    .map((row) => (row as { sql: string }).sql)
  if (triggers === 'dropped') dropTriggers(database)
  database.exec(sql)
  // A careful writer puts the triggers back.
  if (triggers === 'dropped') for (const one of kept) database.exec(one)
  database.close()
  const test = testApp()
  try {
    await test.call('vault.unlock', { dir, passphrase })
    return (await test.call('ledger.audit', {})).problems.map(({ code, where }) => `${code} ${where}`)
  } finally {
    await test.end()
  }
}

const entry = (seq: number): string => `insert into entry (seq, bytes) select ${seq}, bytes from entry where seq = 1;`

describe('what was planted in a vault is named by the audit', () => {
  it.each<[string, string, 'kept' | 'dropped', string]>([
    ['a table', 'create table mine (x)', 'kept', 'SCHEMA_CHANGED table mine'],
    [
      'a trigger',
      'create trigger t after insert on report begin delete from draft; end',
      'kept',
      'SCHEMA_CHANGED trigger t',
    ],
    ['a trigger that is gone', 'drop trigger head_no_delete', 'kept', 'SCHEMA_CHANGED trigger head_no_delete'],
    [
      'a view in place of a table',
      'alter table report rename to hidden; create view report as select * from hidden',
      'kept',
      'SCHEMA_CHANGED view report',
    ],
    ['an entry before the first', entry(-1), 'kept', 'RECORD_EXTRA entry -1'],
    [
      'a payload without an entry',
      `insert into payload (seq, salt, body) values (9999, x'00', '{}')`,
      'kept',
      'RECORD_EXTRA payload 9999',
    ],
    [
      'a head over entries that are not there',
      `insert into head (size, note) values (9999, 'x')`,
      'kept',
      'RECORD_EXTRA head 9999',
    ],
    ['a head over nothing', `insert into head (size, note) values (0, 'x')`, 'kept', 'RECORD_EXTRA head 0'],
    [
      'a second signature on a head',
      `update head set note = note || '— someone AAAAAAAA' || char(10) where size = 2`,
      'dropped',
      'HEAD_CHANGED head 2',
    ],
    ['a tile that is gone', 'delete from tile', 'dropped', 'TREE_CHANGED tile 0/0'],
    [
      'a tile too many',
      `insert into tile (level, place, hashes, root) values (1, 0, x'00', x'00')`,
      'kept',
      'TREE_CHANGED tile 1/0',
    ],
    [
      'a key of a blob that no exhibit has',
      `insert into blob (name, key, size) values ('ff', x'00', 1)`,
      'kept',
      'RECORD_EXTRA blob ff',
    ],
    [
      'a key for signing packets that nobody asked for',
      `insert into secret values ('packet.leaf-key/x', x'00')`,
      'kept',
      'SIGNING_KEY_CHANGED packet.leaf-key/x',
    ],
    [
      'a certificate beside the ledger',
      `insert into secret values ('packet.leaf-certificate', x'00')`,
      'kept',
      'SIGNING_KEY_CHANGED packet.leaf-certificate',
    ],
    [
      'the root’s key sealed to somebody else',
      `update secret set name = 'packet.root-key/x' where name like 'packet.root-key/%'`,
      'kept',
      'SIGNING_KEY_CHANGED packet.root-key/x',
    ],
    [
      'a payload that nothing can read',
      `update payload set body = 'x' where seq = 2`,
      'dropped',
      'PAYLOAD_CHANGED entry 2',
    ],
    [
      'a payload that fits no table',
      `update payload set body = '{"report":{}}' where seq = 2`,
      'dropped',
      'PAYLOAD_CHANGED entry 2',
    ],
  ])('%s', async (_, sql, triggers, problem) => {
    expect(await found(sql, triggers)).toContain(problem)
  })
})
