import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, test } from 'vitest'

// Fixed words of the window stand in catalogues (CONTRIBUTING.md).

const root = join(import.meta.dirname, '../..')
/** Words that are not the window's. */
const otherwise = [
  // The form that people outside fill in has a table for each of its languages, and so do the answers to one.
  'renderer/report-form/',
  'renderer/ui/forms/form-answer.tsx',
  // What a new template begins with is recorded.
  'renderer/features/settings/fresh.ts',
  // What a note says of a thing that it could not take in is recorded.
  'renderer/editor/paste',
  // The document around HTML of a mail has rules and no words.
  'renderer/features/evidence/mail-document.ts',
  // Months and days as people type them.
  'renderer/ui/loose-time.ts',
]
const files = globSync('renderer/**/*.{ts,tsx}', { cwd: root })
  .filter((file) => !/\.test\.tsx?$|(?:^|\/)catalogue\.ts$/.test(file))
  .filter((file) => !otherwise.some((other) => file.startsWith(other)))
  .sort()

/** Attributes and properties whose text people read, be it one word. */
const read = new Set(
  'label title aria-label aria-description term says failed placeholder does description suffix noun nouns nothingFoundMessage kicker authority asks hint'.split(
    ' ',
  ),
)
/** Attributes and calls whose text nobody reads. */
const unread =
  /^(?:className|class|style|key|keys|kept|draft|id|path|to|d|viewBox|points|queryKey|accept|transform|data-.*)$/
const unreadCalls =
  /^(?:useKept|keep|keptOr|forgetKept|clsx|querySelector|querySelectorAll|matchMedia|closest|matches|matchMedia|getElementById|split|includes|startsWith|endsWith|Error|RegExp|String\.raw)$/
const words = /\p{L}{2}/u
const prose = /\p{L}{2,}[’'.,:;…]* +[“(]?\p{L}/u

interface Node {
  type: string
  start: number
  [field: string]: unknown
}

/** Fixed words that stand in a source, by the line. */
function literalsOf(name: string, source: string): { line: number; text: string }[] {
  const found: { line: number; text: string }[] = []
  const add = (at: number, text: string): void => {
    const begins = at + (/^\s*/.exec(text)?.[0].length ?? 0)
    found.push({ line: source.slice(0, begins).split('\n').length, text: text.trim().replaceAll(/\s+/g, ' ') })
  }
  walk(parseSync(name, source).program as unknown as Node, false, add)
  return found
}

/** `shown`: whether one word alone is read by people where it stands. */
function walk(node: Node, shown: boolean, add: (at: number, text: string) => void): void {
  const into = (child: unknown, next = false): void => {
    if (Array.isArray(child)) for (const one of child) into(one, next)
    else if (child !== null && typeof child === 'object' && 'type' in child) walk(child as Node, next, add)
  }
  const text = (said: string): void => {
    if (said.startsWith(':')) return
    if (prose.test(said) || (shown && words.test(said))) add(node.start, said)
  }
  switch (node.type) {
    case 'JSXText':
      if (words.test(String(node['value']))) add(node.start, String(node['value']))
      return
    case 'JSXElement':
    case 'JSXFragment': {
      const name = nameOf((node['openingElement'] as Node | undefined)?.['name'])
      into(node['openingElement'])
      // What is typed or stands in code is the same in every language.
      if (name !== 'kbd' && name !== 'code' && name !== 'Kbd') into(node['children'], true)
      return
    }
    case 'JSXAttribute':
    case 'Property': {
      const name = nameOf(node['name'] ?? node['key'])
      if (!unread.test(name)) into(node['value'], read.has(name))
      return
    }
    case 'Literal':
      if (typeof node['value'] === 'string') text(node['value'])
      return
    case 'TemplateLiteral':
      text((node['quasis'] as { value: { cooked: string } }[]).map(({ value }) => value.cooked).join('…'))
      return into(node['expressions'])
    case 'ConditionalExpression':
      into(node['test'])
      return into([node['consequent'], node['alternate']], shown)
    case 'LogicalExpression':
      into(node['left'], shown && node['operator'] !== '&&')
      return into(node['right'], shown)
    case 'JSXExpressionContainer':
      return into(node['expression'], shown)
    case 'CallExpression':
    case 'NewExpression':
      into(node['callee'])
      if (!unreadCalls.test(nameOf(node['callee']))) into(node['arguments'])
      return
    case 'BinaryExpression':
      if (node['operator'] === '+') into([node['left'], node['right']], shown)
      return
    default:
      if (/^(?:ImportDeclaration$|TS(?!AsExpression|SatisfiesExpression|NonNull))/.test(node.type)) return
      for (const [field, child] of Object.entries(node)) if (field !== 'source') into(child)
  }
}

function nameOf(node: unknown): string {
  const { name, value, property } = (node ?? {}) as { name?: unknown; value?: unknown; property?: unknown }
  if (property !== undefined) return nameOf(property)
  return typeof name === 'string' ? name : typeof value === 'string' ? value : ''
}

const found = new Map(
  files.map((file) => {
    const source = readFileSync(join(root, file), 'utf8')
    return [file, literalsOf(file, source).map(({ line, text }) => `${file}:${line} ${text}`)]
  }),
)

test('fixed words are found: between tags, in attributes, in what is told, whole or put together', () => {
  const source = `
    const keys = [{ key: 'n', says: 'new' }]
    export const Screen = () => (
      <section className="one two" aria-label="Cases" title={late ? 'Late' : undefined} data-x="ab cd">
        Case <b>{number === 'a b' && 'closed'}</b> {\`was told \${at}\`} <kbd>Ctrl K</kbd> {words.title} ·
        <Loading what="the cases" />
        {fail('It was not kept')}
      </section>
    )`
  expect(literalsOf('screen.tsx', source).map(({ line, text }) => `${line} ${text}`)).toEqual([
    '2 new',
    '4 Cases',
    '4 Late',
    '5 Case',
    '5 closed',
    '5 was told …',
    '6 the cases',
    '7 It was not kept',
  ])
})

test('fixed words of the window stand in catalogues alone', () => {
  expect(files.flatMap((file) => found.get(file) ?? [])).toEqual([])
})

test('every word of a catalogue is said on some screen of its feature', () => {
  const unsaid = globSync('renderer/**/catalogue.ts', { cwd: root }).flatMap((file) => {
    const folder = dirname(file)
    const said = globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })
      .filter((other) => other !== file)
      .map((other) => readFileSync(join(root, other), 'utf8'))
      .join('\n')
    const keys = readFileSync(join(root, file), 'utf8').matchAll(/^ {2}(\w+): /gm)
    return [...keys].flatMap(([, key = '']) =>
      new RegExp(`\\.\\s*${key}\\b|[{,]\\s*${key}\\s*[,}]`).test(said) ? [] : [`${file}: ${key}`],
    )
  })
  expect(unsaid).toEqual([])
})
