import { createHash } from 'node:crypto'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toFailure } from '../../shared/kernel/errors.ts'
import { testApp, type TestApp } from '../support/app.ts'
import { measured, oneOf, seeded, times } from './measure.ts'
import { nthPassphrase } from './working.ts'

// vault.json changed in every way that a person with an editor, or a program that knows the format, could change it.

const folder = mkdtempSync(join(tmpdir(), 'holdfast-header-'))
const dir = join(folder, 'V.holdfast')
const file = join(dir, 'vault.json')
/** The header as it is, then the earlier ones of this vault, then that of another vault with the same passphrase. */
const headers: string[] = []
let app: TestApp
beforeAll(async () => {
  // Each attempt comes long after the one before: what is tried here is the header, not the patience.
  let now = Date.now()
  app = testApp({ clock: { now: () => (now += 61_000), zone: 'America/New_York' } })
  const made = { name: 'V', member: 'R. Okafor' }
  await app.call('vault.create', { dir, ...made, passphrase: nthPassphrase(0) })
  for (const n of [1, 2]) {
    headers.unshift(readFileSync(file, 'utf8'))
    await app.call('vault.changePassphrase', { current: nthPassphrase(n - 1), next: nthPassphrase(n) })
  }
  headers.unshift(readFileSync(file, 'utf8'))
  const other = join(app.folder, 'other.holdfast')
  await app.call('vault.create', { dir: other, ...made, passphrase: nthPassphrase(2) })
  headers.push(readFileSync(join(other, 'vault.json'), 'utf8'))
  await app.call('vault.lock', {})
})
afterAll(async () => {
  await app.end()
  rmSync(folder, { recursive: true, force: true })
})

type Node = Record<string, unknown>
type Change = (text: string, random: () => number) => string | Uint8Array
interface Place {
  parent: Node
  key: string
}

/** Every place of a JSON value, arrays by index. */
const placesIn = (value: unknown): Place[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, child]) => [{ parent: value as Node, key }, ...placesIn(child)])

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'string' ? `string ${value.length}` : typeof value

/** Changes the parsed header at a place of it. */
const at =
  (change: (place: Place, places: Place[], random: () => number) => void): Change =>
  (text, random) => {
    const value: unknown = JSON.parse(text)
    const places = placesIn(value)
    change(oneOf(random, places), places, random)
    return JSON.stringify(value)
  }

const changes: Record<string, Change> = {
  'a value is another one': at(({ parent, key }, _, random) => {
    const value = parent[key]
    if (typeof value === 'number') parent[key] = oneOf(random, [value + 1, value - 1, 0, -1, 2 ** 40, 1.5, 1e308])
    else if (typeof value === 'string') {
      const place = Math.floor(random() * value.length)
      parent[key] = `${value.slice(0, place)}${oneOf(random, [...'0123456789abcdefZ'])}${value.slice(place + 1)}`
    } else parent[key] = oneOf<unknown>(random, [null, [], {}, '', 0, true])
  }),
  'two values of a kind are swapped': at(({ parent, key }, places, random) => {
    const same = places.filter((one) => kindOf(one.parent[one.key]) === kindOf(parent[key]))
    const other = oneOf(random, same)
    const kept = parent[key]
    parent[key] = structuredClone(other.parent[other.key])
    other.parent[other.key] = structuredClone(kept)
  }),
  'a value of an earlier header, or of another vault’s': (text, random) => {
    const other = placesIn(JSON.parse(oneOf(random, headers.slice(1))))
    return at((place, _, again) => {
      const same = other.filter(
        ({ key, parent }) => key === place.key && kindOf(parent[key]) === kindOf(place.parent[key]),
      )
      if (same.length === 0) return
      const from = oneOf(again, same)
      place.parent[place.key] = from.parent[from.key]
    })(text, random)
  },
  'an element twice': at((_, places, random) => {
    const lists = places.map(({ parent, key }) => parent[key]).filter((one) => Array.isArray(one))
    const list = oneOf(random, lists) as unknown[]
    list.splice(Math.floor(random() * (list.length + 1)), 0, structuredClone(list[0]))
  }),
  'an element is gone': at(({ parent, key }) => {
    if (Array.isArray(parent)) parent.splice(Number(key), 1)
    else delete parent[key]
  }),
  'a member that is not known': at(({ parent }, _, random) => {
    parent[oneOf(random, ['x', '__proto__ ', 'constructor', 'mac2', ''])] = 1
  }),
  'the cost of a slot': at((_, places, random) => {
    const costs = places.filter(({ key }) => ['memoryKiB', 'passes', 'lanes'].includes(key))
    const { parent, key } = oneOf(random, costs)
    parent[key] = oneOf(random, [1, 8, 4, 65_537, 2 ** 31, 2 ** 53])
  }),
  'a key twice': (text, random) => {
    const keys = [...text.matchAll(/"(\w+)":("[^"]*"|\d+)/g)]
    const [whole, key = ''] = oneOf(random, keys)
    const first = random() < 0.5 ? `"${key}":0,${whole}` : `${whole},${whole}`
    return text.replace(whole, first)
  },
  'another spelling': (text, random) =>
    oneOf(random, [
      ` ${text}`,
      `${text}\n`,
      `\ufeff${text}`,
      text.replaceAll(':', ': '),
      text.replace('"id"', String.raw`"\u0069d"`),
      text.replace(/"epoch":(\d+)/, '"epoch":$1.0'),
      text.toUpperCase(),
      text.replace(/[a-f]/, (letter) => letter.toUpperCase()),
      text.replace('holdfast', 'ｈoldfast'),
      text.replace('a', 'а'),
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text) as Node).toReversed())),
    ]),
  'the whole header of an earlier time, or of another vault': (_, random) => oneOf(random, headers.slice(1)),
  'bytes are others': (text, random) => {
    const bytes = Buffer.from(text)
    for (let i = 0; i <= random() * 3; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    return bytes
  },
  'bytes are gone or added': (text, random) => {
    const [from, to] = [random(), random()].map((part) => Math.floor(part * text.length)).toSorted((a, b) => a - b)
    return random() < 0.5 ? text.slice(0, from) + text.slice(to) : text.slice(0, to) + text.slice(from)
  },
  'something else': (_, random) =>
    oneOf(random, [
      '',
      '{}',
      'null',
      '[]',
      '0',
      '{"format":"holdfast-vault"}',
      '['.repeat(50_000),
      '\u0000'.repeat(4096),
    ]),
}

const fingerprint = (): string[] =>
  globSync('**', { cwd: dir })
    .toSorted()
    .filter((name) => statSync(join(dir, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex')}`,
    )

test('no changed header is accepted, each is refused in words, and nothing else changes', async () => {
  const began = performance.now()
  const [random, whole] = [seeded(7), headers[0] ?? '']
  const kinds = Object.entries(changes)
  const count = times(400, 40)
  const bad: string[] = []
  const codes = new Map<string, number>()
  const spare = join(folder, 'spare')
  cpSync(dir, spare, { recursive: true })
  let tried = 0
  for (let i = 0; tried < count; i++) {
    const [what, change] = kinds[i % kinds.length] ?? oneOf(random, kinds)
    const changed = Buffer.from(change(whole, random) as string)
    if (changed.equals(Buffer.from(whole))) continue
    tried++
    writeFileSync(file, changed)
    const before = fingerprint()
    const failure = await app
      .call('vault.unlock', { dir, passphrase: nthPassphrase(2) })
      .then(() => undefined, toFailure)
    if (!failure) await app.call('vault.lock', {})
    const said = failure?.code ?? 'ACCEPTED'
    codes.set(said, (codes.get(said) ?? 0) + 1)
    if (!failure || said === 'INTERNAL' || fingerprint().join() !== before.join())
      bad.push(`${i}, ${what}: ${said} ${changed.toString('utf8').slice(0, 3000)}`)
  }
  measured(
    { fault: 'header changed', tried, bad: bad.length, note: [...codes].map((one) => one.join(' ')).join(', ') },
    began,
  )
  expect(bad).toEqual([])
  writeFileSync(file, whole)
  expect((await app.call('vault.unlock', { dir, passphrase: nthPassphrase(2) })).fault).toBeNull()
}, 600_000)
