import { cpSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { age, everyByte } from '../migrations/age.ts'
import { frozenPassphrase, secondPassphrase } from '../migrations/frozen.ts'
import { desk, type Desk } from '../support/command.ts'

const frozen = join(import.meta.dirname, '../migrations/0.2.0')
let at: Desk
let vault = ''
beforeEach(async () => {
  at?.clear()
  at = desk()
  vault = at.file('Old.holdfast')
  cpSync(join(frozen, 'vault'), vault, { recursive: true })
  await age(vault)
})
afterAll(() => at.clear())

const run = (words: string[], passphrase = frozenPassphrase) =>
  at.run(words, { env: { HOLDFAST_PASSPHRASE: passphrase } })

test('a vault of an earlier form is read with a word about it, takes nothing, and is upgraded by an act', () => {
  const before = everyByte(vault)
  const listed = run(['case', 'list', vault])
  expect(listed).toMatchObject({ status: 0 })
  expect(listed.stdout).toMatch(/An earlier Holdfast made this vault: .*open for reading/)
  expect(listed.stdout).toContain('2026-001')
  const refused = run(['vault', 'compact', vault])
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('for the first time')])
  expect(everyByte(vault)).toEqual(before)

  const waits = run(['vault', 'upgrade', vault])
  expect([waits.status, waits.stderr]).toEqual([1, expect.stringContaining('for the first time')])
  const { fingerprint } = run(['vault', 'info', vault, '--json']).json() as { fingerprint: { sha256: string } }
  const how = ['--out', at.file('Before.backup'), '--fingerprint', fingerprint.sha256]
  const upgraded = run(['vault', 'upgrade', vault, ...how])
  expect(upgraded).toMatchObject({ status: 0, stderr: '' })
  expect(upgraded.stdout).toMatch(/Backed up to .*Before\.backup first: \d+ entries, \d exhibits, all read back/)
  expect(upgraded.stdout).toMatch(/Next: give it its identity, by `holdfast vault identify DIR`/)
  expect(existsSync(at.file('Before.backup/backup.json'))).toBe(true)
  expect(run(['vault', 'audit', vault, '--full'])).toMatchObject({ status: 0 })
  expect(run(['case', 'list', vault]).stdout).not.toContain('earlier Holdfast')
  expect(run(['vault', 'upgrade', vault])).toMatchObject({ status: 2 })
})

test('whoever is no administrator is told whom to ask', () => {
  const refused = run(['vault', 'upgrade', vault], secondPassphrase)
  expect(refused.status).toBe(2)
  expect(refused.stderr).toMatch(/Ask Ines Duarte/)
})
