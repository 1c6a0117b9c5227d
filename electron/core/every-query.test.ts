import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'

const described = vi.hoisted(() => ({ queries: new Set<unknown>(), changes: new Set<unknown>() }))
vi.mock('./record/vault/queries.ts', async (original) => {
  const real = await original<typeof import('./record/vault/queries.ts')>()
  const query: typeof real.query = (build) => {
    const made = real.query(build)
    described.queries.add(made)
    return made
  }
  return { ...real, query }
})
vi.mock('./record/vault/changes.ts', async (original) => {
  const real = await original<typeof import('./record/vault/changes.ts')>()
  const change: typeof real.change = (build) => {
    const made = real.change(build)
    described.changes.add(made)
    return made
  }
  return { ...real, change }
})

/** Any name that a statement asks for has this value, which every column takes. */
const anything = new Proxy({}, { has: () => true, get: () => 1 })

test('every query and every change that is described runs on the tables as they are', async () => {
  const folder = import.meta.dirname
  for (const file of globSync('**/*.ts', { cwd: folder }).filter((one) => !/\.(?:test|fixture)\.ts$/.test(one))) {
    if (/= (?:query|change)\(/.test(readFileSync(join(folder, file), 'utf8'))) await import(join(folder, file))
  }
  const { migrate, openInMemory } = await import('./record/vault/index.ts')
  const { views } = await import('./views.ts')
  const store = openInMemory()
  try {
    migrate(store)
    for (const { tables } of views) for (const sql of Object.values(tables)) store.exec(sql)
    for (const query of described.queries) store.all(query as never, anything as never)
    for (const change of described.changes) store.run(change as never, anything as never)
  } finally {
    store.close()
  }
  expect(described.queries.size).toBeGreaterThan(100)
  expect(described.changes.size).toBeGreaterThan(5)
})
