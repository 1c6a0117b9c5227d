import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { readArguments } from '../arguments.ts'
import { completionFor } from '../completion.ts'
import { exampleOf, helpOf } from '../help.ts'
import { optionWords } from '../options.ts'
import { aliases } from './aliases.ts'
import { commands, usageOf } from './index.ts'

const helped = (words: string[]): string => usageOf(readArguments([...words, '--help']).asked)
const listed = (words: string[]): string[] =>
  [...helped(words).matchAll(/^ {2}holdfast (.+)$/gm)].map(([, line = '']) => line)

test('help tells the command that was named, those that begin with the words, or all', () => {
  expect(listed(['packet'])).toHaveLength(Object.keys(commands).filter((name) => name.startsWith('packet ')).length)
  expect(listed(['report', 'ad'])).toEqual(listed(['report']))
  for (const words of [[], ['nonsense'], ['toString']]) expect(listed(words)).toHaveLength(Object.keys(commands).length)
  for (const [name, command] of Object.entries(commands))
    expect(helped(name.split(' '))).toContain(helpOf(name, command))
})

test('of one command it tells what it does, its options with what they take, and an example', () => {
  const help = helped(['task', 'change'])
  expect(help).toContain('holdfast task change: ')
  expect(help).toMatch(/^ {2}--after TASK\[,TASK\]\|none +tasks that must be done first$/m)
  expect(help).toMatch(/^ {2}--type T +which type: task, tell, preserve, decide$/m)
  expect(helped(['monitoring', 'answer'])).toMatch(
    /^ {2}holdfast monitoring answer North\.holdfast 2026-001 M-01 --note "Seen and settled"$/m,
  )
})

test('every example is a command that is taken as it is written, with values that its options take', () => {
  for (const [name, command] of Object.entries(commands)) {
    const words = [...exampleOf(name, command).matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    )
    const args = readArguments(words.slice(1))
    for (const option of command.options) {
      const [value, only] = [args.option(option), optionWords(name, option)?.oneOf]
      if (value !== undefined && only) expect(only, `${name} --${option}`).toContain(value)
    }
    expect(args.command).toBe(name)
    expect(words.filter((word) => word === '' || word === '…')).toEqual([])
    expect(exampleOf(name, command)).not.toMatch(/[[\]|…]/)
  }
})

test('a command that is written wrong is answered with the one that was meant', () => {
  const next = (words: string[]): string => {
    try {
      readArguments(words)
      return ''
    } catch (thrown) {
      return (thrown as { next: string }).next
    }
  }
  expect(next(['vualt', 'info', 'DIR'])).toContain('`holdfast vault info`')
  expect(next(['report', 'promte'])).toContain('`holdfast report promote`')
  expect(next(['reprot'])).toContain('`holdfast help report`')
  expect(next(['dmo'])).toContain('`holdfast demo`')
  expect(next(['sing', 'a', 'song'])).toBe('See `holdfast --help` for the commands.')
})

test('a shell completes commands, options, and the values of those that take few', () => {
  const complete = (...words: string[]): string[] => {
    const script = `${completionFor('bash', commands)}
COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _holdfast; printf '%s\\n' "\${COMPREPLY[@]}"`
    const { stdout, stderr } = spawnSync('bash', ['--norc'], { input: script, encoding: 'utf8' })
    expect(stderr).toBe('')
    return stdout.split('\n').filter((line) => line !== '')
  }
  expect(complete('holdfast', 'pa')).toEqual(['packet'])
  expect(complete('holdfast', 'packet', 'ha')).toEqual(['hand-over'])
  expect(complete('holdfast', 'packet', 'build', 'N.holdfast', '2026-001', '--re')).toEqual(['--recipient'])
  expect(complete('holdfast', 'case', 'conclude', 'N.holdfast', '2026-001', '--residual', 'mo')).toEqual(['moderate'])
  // A file: the shell's own completion goes on.
  expect(complete('holdfast', 'packet', 'verify', 'pac')).toEqual([])
  for (const shell of ['zsh', 'powershell'] as const)
    for (const name of Object.keys(commands))
      expect(completionFor(shell, commands)).toContain(name.split(' ')[1] ?? name)
})

test('a name of an earlier release is read as the one of today, with the same words, and help tells that one', () => {
  for (const [before, today] of Object.entries(aliases)) {
    expect(Object.hasOwn(commands, before), before).toBe(false)
    const command = commands[today]
    if (!command) throw new Error(`no command ${today}`)
    const [, ...words] = [...exampleOf(today, command).matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    )
    const given = words.slice(today.split(' ').length)
    const read = (name: string) => {
      const { command: meant, positionals, option } = readArguments([...name.split(' '), ...given])
      return { meant, positionals, options: command.options.map(option) }
    }
    expect(read(before)).toEqual(read(today))
    expect(helped(before.split(' '))).toBe(helped(today.split(' ')))
  }
})
