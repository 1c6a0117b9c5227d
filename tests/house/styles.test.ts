import postcss from 'postcss'
import { globSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../architecture/root.ts'

// Styles of a feature are its own: they stand in modules, whose names nobody else can use. Names for all screens stand in renderer/ui.

const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const find = (pattern: string): string[] =>
  globSync(pattern, { cwd: root }).filter((path) => !/\.test\.|^renderer\/report-form\//.test(path))
const classesIn = (selector: string): string[] =>
  [...selector.matchAll(/\.(-?[a-zA-Z_][\w-]*)/g)].map(([, name]) => name ?? '')
const ownIn = (selector: string): string[] => classesIn(selector.replace(/:global\((?:[^()]|\([^()]*\))*\)/g, ''))
/** The namespace of a file: a feature, `shell`, `editor`. */
const roomOf = (path: string): string => /^renderer\/(features\/[^/]+|[^/]+)\//.exec(path)?.[1] ?? ''

function selectorsOf(path: string): { selector: string; nested: boolean }[] {
  const found: { selector: string; nested: boolean }[] = []
  postcss.parse(read(path)).walkRules((rule) => {
    if (rule.parent?.type === 'atrule' && 'name' in rule.parent && rule.parent.name === 'keyframes') return
    for (const selector of rule.selectors) found.push({ selector, nested: rule.parent?.type === 'rule' })
  })
  return found
}

/** Names made of what the core says: the kind of an event, the state of a task. */
const madeAtRunTime = /^(?:dot-.+|not-applicable)$/

const sheets = find('renderer/**/*.css')
const modules = sheets.filter((path) => path.endsWith('.module.css'))
const shared = new Set(
  sheets
    .filter((path) => !modules.includes(path))
    .flatMap((path) => selectorsOf(path).flatMap(({ selector }) => classesIn(selector))),
)
const own = new Map<string, Set<string>>()
for (const path of modules) {
  const names = own.get(roomOf(path)) ?? new Set()
  own.set(roomOf(path), names)
  for (const { selector } of selectorsOf(path)) for (const name of ownIn(selector)) names.add(name)
}
const code = find('renderer/**/*.{ts,tsx}').map((path) => ({ path, room: roomOf(path), text: read(path) }))

test('sheets that style by names for all screens are those of ui', () => {
  expect(modules.length).toBeGreaterThan(20)
  expect(sheets.filter((path) => !modules.includes(path) && roomOf(path) !== 'ui')).toEqual([])
})

test('a module styles what is its own: no rule of it reaches a screen that does not use it', () => {
  const leaks = modules.flatMap((path) =>
    selectorsOf(path)
      .filter(({ selector, nested }) => !nested && ownIn(selector).length === 0)
      .map(({ selector }) => `${path}: ${selector}`),
  )
  expect(leaks).toEqual([])
})

test('what a module takes from outside is a name of ui, or of a library', () => {
  const foreign = modules.flatMap((path) =>
    selectorsOf(path).flatMap(({ selector }) =>
      [...selector.matchAll(/:global\(((?:[^()]|\([^()]*\))*)\)/g)]
        .flatMap(([, inside]) => classesIn(inside ?? ''))
        .filter((name) => !shared.has(name) && !/^(?:mantine-|tableWrapper$)/.test(name))
        .map((name) => `${path}: ${name}`),
    ),
  )
  expect(foreign).toEqual([])
})

test('a name that a screen takes of its module is there, and each name of a module is taken', () => {
  const missing = code.flatMap(({ path, room, text }) =>
    [...text.matchAll(/\b\w*[sS]tyles(?:\.([\w]+)|\['([^']+)'\])/g)]
      .map(([, plain, quoted]) => plain ?? quoted ?? '')
      .filter((name) => own.get(room)?.has(name) !== true)
      .map((name) => `${path}: ${name}`),
  )
  expect(missing).toEqual([])
  const unused = [...own].flatMap(([room, names]) => {
    const texts = code.filter((file) => file.room === room).map(({ text }) => text)
    return [...names]
      .filter((name) => !madeAtRunTime.test(name) && !texts.some((text) => text.includes(name)))
      .map((name) => `${room}: ${name}`)
  })
  expect(unused).toEqual([])
})

test('modules of one folder do not style each other: what is named alone is named in one of them', () => {
  // A name is that of the folder and the class, so that two modules of a folder share it.
  const homes = new Map<string, string[]>()
  for (const path of modules)
    for (const name of new Set(
      selectorsOf(path).flatMap(({ selector, nested }) =>
        nested ? [] : (/^\.([\w-]+)$/.exec(selector)?.slice(1) ?? []),
      ),
    )) {
      const key = `${dirname(path)} .${name}`
      homes.set(key, [...(homes.get(key) ?? []), basename(path)])
    }
  expect([...homes].filter(([, files]) => files.length > 1)).toEqual([])
})

test('each name that a screen writes out is one of ui', () => {
  const unknown = code.flatMap(({ path, text }) =>
    [...text.matchAll(/className="([^"]*)"/g)]
      .flatMap(([, names]) => (names ?? '').split(/\s+/))
      .concat([...text.matchAll(/clsx\(([^)]*)\)/g)].flatMap(([, inside]) => literalsIn(inside ?? '')))
      .filter((name) => name !== '' && !shared.has(name))
      .map((name) => `${path}: ${name}`),
  )
  expect(unknown).toEqual([])
})

test('an element that is looked for by a name is looked for by one of ui', () => {
  const unknown = code
    .filter(({ path }) => !path.startsWith('renderer/report-form/'))
    .flatMap(({ path, text }) =>
      [...text.matchAll(/(?:querySelector(?:All)?|closest|matches)(?:<\w+>)?\(\s*(['`"])(.*?)\1\s*\)/gs)]
        .flatMap(([, , selector]) => classesIn((selector ?? '').replace(/\$\{[^}]*\}/g, '').replace(/\[[^\]]*\]/g, '')))
        .filter((name) => !shared.has(name))
        .map((name) => `${path}: ${name}`),
    )
  expect(unknown).toEqual([])
})

/** Words of the class lists in arguments; names of a module in brackets and what is compared are none. */
const literalsIn = (text: string): string[] =>
  [...text.replace(/\w*[sS]tyles\[[^\]]*\]/g, '').matchAll(/(?<![=!]== )'([^']*)'/g)].flatMap(([, words]) =>
    (words ?? '').split(/\s+/),
  )
