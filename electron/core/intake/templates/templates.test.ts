import { afterEach, beforeEach, expect, test } from 'vitest'
import { FormTemplate, languages } from '../../../../shared/contract/forms.ts'
import { categories } from '../../../../shared/contract/intake.ts'
import { categoryWords } from '../../../../shared/contract/intake-words.ts'
import { newVault, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { openInMemory } from '../../record/vault/store.ts'
import { readTemplate, templatesView } from './index.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const other = async (): Promise<FormTemplate> =>
  FormTemplate.parse((await t.call('template.get', { kind: 'form', key: 'other' })).body)
const save = (body: unknown, base: number, key = 'other') =>
  t.call('template.save', { kind: 'form', key, base, body: body as never, reason: 'the desk asked for it' })

test('a form is as the product brings it until the vault changes it, and each version stays readable', async () => {
  const shipped = await other()
  expect((await t.call('template.list', { kind: 'form' })).items.find(({ key }) => key === 'other')).toMatchObject({
    version: 0,
    shipped: true,
    savedBy: null,
  })
  const changed = { ...shipped, title: { ...shipped.title, en: 'Anything else' } }
  expect(await save(changed, 0)).toEqual({ kind: 'form', key: 'other', version: 1 })
  const now = await t.call('template.get', { kind: 'form', key: 'other' })
  expect(now).toMatchObject({ version: 1, title: 'Anything else', savedBy: 'R. Okafor', body: changed })
  expect(now.versions.map(({ version }) => version)).toEqual([1, 0])
  const before = await t.call('template.get', { kind: 'form', key: 'other', version: 0 })
  expect(before.body).toEqual(JSON.parse(JSON.stringify(shipped)))
  expect((await t.call('ledger.list', { limit: 1 })).rows[0]?.summary).toBe(
    'form “Anything else”, version 1: the desk asked for it',
  )
})

test('a form of a category is called what the category is called on every screen', async () => {
  for (const key of categories) {
    const form = FormTemplate.parse((await t.call('template.get', { kind: 'form', key })).body)
    expect(form.title.en, key).toBe(categoryWords[key])
  }
})

test('two people who change one form at once do not overwrite each other', async () => {
  const shipped = await other()
  await save(shipped, 0)
  // Who, what and why: the second one need not look for it.
  await expect(save(shipped, 0)).rejects.toMatchObject({
    code: 'CONFLICT',
    message: 'R. Okafor saved version 1 of the form “other” while you worked on version 0: “the desk asked for it”.',
  })
  await expect(save(shipped, 3, 'school-gate')).rejects.toMatchObject({ code: 'CONFLICT' })
})

test('a form that would lose an answer is refused with its place, and nothing is saved', async () => {
  const shipped = await other()
  const field = { id: 'who', label: { en: 'Who' }, kind: 'person' as const, required: false }
  await expect(save({ ...shipped, fields: [field, field] }, 0)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('same id') as string,
  })
  await expect(save({ ...shipped, fields: [{ ...field, kind: 'choice' }] }, 0)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('fields.0.options') as string,
  })
  expect((await t.call('template.get', { kind: 'form', key: 'other' })).version).toBe(0)
})

test('a vault may have forms of its own; one that is in neither place is not found', async () => {
  await save({ ...(await other()), title: { en: 'School gate' } }, 0, 'school-gate')
  expect((await t.call('template.list', { kind: 'form' })).items).toContainEqual(
    expect.objectContaining({ key: 'school-gate', shipped: false, version: 1, title: 'School gate' }),
  )
  await expect(t.call('template.get', { kind: 'form', key: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('a form of the vault’s own is retired and brought back; what was taken by it stays readable', async () => {
  await save({ ...(await other()), title: { en: 'School gate' } }, 0, 'school-gate')
  const filed = (version?: number) =>
    t.call(
      'report.add',
      aReport({
        category: 'other',
        narrative: 'The gate stood open.',
        form: { key: 'school-gate', ...(version === undefined ? {} : { version }) },
      }),
    )
  await filed()
  const retire = (key: string, base = 1) =>
    t.call('template.retire', { kind: 'form', key, base, reason: 'the school has its own desk' })
  await expect(retire('school-gate', 2)).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(retire('other')).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(retire('nowhere')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await retire('school-gate')).toEqual({ kind: 'form', key: 'school-gate', version: 1 })
  await expect(retire('school-gate')).rejects.toMatchObject({ code: 'INVALID_INPUT' })

  const keys = async (retired: boolean) =>
    (await t.call('template.list', { kind: 'form', retired })).items.map(({ key }) => key)
  expect(await keys(false)).not.toContain('school-gate')
  expect(await keys(true)).toContain('school-gate')
  expect(await t.call('template.get', { kind: 'form', key: 'school-gate' })).toMatchObject({
    retired: { by: 'R. Okafor', reason: 'the school has its own desk' },
  })
  // Nothing new goes by it, unless it was begun by a version that was in use.
  await expect(filed()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await filed(1)
  expect((await t.call('ledger.list', { limit: 5 })).rows.map(({ summary }) => summary)).toContain(
    'form “School gate” retired: the school has its own desk',
  )

  await save({ ...(await other()), title: { en: 'School gate' } }, 1, 'school-gate')
  expect(await keys(false)).toContain('school-gate')
  await filed()
})

test('every category has a form that asks for little before anything else', async () => {
  for (const key of categories) {
    const form = FormTemplate.parse((await t.call('template.get', { kind: 'form', key })).body)
    expect(form.category).toBe(key)
    const first = [
      ...form.fields.map(({ required }) => required),
      ...Object.values(form.asks).map((a) => a === 'required'),
    ]
    expect([key, first.filter(Boolean).length <= 6]).toEqual([key, true])
  }
})

test('every form that the product brings is in all languages', async () => {
  const { items } = await t.call('template.list', { kind: 'form' })
  for (const { key } of items) {
    const { body } = await t.call('template.get', { kind: 'form', key })
    const words = JSON.stringify(body).match(/"en":/g)?.length ?? 0
    for (const language of languages)
      expect([key, language, JSON.stringify(body).split(`"${language}":`).length - 1]).toEqual([key, language, words])
  }
})

test('a feature goes by the newest version, and by the one of the product where there is none', () => {
  const db = openInMemory()
  for (const definition of Object.values(templatesView.tables)) db.exec(definition)
  const workspace = { db, ports: t.ports }
  const shipped = readTemplate(workspace, 'form', 'other')
  expect(shipped).toMatchObject({ version: 0, body: { category: 'other' } })
  const body = { ...shipped?.body, title: { en: 'Anything else' } }
  for (const version of [1, 2])
    db.run(
      `insert into template (kind, key, version, title, body, reason, saved_at, saved_by)
       values ('form', 'other', ?, 't', ?, 'r', '', '')`,
      version,
      JSON.stringify(body),
    )
  expect(readTemplate(workspace, 'form', 'other')).toMatchObject({ version: 2, body })
  expect(readTemplate(workspace, 'form', 'nowhere')).toBeUndefined()
})
