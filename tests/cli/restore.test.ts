import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, handAt, makeVault, report, type Desk, type Hand } from '../support/command.ts'

// A backup restored at the command line on the computer that made it.

let at: Desk
let hand: Hand
let vault = ''
beforeAll(async () => {
  at = desk()
  hand = handAt(at)
  vault = at.file('Field.holdfast')
  await makeVault(vault, (call) => call('report.add', report))
  at.file('report.json', JSON.stringify(report))
  hand.says(['vault', 'backup', vault, '--out', at.file('stick')])
  hand.says(['report', 'add', vault, '--file', at.file('report.json')])
})
afterAll(() => at.clear())

const restore = (): string[] => ['vault', 'restore', at.file('stick'), '--out', vault, '--replace']

test('without an answer it ends with 1, says what would be left behind, and restores nothing', () => {
  const ended = at.run(restore())
  expect(ended.status).toBe(1)
  expect(ended.stderr).toContain('2 entries, entries 2 to 3 (1 × report.received, 1 × vault.backed-up)')
  expect(ended.stderr).toContain('--supersedes --reason')
  expect(readdirSync(at.folder).filter((name) => name.startsWith('Field.holdfast'))).toEqual(['Field.holdfast'])
  expect(at.run([...restore(), '--supersedes']).status).toBe(2)
})

test('with its reason it is on record, and the vault works at once', () => {
  const lines = hand.says([...restore(), '--supersedes', '--reason', 'The disk died.'])
  expect(lines.join('\n')).toMatch(/Left behind, on record: 2 entries, entries 2 to 3 /)
  hand.says(['report', 'add', vault, '--file', at.file('report.json')])
  expect(hand.says(['vault', 'info', vault]).join('\n')).not.toMatch(/another one|older/)
  hand.says(['vault', 'audit', vault])
})

test('what was moved aside says what to do, and goes on once that is said why', () => {
  const aside = join(at.folder, readdirSync(at.folder).find((name) => name.includes('.before-')) ?? '')
  expect(existsSync(join(aside, 'vault.db'))).toBe(true)
  const add = ['report', 'add', aside, '--file', at.file('report.json')]
  const refused = at.run(add)
  expect(refused.status).toBe(1)
  expect(refused.stderr).toContain('ledger accept-older')
  hand.says(['ledger', 'accept-older', aside, '--reason', 'To copy something out.'])
  hand.says(add)
})
