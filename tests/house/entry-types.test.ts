import { expect, test } from 'vitest'
import { z } from 'zod'
import { views } from '../../electron/core/views.ts'

/** The part of a JSON Schema that our payloads use. */
interface Schema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  pattern?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  $ref?: string
}

const code = (text: unknown): string => `\`${String(text)}\``

/** A schema in words, without its parts. */
function inWords(schema: Schema): string {
  const { type, anyOf, oneOf, items, pattern } = schema
  const options = anyOf ?? oneOf
  if (options) return [...new Set(options.map(inWords))].join(' or ')
  if (Array.isArray(type)) return type.map((one) => inWords({ ...schema, type: one })).join(' or ')
  if (schema.const !== undefined) return code(JSON.stringify(schema.const))
  if (schema.enum) return `one of ${schema.enum.map(code).join(', ')}`
  if (schema.$ref !== undefined) return 'the same again, nested'
  if (type === 'array') return `list of: ${inWords(items ?? {})}`
  if (type === 'string') return pattern === '^[0-9a-f]{64}$' ? 'text, 64 hex digits' : 'text'
  if (type === 'integer') return 'whole number'
  return type ?? 'as its schema says'
}

/** The fields of a schema and of what it holds, one line each, with a dotted name. */
function fields(schema: Schema, prefix: string): string[] {
  const inner = [...(schema.anyOf ?? schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])]
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
    `- ${code(prefix + name)}${schema.required?.includes(name) ? '' : ' (may be left out)'}: ${inWords(part)}`,
    ...fields(part, `${prefix}${name}.`),
  ])
  return [...new Set([...own, ...inner.flatMap((part) => fields(part, prefix))])]
}

test('docs/format-entries.md lists every type of entry with the fields of its payload', async () => {
  const types = views.flatMap(({ entries }) => Object.entries(entries)).sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = types.map(([type, payload]) => {
    const schema = z.toJSONSchema(payload, { unrepresentable: 'any', io: 'output' }) as Schema
    return `## ${code(type)}\n\n${fields(schema, '').join('\n')}\n`
  })
  const text = `# Entries

Every type of entry and the fields of its payload. A dot leads into an object, or into each object of a list. No payload has
other fields. Written from the schemas by \`npm run test:unit -- tests/house/entry-types.test.ts -u\`.

${parts.join('\n')}`
  await expect(text).toMatchFileSnapshot('../../docs/format-entries.md')
})
