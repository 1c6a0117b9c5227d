import { expect, test } from 'vitest'
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
