import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { views } from '../../electron/core/views.ts'

/** The part of a JSON Schema that our payloads use. */
interface Schema {
  type?: string | string[]
  description?: string
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
const patterns: Record<string, string> = { '^[0-9a-f]{64}$': 'text, 64 hex digits' }

/** A schema in words, without its parts. */
function inWords(schema: Schema): string {
  const { type, anyOf, oneOf, items, pattern, description, additionalProperties } = schema
  const options = anyOf ?? oneOf
  if (description !== undefined) return description
  if (options) return [...new Set(options.map(inWords))].join(' or ')
  if (Array.isArray(type)) return type.map((one) => inWords({ ...schema, type: one })).join(' or ')
  if (schema.const !== undefined) return code(JSON.stringify(schema.const))
  if (schema.enum) return `one of ${schema.enum.map(code).join(', ')}`
  if (schema.$ref !== undefined) return 'as the object that it stands in'
  if (type === 'array') return `list of: ${inWords(items ?? {})}`
  if (type === 'string') return patterns[pattern ?? ''] ?? 'text'
  if (type === 'integer') return 'whole number'
  if (type === 'object' && typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0)
    return 'object with names of its own'
  return type ?? 'as its schema says'
}

/** What tells one shape of several apart: the member that has one value in each. */
function tellsApart(shapes: Schema[]): string | undefined {
  const names = Object.keys(shapes[0]?.properties ?? {})
  return names.find((name) => shapes.every(({ properties }) => properties?.[name]?.const !== undefined))
}

/** The fields of a schema and of what it holds, one line each, with a dotted name. */
function fields(schema: Schema, prefix: string): string[] {
  const shapes = (schema.anyOf ?? schema.oneOf ?? []).filter(({ properties }) => properties !== undefined)
  const by = shapes.length > 1 ? tellsApart(shapes) : undefined
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, part]) => [
    `- ${code(prefix + name)}${schema.required?.includes(name) ? '' : ' (may be left out)'}: ${inWords(part)}`,
    ...fields(part, `${prefix}${name}.`),
  ])
  const any = schema.additionalProperties
  const named =
    typeof any === 'object' && Object.keys(any).length > 0
      ? [`- ${code(`${prefix}*`)}: ${inWords(any)}`, ...fields(any, `${prefix}*.`)]
      : []
  const inner = by
    ? shapes.flatMap((part) => fields(part, `${prefix.slice(0, -1)}[${String(part.properties?.[by]?.const)}].`))
    : [...(schema.anyOf ?? schema.oneOf ?? []), ...(schema.items ? [schema.items] : [])].flatMap((part) =>
        fields(part, prefix),
      )
  return [...new Set([...own, ...named, ...inner])]
}

const field = /^( +)(?:'([a-z.-]+)'|([A-Za-z0-9]+)):/

/** What the sources say of a type (`type`) and of its fields (`type field.field`), in the comments above them. */
function sentences(): Map<string, string> {
  const said = new Map<string, string>()
  for (const file of globSync('electron/core/**/entries.ts')) {
    const path: { depth: number; name: string }[] = []
    let comment: string[] | undefined
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const starts = /^\s*\/\*\*/.test(line)
      if (starts) comment = []
      if (comment && (starts || /^\s*\*/.test(line))) {
        comment.push(line.replace(/^\s*(?:\/\*\*|\*(?!\/))?\s?/, '').replace(/\s*\*\/\s*$/, ''))
        continue
      }
      const [, space = '', type, name] = field.exec(line) ?? []
      if (type ?? name) {
        while ((path.at(-1)?.depth ?? -1) >= space.length) path.pop()
        path.push({ depth: space.length, name: type ?? name ?? '' })
        const [first, ...rest] = path.map((one) => one.name)
        const says = comment?.join(' ').trim()
        if (first?.includes('.') && says)
          said.set([first, ...(rest.length > 0 ? [rest.join('.')] : [])].join(' '), says)
      }
      comment = undefined
    }
  }
  return said
}

test('docs/format-entries.md lists every type of entry with the fields of its payload', async () => {
  const types = views.flatMap(({ entries }) => Object.entries(entries)).sort(([a], [b]) => (a < b ? -1 : 1))
  const said = sentences()
  const parts = types.map(([type, payload]) => {
    const schema = z.toJSONSchema(payload, { unrepresentable: 'any', io: 'output' }) as Schema
    const lines = fields(schema, '').map((line) => {
      const says = said.get(`${type} ${/^- `([^`]+)`/.exec(line)?.[1] ?? ''}`)
      return says === undefined ? line : `${line}. ${says}`
    })
    const about = said.get(type)
    return `## ${code(type)}\n\n${about === undefined ? '' : `${about}\n\n`}${lines.join('\n')}\n`
  })
  const text = `# Entries

Every type of entry and the fields of its payload. A dot leads into an object, or into each object of a list. \`*\` is any name;
where a field may have one of several shapes, the value that tells them apart stands in brackets: \`cites[quote].quote\` is
there when \`cites.kind\` is \`quote\`. No payload has other fields. What the entries are about, how a state follows from them,
and what stands in texts (ids, instants, notes) is in [format-record.md](format-record.md). Written from the schemas by \`npm run test:unit -- tests/house/entry-types.test.ts -u\`.

${parts.join('\n')}`
  await expect(text).toMatchFileSnapshot('../../docs/format-entries.md')
})

test('docs/format-record.md says of every type what its entries are about', () => {
  const text = readFileSync('docs/format-record.md', 'utf8')
  const table = text.slice(text.indexOf('## What each entry is about'), text.indexOf('\n## What stands\n'))
  const named = [...table.matchAll(/`([a-z-]+\.(?:[a-z-]+|\*))`/g)].map(([, name = '']) => name)
  const types = views.flatMap(({ entries }) => Object.keys(entries))
  const fits = (name: string, type: string): boolean =>
    name.endsWith('*') ? type.startsWith(name.slice(0, -1)) : type === name
  expect(types.filter((type) => !named.some((name) => fits(name, type)))).toEqual([])
  expect(named.filter((name) => !types.some((type) => fits(name, type)))).toEqual([])
})
