import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openInMemory } from '../../electron/core/record/vault/index.ts'
import { views } from '../../electron/core/views.ts'

const definitions = views.flatMap(({ name, revision, tables }) =>
  Object.entries(tables).map(([table, sql]) => `-- ${name} (revision ${revision}): ${table}\n${sql}\n`),
)

// Vaults keep these texts and audits compare them: where one differs by a space, every vault has to be upgraded.
test('the tables are laid out, letter for letter, as vaults have them', async () => {
  await expect(definitions.join('\n')).toMatchFileSnapshot(join(import.meta.dirname, 'tables.sql'))
})

test('the database keeps each table and index under its own name', () => {
  const store = openInMemory()
  try {
    for (const { tables } of views) for (const sql of Object.values(tables)) store.exec(sql)
    const made = store.all<{ name: string }>(`select name from sqlite_schema where type = 'table'`)
    expect(made.map(({ name }) => name).toSorted()).toEqual(
      views.flatMap(({ tables }) => Object.keys(tables)).toSorted(),
    )
  } finally {
    store.close()
  }
})
