import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { contract, type Alone, type Call } from './contract.ts'
import { command, query, type Procedure } from './define.ts'
import { AsOf, Nothing } from './fields.ts'
import { PathText, pathsIn } from './paths.ts'

type Schema = z.ZodType
const calls = Object.entries<Procedure>(contract)

/** The schemas that one is made of, by whatever way; `seen` ends those that hold themselves. */
function* within(schema: Schema, seen = new Set<unknown>()): Generator<Schema> {
  yield schema
  const parts = (value: unknown): Schema[] => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return []
    seen.add(value)
    if (value instanceof z.ZodType) return [value]
    return Object.values(value).flatMap(parts)
  }
  seen.add(schema)
  for (const part of Object.values(schema.def).flatMap(parts)) yield* within(part, seen)
}

const fieldsOf = ({ input }: Pick<Procedure, 'input'>): [string, Schema][] =>
  input instanceof z.ZodObject ? Object.entries(input.shape) : []
const holds = (schema: Schema, wanted: Schema): boolean => [...within(schema)].includes(wanted)

test.each(calls)('%s says all that the core goes by', (_name, call) => {
  const withPath = fieldsOf(call).filter(([, schema]) => holds(schema, PathText))
  expect(Object.keys(call.paths).sort()).toEqual(withPath.map(([field]) => field).sort())
  expect(holds(call.input, PathText)).toBe(withPath.length > 0)
  expect(call.asOf).toBe(fieldsOf(call).some(([field, schema]) => field === 'asOf' && holds(schema, AsOf)))
  expect(holds(call.input, AsOf)).toBe(call.asOf)
  // A path is never a plain text, which would need no rule.
  for (const schema of within(call.input)) {
    if (!(schema instanceof z.ZodObject)) continue
    for (const [field, part] of Object.entries(schema.shape))
      if (/^(file|files|dir|folder|out|path|paths)$/.test(field))
        expect([field, holds(part, PathText)]).toEqual([field, true])
  }
  const answers = call.output instanceof z.ZodObject ? (call.output.shape as Record<string, Schema>) : {}
  if (call.wrote !== null) expect(answers[call.wrote]).toBeInstanceOf(z.ZodString)
  // Every file that is written may be shown by the window, but for a backup and a vault, which are folders.
  if (call.paths['out'] === 'written' && 'file' in answers) expect(call.wrote).toBe('file')

  if (call.opens) expect(call.permission).toBeNull()
  if (call.alone || call.invited || call.older || call.asOf) expect(call.permission).not.toBeNull()
  if (call.older) expect(call.kind).not.toBe('query')
})

test('a path that is read by nobody’s rule does not compile, nor an earlier moment that is not said', () => {
  const Output = z.strictObject({ file: z.string() })
  const withPath = z.strictObject({ file: PathText })
  // @ts-expect-error the path has no rule
  query('case.read', withPath, Output)
  // @ts-expect-error what else is said is none
  command('case.read', withPath, Output, { alone: true })
  // @ts-expect-error there is no such rule
  query('case.read', withPath, Output, { paths: { file: 'anything' } })
  // @ts-expect-error a path inside of others
  query('case.read', z.strictObject({ in: z.array(withPath).default([]) }), Output)
  // @ts-expect-error one of two
  query('case.read', z.strictObject({ in: PathText.optional(), out: PathText }), Output, { paths: { in: 'picked' } })
  // @ts-expect-error or a number
  query('case.read', z.strictObject({ since: z.union([z.int(), PathText]).nullable() }), Output)
  // @ts-expect-error it takes a moment
  query('case.read', z.strictObject({ asOf: AsOf.optional() }), Output)
  // @ts-expect-error it takes none
  query('case.read', Nothing, Output, { asOf: true })
  // @ts-expect-error the answer has no such field
  query('case.read', Nothing, Output, { wrote: 'place' })
  expect(query('case.read', withPath, Output, { paths: { file: 'picked' }, wrote: 'file' })).toMatchObject({
    paths: { file: 'picked' },
    wrote: 'file',
    alone: false,
  })
})

test('what works alone is told by its type too', () => {
  const alone = calls.filter(([, call]) => call.alone).map(([name]) => name)
  expectTypeOf<Alone>().toExtend<Call>()
  const typed: Record<Alone, true> = {
    'member.accept': true,
    'member.revoke': true,
    'vault.changePassphrase': true,
    'vault.giveIdentity': true,
    'vault.newRecoverySheet': true,
    'vault.rekey': true,
    'vault.upgrade': true,
  }
  expect(alone.sort()).toEqual(Object.keys(typed).sort())
})

test('paths are found wherever a value has them', () => {
  const Files = z.strictObject({
    one: PathText.optional(),
    many: z.array(z.strictObject({ file: PathText, note: z.string() })).default([]),
    since: z.union([z.string().regex(/^\d+$/), PathText]),
  })
  expect(
    pathsIn(Files, {
      many: [
        { file: '/a', note: '/no' },
        { file: '/b', note: '' },
      ],
      since: '/c',
    }),
  ).toEqual(['/a', '/b', '/c'])
  expect(pathsIn(Files, { one: '/d', many: [], since: '17' })).toEqual(['/d'])
})
