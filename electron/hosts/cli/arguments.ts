import { parseArgs } from 'node:util'
import type { HoldfastError } from '../../../shared/kernel/errors.ts'
import { nameToday } from './commands/aliases.ts'
import type { Arguments } from './commands/command.ts'
import { commands } from './commands/index.ts'
import { nearest } from './help.ts'
import { usageError } from './usage.ts'

/** Reads the words of a command. Fails with USAGE for a command or option that is not known or not of this command. */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv)
  const [first = '', second = ''] = positionals
  const written = nameOf(positionals)
  const command = nameToday(written)
  const version = values['version'] === true
  const help = !version && (values['help'] === true || first === '' || first === 'help')
  const known = Object.hasOwn(commands, command) ? commands[command] : undefined
  if (!help && !version && !known) throw noSuchCommand([first, second].filter(Boolean).join(' '))
  const every = (name: string): string[] => {
    const given = values[name]
    return Array.isArray(given) ? given.map(String) : []
  }
  const option = (name: string): string | undefined => {
    const given = every(name)
    if (given.length > 1) throw usageError(`--${name} is given ${given.length} times; “${command}” takes it once.`)
    return given[0]
  }
  const taken = new Set([...always, ...(known?.options ?? []), ...(known?.flags ?? [])])
  const foreign = Object.keys(values).find((name) => !taken.has(name))
  if (!help && !version && foreign !== undefined) throw usageError(`“${command}” takes no option --${foreign}.`)
  return {
    command,
    positionals: positionals.slice(written.split(' ').length),
    option,
    every,
    need: (name) => {
      const value = option(name)
      if (value === undefined) throw usageError(`“${command}” needs --${name}.`)
      return value
    },
    flag: (name) => values[name] === true,
    json: values['json'] === true,
    help,
    version,
    asked: positionals.filter((word) => word !== 'help'),
  }
}

/** The command that words begin with, known or not: one word or two. */
const nameOf = ([first = '', second = '']: readonly string[]): string =>
  Object.hasOwn(commands, first) ? first : `${first} ${second}`

function noSuchCommand(given: string): HoldfastError {
  const meant = nearest(given, commands)
  const what = `There is no command “${given}”.`
  return meant === undefined
    ? usageError(what)
    : usageError(what, `Most like it is \`holdfast ${meant}\`; \`holdfast --help\` has all commands.`)
}

const always = ['json', 'help', 'passphrase-file']

function parse(argv: readonly string[]): { values: Record<string, unknown>; positionals: string[] } {
  const all = Object.values(commands)
  const typed = (
    names: readonly string[],
    type: 'string' | 'boolean',
  ): [string, { type: 'string' | 'boolean'; multiple: boolean }][] =>
    names.map((name) => [name, { type, multiple: type === 'string' }])
  // The version of a template is named by the same word as that of Holdfast is asked.
  const named = nameToday(nameOf(argv.filter((word) => !word.startsWith('-'))))
  const ofTheCommand = Object.hasOwn(commands, named) && commands[named]?.options.includes('version')
  const options = Object.fromEntries([
    ...typed(['passphrase-file', ...all.flatMap((command) => command.options)], 'string'),
    ...typed(['json', ...all.flatMap((command) => command.flags ?? [])], 'boolean'),
    ['help', { type: 'boolean', short: 'h' }] as const,
    ...(ofTheCommand ? [] : typed(['version'], 'boolean')),
  ])
  try {
    return parseArgs({ args: numbersTied(argv, options), options, allowPositionals: true, strict: true })
  } catch (thrown) {
    throw usageError(inOneSentence(thrown))
  }
}

/** A number below zero after an option that takes a value is that value: `--offset -2000`. */
const numbersTied = (argv: readonly string[], options: Readonly<Record<string, { type: string }>>): string[] =>
  argv.flatMap((word, at) => {
    const takes = (one: string | undefined): boolean =>
      one !== undefined && one.startsWith('--') && options[one.slice(2)]?.type === 'string'
    if (takes(argv[at - 1]) && isBelowZero(word)) return []
    const next = argv[at + 1]
    return takes(word) && next !== undefined && isBelowZero(next) ? [`${word}=${next}`] : [word]
  })

const isBelowZero = (word: string): boolean => /^-\d+(?:\.\d+)?$/.test(word)

/** Node's first sentence about what it could not read; what follows it is about Node, not about us. */
function inOneSentence(thrown: unknown): string {
  const words = thrown instanceof Error ? thrown.message : 'The command could not be read'
  return `${words.split(/\n|\. /, 1)[0]?.replace(/[.]$/, '') ?? words}.`
}
