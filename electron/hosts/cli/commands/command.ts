import { resolve } from 'node:path'
import type { Call, Input, Output as Answer } from '../../../../shared/contract/contract.ts'
import type { Stood } from '../../../../shared/contract/fields.ts'
import { count, showInstant } from '../../../../shared/kernel/show.ts'
import type { OccurredAt, Precision } from '../../../../shared/kernel/time.ts'
import type { Output } from '../output.ts'
import { askPassphrase } from '../passphrase.ts'
import { usageError } from '../usage.ts'

/** The words of one command: what is asked, on what, with which options. */
export interface Arguments {
  /** `report add` and the like; `demo` alone. */
  command: string
  positionals: string[]
  /** Fails with USAGE when it is given more than once. */
  option(name: string): string | undefined
  /** What was given to an option that may stand more than once. */
  every(name: string): string[]
  /** Fails with USAGE when the option is missing. */
  need(name: string): string
  flag(name: string): boolean
  json: boolean
  help: boolean
  /** Asks which Holdfast this is. */
  version: boolean
  /** The words that help is asked about. */
  asked: string[]
}

/** What a command works with. */
export interface Work {
  args: Arguments
  out: Output
  call<K extends Call>(name: K, input: Input<K>): Promise<Answer<K>>
}

/** One command of the command line. Every command also takes `--json` and `--passphrase-file FILE`. */
export interface Command {
  /** What comes after its name, as the usage text shows it. */
  takes: string
  /** What it does, without a full stop: `lists the members`. */
  says: string
  /** Options with a value. */
  options: readonly string[]
  /** Options that are there or not. */
  flags?: readonly string[]
  /** Carries it out and returns the exit status. */
  run(work: Work): Promise<number>
}

/** The commands of one subject: `vault create`, `vault info` … */
export type Commands = Record<string, Command>

/** That a vault is of an earlier form, and what becomes of that. */
export const upgradeInWords = ({ older }: NonNullable<Answer<'vault.info'>['upgrade']>): string =>
  `An earlier Holdfast made this vault: ${older.join('; ')}. It is open for reading, and nothing of it is changed before \`holdfast vault upgrade DIR\`.`

/** Commands whose answer says that a vault is of an earlier form. */
const saysItself: ReadonlySet<string> = new Set(['vault info', 'vault upgrade'])

/** Opens the vault that the command names first and gives the words after it. */
export async function open({ args, out, call }: Work, least: number, most = least, given?: string): Promise<string[]> {
  const [dir, ...rest] = args.positionals
  if (dir === undefined) throw usageError(`“${args.command}” needs the vault's folder.`)
  checkCount(args, rest, least, most, ' after the folder')
  // Whether it is the vault that this computer knows is told before a passphrase is asked for.
  await call('vault.look', { dir: resolve(dir) })
  const passphrase = given ?? (await askPassphrase(args.option('passphrase-file')))
  const { upgrade } = await call('vault.unlock', { dir: resolve(dir), passphrase })
  if (upgrade && !saysItself.has(args.command)) out.note(upgradeInWords(upgrade))
  return rest
}

/** The words of a command, as many as it takes. Fails with USAGE for fewer or more. */
export function checkCount({ command }: Arguments, words: string[], least: number, most: number, where = ''): string[] {
  if (words.length >= least && words.length <= most) return words
  const wanted =
    most === Infinity
      ? `at least ${count(least, 'word')}`
      : `${least === most ? '' : `${least} to `}${count(most, 'word')}`
  const had = words.length === 0 ? 'none' : words.map((word) => `“${word}”`).join(' ')
  throw usageError(`“${command}” takes ${wanted}${where}; it was given ${had}.`)
}

/** What becomes of the recovery sheet where new keys make it void. */
export const sheetFlags = {
  'new-sheet|no-sheet': { field: 'sheet', oneOf: { 'new-sheet': 'next', 'no-sheet': 'none' } },
} as const

/** The same, where the command makes more than one call. */
export function sheetChoice({ args }: Pick<Work, 'args'>): 'next' | 'none' | undefined {
  if (args.flag('new-sheet') && args.flag('no-sheet'))
    throw usageError('--new-sheet and --no-sheet exclude each other.')
  return args.flag('new-sheet') ? 'next' : args.flag('no-sheet') ? 'none' : undefined
}

/** A recovery sheet as it is told, once. */
export const sheetInWords = (sheet: Answer<'vault.newRecoverySheet'> | null): string[] =>
  sheet === null
    ? []
    : [
        `Recovery sheet of ${sheet.member}, shown this once; write the 24 words down. It is used once, and void when the keys are renewed:`,
        sheet.words.join(' '),
      ]

/** Which moment an answer shows, when it was asked as of one. */
export const stoodInWords = (stood: Stood | null): string[] =>
  stood === null
    ? []
    : [
        `As it stood when ${count(stood.entries, 'entry', 'entries')} of ${stood.total} were recorded, the last ${showInstant(stood.at)}; root ${stood.root}`,
      ]

/** Members named in one option, with commas between them. */
export const namesIn = (given: string | undefined): string[] | undefined =>
  given === undefined
    ? undefined
    : given
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')

/** The first line of a text, as a title. */
export const firstLine = (words: string): string =>
  Array.from(words.split(/\r?\n/, 1)[0] ?? '')
    .slice(0, 80)
    .join('')

const precisionOf: Record<number, Precision> = {
  4: 'year',
  7: 'month',
  10: 'day',
  13: 'hour',
  16: 'minute',
  19: 'second',
}

/** `2026`, `2026-11-22`, `2026-11-22T06:42`: how exact it is follows from how much was given. */
export function occurred(
  { args }: Pick<Work, 'args'>,
  option: 'from' | 'to' | 'until' | 'happened',
): OccurredAt | null {
  const value = args.option(option)
  if (value === undefined) return null
  const precision = precisionOf[value.length]
  if (precision === undefined)
    throw usageError(`--${option} is “${value}”; give as much as is known of 2026-11-22T06:42.`)
  const zone = args.option('zone')
  // A day of the calendar is the same in its place whatever the zone; a time of day is not.
  if (zone === undefined && value.includes('T'))
    throw usageError(`--${option} has a time of day; name its zone: --zone Europe/Lisbon.`)
  return { value, zone: zone ?? 'UTC', precision }
}
