import { z } from 'zod'
import { contract, type Call } from '../../shared/contract/contract.ts'
import { words } from './catalogue.ts'

/** The schema under what may be left out. */
const bare = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
    ? bare(schema.def.innerType)
    : schema

/** The schema of a field, by its path in dots; of a list, of what is in it. */
function schemaAt(schema: unknown, path: readonly string[]): unknown {
  const found = bare(schema)
  if (found instanceof z.ZodArray) return schemaAt(found.element, path)
  const [field, ...rest] = path
  if (field === undefined) return found
  return found instanceof z.ZodObject ? schemaAt(found.shape[field], rest) : undefined
}

/** The most characters that a call takes in a field of its input (`severity.reason`); undefined where it sets no limit. */
export function limitOf(name: Call, field: string): number | undefined {
  const schema = schemaAt(contract[name].input, field.split('.'))
  return schema instanceof z.ZodString ? (schema.maxLength ?? undefined) : undefined
}

const takes = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success

/** An input whose blank texts are left out, or null, where the call takes that. */
export function withoutBlanks(name: Call, given: object): Record<string, unknown> {
  const { input } = contract[name]
  if (!(input instanceof z.ZodObject)) return { ...given }
  const shape = input.shape as Readonly<Record<string, z.ZodType | undefined>>
  const kept = Object.entries(given).flatMap(([key, value]): [string, unknown][] => {
    const schema = shape[key]
    if (!schema || !isBlank(value)) return [[key, value]]
    if (takes(schema, undefined)) return []
    return [[key, takes(schema, null) ? null : value]]
  })
  return Object.fromEntries(kept)
}

/** Whether nothing was typed or chosen. */
export const isBlank = (value: unknown): boolean => value === null || (typeof value === 'string' && value.trim() === '')

/** A text that may be left empty: nothing then. */
export const orNothing = (text: string): string | undefined => (isBlank(text) ? undefined : text)

/** What a schema says of a value, as a person is told it. Zod's own messages, which begin with a capital, are for programmers. */
function inWords(issue: z.core.$ZodIssue): string {
  const { code, message, input } = issue
  if (/^[a-z]/.test(message)) return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`
  const things = 'origin' in issue ? unitOf[issue.origin] : undefined
  if (code === 'too_big')
    return words.mustBeAtMost({ maximum: issue.maximum.toLocaleString('en'), things: things ?? '' })
  if (code === 'too_small')
    return issue.minimum === 1 && things
      ? words.thisIsNeeded
      : words.mustBeAtLeast({ minimum: issue.minimum.toLocaleString('en'), things: things ?? '' })
  if (isBlank(input ?? null)) return words.thisIsNeeded
  return code === 'invalid_value' ? words.chooseOneOfThoseOffered : words.thisCannotBeTaken
}

const unitOf: Readonly<Record<string, string | undefined>> = {
  get string() {
    return words.characters
  },
  get array() {
    return words.ofThem
  },
  get set() {
    return words.ofThem
  },
}

/** What is wrong with an input, by the form's field that it lies in; what lies in none of them is under `form`. */
export function wrongIn(
  name: Call,
  input: unknown,
  fields: Readonly<Record<string, unknown>>,
  says: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const { error } = contract[name].input.safeParse(input, { reportInput: true })
  const wrong: Record<string, string> = {}
  for (const issue of error?.issues ?? []) {
    const { path } = issue
    const field = path.map(String).find((part) => Object.hasOwn(fields, part))
    if (field === undefined) wrong['form'] ??= `${path.join('.') || words.theInput}: ${inWords(issue)}`
    else wrong[field] ??= says[field] ?? inWords(issue)
  }
  return wrong
}
