import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineView, formOf, newestForm } from '../../electron/core/record/ledger/index.ts'
import { projector } from '../../electron/core/record/ledger/project.ts'
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
    expect(formOf(view, type, payload)?.safeParse(payload).error).toBeUndefined()
    expect(view.entries[type]?.safeParse(newestForm([view])(type, payload)).error).toBeUndefined()
  }
})

const First = z.strictObject({ guard: z.string() })
const Second = z.strictObject({ v: z.literal(2), guards: z.array(z.string()) })
const Third = z.strictObject({ v: z.literal(3), guards: z.array(z.strictObject({ name: z.string() })) })
const seen: unknown[] = []
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
  project: { 'gate.manned': (_db, _entry, payload) => seen.push(payload) },
  summarise: { 'gate.manned': ({ guards }) => guards.map(({ name }) => name).join(', ') },
})

test('a payload of any form reaches the tables in the newest, and one of a later Holdfast none', () => {
  const project = projector([gate])
  const entry = { seq: 1, at: '2026-11-23T06:42:00.000Z', actor: 'm', type: 'gate.manned', subject: 'g' }
  const forms = [{ guard: 'Reyes' }, { v: 2, guards: ['Reyes'] }, { v: 3, guards: [{ name: 'Reyes' }] }]
  for (const payload of forms) {
    expect(formOf(gate, 'gate.manned', payload)?.safeParse(payload).success).toBe(true)
    project(undefined as never, entry, payload)
  }
  expect(seen).toEqual([forms[2], forms[2], forms[2]])
  expect(() => project(undefined as never, entry, { v: 4 })).toThrow('says version 4; this Holdfast knows 3 of it')
  expect(formOf(gate, 'gate.manned', { v: 4 })).toBeUndefined()
})
