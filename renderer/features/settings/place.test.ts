import { expect, test } from 'vitest'
import { lineOf } from './place.ts'
import { readTyped } from './typed.ts'

const text = JSON.stringify({ a: 'x, "y": {', list: [{ id: 'one' }, { id: 'two', label: { en: '' } }] }, null, 2)

test('a place in a template is found by its line, whatever signs its words hold', () => {
  const lines = text.split('\n')
  expect(lines[lineOf(text, ['a']) - 1]).toContain('"a"')
  expect(lines[lineOf(text, ['list', 1, 'label', 'en']) - 1]).toContain('"en"')
  expect(lines[lineOf(text, ['list', 0, 'id']) - 1]).toContain('one')
})

test('what is missing is looked for where it should stand; the whole begins at the first line', () => {
  expect(text.split('\n')[lineOf(text, ['list', 1, 'help', 'en']) - 1]).toBe('    {')
  expect(lineOf(text, [])).toBe(1)
})

test('a text that is no JSON says on which line it breaks', () => {
  const { wrong } = readTyped('form', '{\n  "title": x\n}')
  expect(wrong?.[0]?.place).toBe('Line 2')
  expect(readTyped('form', '{\n').wrong?.[0]?.place).toBe('Line 2')
})

test('a body that its kind refuses says line, path and what is wrong', () => {
  const { wrong } = readTyped('mapping', '{\n  "title": "",\n  "map": { "narrative": "N" }\n}')
  expect(wrong?.[0]?.place).toBe('Line 2, title')
})
