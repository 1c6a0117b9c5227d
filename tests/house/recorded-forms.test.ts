import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineView, readerOf } from '../../electron/core/record/ledger/index.ts'
import { canonical, type Json } from '../../shared/kernel/canonical.ts'
import { views } from '../../electron/core/views.ts'

/** One payload of every type in every form that it ever had, as it was recorded: never changed, only added to. */
const recorded = JSON.parse(readFileSync(join(import.meta.dirname, '../migrations/payloads.json'), 'utf8')) as Record<
  string,
  Record<string, object>
>

const types = views.flatMap((view) => Object.keys(view.entries).map((type) => ({ view, type })))

test('of every type and every form of it a recorded payload is kept', () => {
  const wanted = types.flatMap(({ view, type }) =>
    Array.from({ length: (view.earlier?.[type]?.length ?? 0) + 1 }, (_, index) => `${type} ${index + 1}`),
  )
  const kept = Object.entries(recorded).flatMap(([type, forms]) => Object.keys(forms).map((form) => `${type} ${form}`))
  expect(kept.sort()).toEqual(wanted.sort())
})

test.each(types)('what was recorded as $type has its form, and is read in the newest', ({ view, type }) => {
  for (const payload of Object.values(recorded[type] ?? {})) {
    const read = readerOf([view])(type, canonical(payload as Json))
    expect(read.why).toBeUndefined()
    expect(view.entries[type]?.safeParse(read.payload).error).toBeUndefined()
  }
})

const First = z.strictObject({ guard: z.string() })
const Second = z.strictObject({ v: z.literal(2), guards: z.array(z.string()) })
const Third = z.strictObject({ v: z.literal(3), guards: z.array(z.strictObject({ name: z.string() })) })
const gate = defineView({
  name: 'gate',
  revision: 1,
  entries: { 'gate.manned': Third },
  earlier: {
    'gate.manned': [
      { form: First, next: ({ guard }: z.output<typeof First>) => ({ v: 2, guards: [guard] }) },
      {
        form: Second,
        next: ({ guards }: z.output<typeof Second>) => ({ v: 3, guards: guards.map((name) => ({ name })) }),
      },
    ],
  },
  tables: {},
  project: { 'gate.manned': () => undefined },
  summarise: { 'gate.manned': ({ guards }) => guards.map(({ name }) => name).join(', ') },
})

test('a payload of any form is read in the newest, and one of a later Holdfast not at all', () => {
  const read = readerOf([gate])
  const newest = { v: 3, guards: [{ name: 'Reyes' }] }
  for (const payload of [{ guard: 'Reyes' }, { v: 2, guards: ['Reyes'] }, newest])
    expect(read('gate.manned', canonical(payload))).toEqual({ payload: newest })
  // Later, of another form than it says, or no version at all.
  for (const payload of [
    { v: 4, guards: [] },
    { v: 1, guards: ['Reyes'] },
    { v: 3, guard: 'Reyes' },
    { v: 0, guard: 'R' },
  ])
    expect(read('gate.manned', canonical(payload)), canonical(payload)).toEqual({ why: 'form' })
})
