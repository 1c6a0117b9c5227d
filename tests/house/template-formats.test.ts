import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { languages, Words } from '../../shared/contract/forms.ts'
import { templateBodies, templateKinds } from '../../shared/contract/templates.ts'

// docs/format-templates.md has a row for every key of every kind, and says whether it is needed.

interface Shape {
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  additionalProperties?: Shape | boolean
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
}

/** Every key of a schema by its path, lists passed through, with whether it must be given where its parent is. */
function keysOf(shape: Shape, at = ''): [path: string, needed: string][] {
  // Words have a table of their own.
  if (at !== '' && languages.every((language) => shape.properties?.[language])) return []
  const { properties = {}, required = [], items, additionalProperties: others, anyOf, oneOf, allOf } = shape
  const named = Object.entries(properties).flatMap(([key, inner]): [string, string][] => {
    const path = at === '' ? key : `${at}.${key}`
    return [[path, required.includes(key) ? 'yes' : 'no'], ...keysOf(inner, path)]
  })
  const any = typeof others === 'object' ? keysOf(others, at) : []
  return [
    ...named,
    ...any,
    ...[items, ...(anyOf ?? []), ...(oneOf ?? []), ...(allOf ?? [])].flatMap((one) => (one ? keysOf(one, at) : [])),
  ]
}

const text = readFileSync(join(import.meta.dirname, '../../docs/format-templates.md'), 'utf8')

/** The rows of the table in a section, as they are written. */
const rowsOf = (heading: string): Record<string, string> => {
  const section = text.split(/^## /m).find((one) => one.startsWith(heading)) ?? ''
  const rows = section.matchAll(/^\| `([^`]+)`\s*\| (yes|no)\s*\|/gm)
  return Object.fromEntries([...rows].map(([, path = '', needed = '']) => [path, needed]))
}
const keysIn = (schema: z.ZodType): Record<string, string> =>
  Object.fromEntries(keysOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape))

test.each(templateKinds)('each key of the kind %s has its row, and each row is a key', (kind) => {
  expect(rowsOf(`The kind \`${kind}\``)).toEqual(keysIn(templateBodies[kind]))
})

test('so has each language of words', () => {
  expect(rowsOf('Words and types')).toEqual(keysIn(Words))
})
