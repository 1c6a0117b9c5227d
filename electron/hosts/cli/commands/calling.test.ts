import { expect, test, vi } from 'vitest'
import { readArguments } from '../arguments.ts'
import { outputTo } from '../output.ts'
import { calling } from './calling.ts'
import type { Command } from './command.ts'
import { commands } from './index.ts'

/** Runs a command until it would ask the core, which is not there. */
const refused = async (argv: string[], command?: Command): Promise<unknown> => {
  const args = readArguments(argv)
  const call = (name: string): never => {
    throw new Error(`asked ${name}`)
  }
  return (command ?? commands[args.command])?.run({ args, out: outputTo(false), call }).then(
    () => 'done',
    (thrown: unknown) => (thrown as Error).message,
  )
}

test('the usage line follows from the call: what it needs, what may be left out, what is there or not', () => {
  const made = calling({
    call: 'task.add',
    words: { case: 'CASE' },
    options: { title: 'T', due: 'INSTANT', after: { shown: 'TASK[,TASK]', field: 'dependsOn' }, mandatory: '' },
    says: 'adds a task',
    tells: () => [],
  })
  expect(made.takes).toBe('DIR CASE --title T [--due INSTANT] [--after TASK[,TASK]] [--mandatory]')
  expect([made.options, made.flags]).toEqual([['title', 'due', 'after'], ['mandatory']])
})

test('an option that the call does not take is found when the command is made', () => {
  expect(() => calling({ call: 'task.add', options: { colour: 'C' }, says: 'x', tells: () => [] })).toThrow(
    'task.add takes no colour',
  )
})

test('what is missing or none of the values is refused before a vault is opened', async () => {
  const alias = ['subject', 'alias', 'North.holdfast', 'S-0001', '--name', 'J', '--basis', 'b']
  expect(await refused(alias)).toBe('“subject alias” needs --confidence.')
  expect(await refused([...alias, '--confidence', 'certain'])).toMatch(/^--confidence is “certain”; it is one of /)
  expect(await refused([...alias, '--confidence', 'high'])).toBe('asked vault.look')
  expect(await refused([...alias, '--confidence', 'high', 'more'])).toMatch(/takes 1 word after the folder/)
})

test('of flags that exclude each other one is given, and the last word can be many', async () => {
  const revoke = commands['member revoke']
  expect(revoke?.takes).toBe('DIR MEMBER --reason R [--hand-over-to M] [--new-sheet|--no-sheet]')
  expect(revoke?.flags).toEqual(['new-sheet', 'no-sheet'])
  const both = ['member', 'revoke', 'North.holdfast', 'Ada', '--reason', 'Left', '--new-sheet', '--no-sheet']
  expect(await refused(both)).toBe('--new-sheet and --no-sheet exclude each other.')
  expect(await refused(['form', 'import', 'North.holdfast'])).toMatch(
    /takes at least 1 word after the folder; it was given none/,
  )
  expect(await refused(['form', 'import', 'North.holdfast', 'a', 'b', 'c'])).toBe('asked vault.look')
})

test('what needs no vault asks for none, and for its own words', async () => {
  expect(commands['ledger verify']?.takes).toBe('FILE')
  expect(await refused(['ledger', 'verify'])).toBe('“ledger verify” takes 1 word; it was given none.')
  expect(await refused(['ledger', 'verify', 'a.txt'])).toBe('asked ledger.verify')
})

test('a word that can stand for two fields fills the one it names', async () => {
  const asked: [string, unknown][] = []
  const call = (name: string, input: unknown): Promise<unknown> => {
    asked.push([name, input])
    return Promise.resolve(name === 'vault.unlock' ? { upgrade: null } : { ok: true, exhibits: [], items: [] })
  }
  vi.stubEnv('HOLDFAST_PASSPHRASE', 'not asked for')
  for (const ref of ['R-0007', '2026-001']) {
    const args = readArguments(['exhibit', 'list', 'North.holdfast', ref, '--json'])
    await commands['exhibit list']?.run({ args, out: outputTo(false), call: call as never })
  }
  vi.unstubAllEnvs()
  expect(asked.filter(([name]) => name === 'exhibit.list')).toEqual([
    ['exhibit.list', { report: 'R-0007' }],
    ['exhibit.list', { case: '2026-001' }],
  ])
})

test('a number below zero is the value of the option before it', () => {
  const args = readArguments(['clock', 'add', 'V', '2026-001', '--offset', '-2000', '--device', 'Door'])
  expect([args.option('offset'), args.option('device'), args.positionals]).toEqual(['-2000', 'Door', ['V', '2026-001']])
  // One that stands for itself is no option's, and what is no number may be an option.
  expect(() => readArguments(['clock', 'add', 'V', '2026-001', '--offset', '--json'])).toThrow()
})
