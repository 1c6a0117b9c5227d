import { resolve } from 'node:path'
import { z } from 'zod'
import { contract, type Call, type Input, type Output } from '../../../../shared/contract/contract.ts'
import { usageError } from '../usage.ts'
import { readJson, readWords } from '../words.ts'
import { namesIn, open, type Command, type Work } from './command.ts'

type Fields<T> = T extends unknown ? keyof T & string : never

/**
 * How the value of an option is shown on the usage line (`M|none`, `-|FILE`). `field`: the field that takes it, where it has
 * another name; `whole`: a JSON text that is the rest of the input. `read`: makes the value of what was given. `needed`: it
 * must be given here, though the call does without.
 */
type Shown<K extends Call> =
  | string
  | { shown: string; field?: Fields<Input<K>>; read?: (given: string) => unknown; needed?: true }
  | { shown: string; whole: true }

/** A command that makes one call of the contract, whose schema says what each word and option may be. */
interface Calling<K extends Call> {
  call: K
  /** What stands after the folder, as the usage line shows it, by the field that takes it. */
  words?: Partial<Record<Fields<Input<K>>, string>>
  /** The options in the order of the usage line; `''` for one that is there or not. */
  options?: Readonly<Record<string, Shown<K>>>
  /** What it does, without a full stop. */
  says: string
  /** What the input has beside words and options. */
  also?: Partial<Input<K>>
  /** The answer in words; `--json` gives it as it is. */
  tells: (answer: Output<K>, input: Input<K>, work: Work) => string[] | Promise<string[]>
  /** The exit status; left out: 0. */
  status?: (answer: Output<K>) => number
}

/** Makes a command of its declaration: its usage line, its options and what it sends follow from the call's schema. */
export function calling<K extends Call>({
  call: name,
  words = {},
  options = {},
  also,
  ...command
}: Calling<K>): Command {
  const taken = Object.entries(options).map(([option, shown]) => optionOf(name, option, shown, also))
  const after = Object.entries<string | undefined>(words).map(([field, shown]) => ({
    field,
    shown,
    needed: isNeeded(name, field),
  }))
  return {
    takes: ['DIR', ...after.map(({ shown, needed }) => (needed ? shown : `[${shown}]`)), ...taken.map(usageOf)].join(
      ' ',
    ),
    says: command.says,
    options: taken.filter(({ kind }) => kind !== 'flag').map(({ option }) => option),
    flags: taken.filter(({ kind }) => kind === 'flag').map(({ option }) => option),
    run: async (work) => {
      const said: Record<string, unknown> = {}
      for (const one of taken) {
        const value = await valueOf(work, one)
        if (one.kind === 'whole') Object.assign(said, value)
        else if (value !== undefined) said[one.field] = value
      }
      const rest = await open(work, after.filter(({ needed }) => needed).length, after.length)
      for (const [at, word] of rest.entries()) {
        const field = after[at]?.field ?? ''
        said[field] = wordOf(name, field, word)
      }
      const input = { ...also, ...said } as Input<K>
      const answer = await work.call(name, input)
      work.out.answer(answer, await command.tells(answer, input, work))
      return command.status?.(answer) ?? 0
    },
  }
}

interface Option {
  option: string
  field: string
  /** How its value is shown. */
  shown: string
  kind: 'flag' | 'text' | 'words' | 'list' | 'number' | 'path' | 'whole'
  needed: boolean
  oneOf: readonly string[] | null
  read: ((given: string) => unknown) | undefined
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
  const {
    shown,
    whole,
    field = camel(option),
    read,
    needed,
  } = {
    whole: false,
    field: undefined,
    read: undefined,
    needed: undefined,
    ...(typeof given === 'string' ? { shown: given } : given),
  }
  if (whole) return { option, field: '', shown, kind: 'whole', needed: true, oneOf: null, read: undefined }
  const schema = fieldOf(name, field)
  if (!schema) throw new Error(`${name} takes no ${field}`)
  const type = bare(schema)
  return {
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
  const text = kind === 'flag' ? `--${option}` : `--${option} ${shown}`
  return needed ? text : `[${text}]`
}

/** What was given to an option, as the call takes it. Fails with USAGE for what is missing or none of the values. */
async function valueOf({ args }: Work, { option, shown, kind, needed, oneOf, read }: Option): Promise<unknown> {
  if (kind === 'flag') return args.flag(option) ? true : undefined
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

function numberIn(option: string, given: string): number {
  if (/^\d{1,15}$/.test(given)) return Number(given)
  throw usageError(`--${option} is “${given}”; it is a whole number.`)
}

/** A word after the folder, as the call takes it: the contract says what is wrong with it. */
const wordOf = (name: Call, field: string, word: string): unknown => {
  if (bare(fieldOf(name, field)) instanceof z.ZodNumber) return Number(word)
  return Object.hasOwn(contract[name].paths, field) ? resolve(word) : word
}
