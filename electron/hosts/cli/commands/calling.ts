import { resolve } from 'node:path'
import { z } from 'zod'
import { contract, type Call, type Input, type Output } from '../../../../shared/contract/contract.ts'
import { usageError } from '../usage.ts'
import { readJson, readWords } from '../words.ts'
import { checkCount, namesIn, open, type Arguments, type Command, type Work } from './command.ts'

type Fields<T> = T extends unknown ? keyof T & string : never

/**
 * How the value of an option is shown on the usage line (`M|none`, `-|FILE`). `field`: the field that takes it, where it has
 * another name; `whole`: a JSON text that is the rest of the input. `read`: makes the value of what was given. `needed`: it
 * must be given here, though the call does without. `oneOf`: flags of which one can be given, with the value that each stands for; the option
 * is named by all of them (`new-sheet|no-sheet`).
 */
type Shown<K extends Call> =
  | string
  | { shown: string; field?: Fields<Input<K>>; read?: (given: string) => unknown; needed?: true }
  | { shown: string; whole: true; needed?: false }
  | { field: Fields<Input<K>>; oneOf: Readonly<Record<string, unknown>> }

/** How a word is shown; `read` makes a part of the input of it, where it can stand for one of several fields. */
type Word<K extends Call> = string | { shown: string; read: (word: string) => Partial<Input<K>> }

/** A command that makes one call of the contract, whose schema says what each word and option may be. */
interface Calling<K extends Call> {
  call: K
  /** It needs no vault: the words stand alone. */
  vault?: 'none'
  /** What stands after the folder, as the usage line shows it, by the field that takes it. A last one that ends in `…` takes all that follow. */
  words?: Partial<Record<Fields<Input<K>>, Word<K>>>
  /** The options in the order of the usage line; `''` for one that is there or not. */
  options?: Readonly<Record<string, Shown<K>>>
  /** What it does, without a full stop. */
  says: string
  /** What the input has beside words and options. */
  also?: Partial<Input<K>> | (() => Partial<Input<K>>)
  /** The answer in words; `--json` gives it as it is. */
  tells: (answer: Output<K>, input: Input<K>, work: Work) => string[] | Promise<string[]>
  /** What `--json` gives instead of the answer as it is. */
  gives?: (answer: Output<K>, input: Input<K>) => unknown
  /** The exit status; left out: 0. */
  status?: (answer: Output<K>, input: Input<K>) => number
}

/** Makes a command of its declaration: its usage line, its options and what it sends follow from the call's schema. */
export function calling<K extends Call>({
  call: name,
  vault,
  words = {},
  options = {},
  also,
  ...command
}: Calling<K>): Command {
  const fixed = (): Partial<Input<K>> | undefined => (typeof also === 'function' ? also() : also)
  const taken = Object.entries(options).map(([option, shown]) => optionOf(name, option, shown, fixed()))
  const after = Object.entries<Word<K> | undefined>(words).map(([field, word = '']) => ({
    field,
    needed: typeof word === 'string' ? isNeeded(name, field) : true,
    ...(typeof word === 'string' ? { shown: word, read: undefined } : word),
  }))
  const [least, most] = [
    after.filter(({ needed }) => needed).length,
    after.at(-1)?.shown.endsWith('…') ? Infinity : after.length,
  ]
  const valued = taken.filter(({ kind }) => kind !== 'flag' && kind !== 'flags')
  return {
    takes: [
      ...(vault === 'none' ? [] : ['DIR']),
      ...after.map(({ shown, needed }) => (needed ? shown : `[${shown}]`)),
      ...taken.map(usageOf),
    ].join(' '),
    says: command.says,
    options: valued.map(({ option }) => option),
    flags: taken.filter((one) => !valued.includes(one)).flatMap(({ option }) => option.split('|')),
    run: async (work) => {
      const said: Record<string, unknown> = {}
      // What a file says gives way to what the command says.
      for (const one of taken.toSorted((a, b) => Number(b.kind === 'whole') - Number(a.kind === 'whole'))) {
        const value = await valueOf(work, one)
        if (one.kind === 'whole') Object.assign(said, value)
        else if (value !== undefined) said[one.field] = value
      }
      const given =
        vault === 'none' ? checkCount(work.args, work.args.positionals, least, most) : await open(work, least, most)
      for (const [at, { field, shown, read }] of after.entries()) {
        const word = given[at]
        if (word === undefined) continue
        if (read) Object.assign(said, read(word))
        else
          said[field] = shown.endsWith('…')
            ? given.slice(at).map((one) => wordOf(name, field, shown, one))
            : wordOf(name, field, shown, word)
      }
      const input = { ...fixed(), ...said } as Input<K>
      const answer = await work.call(name, input)
      work.out.answer(command.gives ? command.gives(answer, input) : answer, await command.tells(answer, input, work))
      return command.status?.(answer, input) ?? 0
    },
  }
}

interface Option {
  option: string
  field: string
  /** How its value is shown. */
  shown: string
  kind: 'flag' | 'flags' | 'text' | 'words' | 'list' | 'number' | 'path' | 'whole'
  needed: boolean
  oneOf: readonly string[] | null
  read: ((given: string) => unknown) | undefined
  /** Values of flags of which one can be given. */
  values: Readonly<Record<string, unknown>>
}

const camel = (option: string): string => option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())

const fieldOf = (name: Call, field: string): z.ZodType | undefined => {
  const { input } = contract[name]
  return input instanceof z.ZodObject ? (input.shape as Record<string, z.ZodType | undefined>)[field] : undefined
}

const bare = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? bare(schema.def.innerType)
    : schema

const isNeeded = (name: Call, field: string): boolean => fieldOf(name, field)?.safeParse(undefined).success !== true

function optionOf<K extends Call>(name: K, option: string, given: Shown<K>, also: object = {}): Option {
  const plain = { needed: false, oneOf: null, read: undefined, values: {} }
  if (typeof given === 'object' && 'oneOf' in given)
    return { ...plain, option, field: given.field, shown: '', kind: 'flags', values: given.oneOf }
  if (typeof given === 'object' && 'whole' in given)
    return { ...plain, option, field: '', shown: given.shown, kind: 'whole', needed: given.needed ?? true }
  const {
    shown,
    field = camel(option),
    read,
    needed,
  } = {
    field: undefined,
    read: undefined,
    needed: undefined,
    ...(typeof given === 'string' ? { shown: given } : given),
  }
  const schema = fieldOf(name, field)
  if (!schema) throw new Error(`${name} takes no ${field}`)
  const type = bare(schema)
  return {
    ...plain,
    option,
    field,
    shown,
    kind: kindOf(name, field, shown, type),
    needed: needed ?? (isNeeded(name, field) && !Object.hasOwn(also, field)),
    oneOf: type instanceof z.ZodEnum ? type.options.map(String) : null,
    read,
  }
}

function kindOf(name: Call, field: string, shown: string, type: unknown): Option['kind'] {
  if (type instanceof z.ZodBoolean) return 'flag'
  if (type instanceof z.ZodArray) return 'list'
  if (type instanceof z.ZodNumber) return 'number'
  if (Object.hasOwn(contract[name].paths, field)) return 'path'
  return shown.startsWith('-|') ? 'words' : 'text'
}

/** An option as the usage line has it. */
function usageOf({ option, shown, kind, needed }: Option): string {
  const text =
    kind === 'flag' || kind === 'flags'
      ? option
          .split('|')
          .map((one) => `--${one}`)
          .join('|')
      : `--${option} ${shown}`
  return needed ? text : `[${text}]`
}

/** What was given to an option, as the call takes it. Fails with USAGE for what is missing or none of the values. */
async function valueOf({ args }: Work, { option, shown, kind, needed, oneOf, read, values }: Option): Promise<unknown> {
  if (kind === 'flag') return args.flag(option) ? true : undefined
  if (kind === 'flags') return valueOfFlags(args, option.split('|'), values)
  if (kind === 'list' && !oneOf && !read) {
    const all = args.every(option)
    if (all.length === 0) return needed ? args.need(option) : undefined
    if (all.length === 1 && all[0] === 'none' && shown.split('|').includes('none')) return []
    return all.flatMap((one) => namesIn(one) ?? [])
  }
  const given = needed ? args.need(option) : args.option(option)
  if (given === undefined) return undefined
  if (given === 'none' && shown.split('|').includes('none')) return kind === 'list' ? [] : null
  if (kind === 'whole') return readJson(given)
  if (read) return read(given)
  if (oneOf && !oneOf.includes(given)) throw usageError(`--${option} is “${given}”; it is one of ${oneOf.join(', ')}.`)
  if (kind === 'list') return namesIn(given)
  if (kind === 'number') return numberIn(option, given)
  if (kind === 'path') return resolve(given)
  return kind === 'words' ? readWords(given) : given
}

/** The value that the flag stands for which was given. Fails with USAGE for more than one. */
function valueOfFlags(args: Arguments, flags: readonly string[], values: Readonly<Record<string, unknown>>): unknown {
  const [first, ...more] = flags.filter((flag) => args.flag(flag))
  if (more.length > 0) throw usageError(`${flags.map((flag) => `--${flag}`).join(' and ')} exclude each other.`)
  return first === undefined ? undefined : values[first]
}

function numberIn(option: string, given: string): number {
  if (/^\d{1,15}$/.test(given)) return Number(given)
  throw usageError(`--${option} is “${given}”; it is a whole number.`)
}

/** A word after the folder, as the call takes it. Fails with USAGE for what is no number where one is taken; the contract says what else is wrong. */
const wordOf = (name: Call, field: string, shown: string, word: string): unknown => {
  const type = bare(fieldOf(name, field))
  if (type instanceof z.ZodNumber) {
    if (/^\d{1,15}$/.test(word)) return Number(word)
    throw usageError(`${shown} is “${word}”; it is a number, like 1.`)
  }
  return Object.hasOwn(contract[name].paths, field) ? resolve(word) : word
}
