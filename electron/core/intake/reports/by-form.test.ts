import { afterEach, beforeEach, expect, test } from 'vitest'
import { missingFacts, joinChoices } from '../../../../shared/contract/answers.ts'
import type { Input } from '../../../../shared/contract/contract.ts'
import { FormTemplate } from '../../../../shared/contract/forms.ts'
import { newVault, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const threat: Input<'report.add'> = aReport({
  narrative: '“I know the street you take to work.”',
  occurredAt: { value: '2026-11-23T06:40', zone: 'America/New_York', precision: 'minute' },
  form: { key: 'threat' },
  fields: { 'Who is threatened': 'Dana Hale', 'How it was made': 'By telephone', Remark: 'on the second call' },
})
const form = async (): Promise<FormTemplate> =>
  FormTemplate.parse((await t.call('template.get', { kind: 'form', key: 'threat' })).body)

test('a report says by which form, and which version of it, it was taken', async () => {
  const { report } = await t.call('report.add', threat)
  expect(await t.call('report.get', { report })).toMatchObject({
    form: { key: 'threat', version: 0 },
    fields: threat.fields,
  })
  await t.call('template.save', { kind: 'form', key: 'threat', base: 0, body: await form(), reason: 'as agreed' })
  const later = await t.call('report.add', threat)
  expect((await t.call('report.get', { report: later.report })).form).toEqual({ key: 'threat', version: 1 })
  // Begun before the change, filed after it.
  const begun = await t.call('report.add', { ...threat, form: { key: 'threat', version: 0 } })
  expect((await t.call('report.get', { report: begun.report })).form).toEqual({ key: 'threat', version: 0 })
})

test('a required fact that is missing is named with its form, and nothing is filed', async () => {
  const without = { ...threat.fields, 'Who is threatened': ' ' }
  await expect(t.call('report.add', { ...threat, fields: without })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: 'The report was not filed: the form “Threat” requires “Who is threatened”.',
  })
  await expect(t.call('report.add', { ...threat, occurredAt: null })).rejects.toMatchObject({
    message: expect.stringContaining('“When it happened”') as string,
  })
  await expect(
    t.call('report.add', { ...threat, fields: { ...threat.fields, 'How it was made': 'By pigeon' } }),
  ).rejects.toMatchObject({ message: expect.stringContaining('no such option for “How it was made”') as string })
  await expect(t.call('report.add', { ...threat, category: 'sos' })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  await expect(t.call('report.add', { ...threat, form: { key: 'nowhere' } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  await expect(t.call('report.add', { ...threat, form: { key: 'threat', version: 7 } })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect((await t.call('report.list', { disposition: 'all' })).total).toBe(0)
})

test('a report without a form is held to none', async () => {
  const { form: _, fields: __, ...plain } = threat
  const { report } = await t.call('report.add', { ...plain, occurredAt: null })
  expect((await t.call('report.get', { report })).form).toBeNull()
})

test('several chosen options are one answer, and each must be an option', async () => {
  const concern: Input<'report.add'> = {
    ...threat,
    category: 'employee-concern',
    form: { key: 'employee-concern' },
    fields: {
      'Who the concern is about': 'K. Renner',
      'What was noticed': joinChoices(['Talk of violence', 'Interest in weapons']),
    },
  }
  await t.call('report.add', concern)
  await expect(
    t.call('report.add', { ...concern, fields: { ...concern.fields, 'What was noticed': 'Talk of violence; Rain' } }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' })
})

test('an answer that only the prototype of an object has counts as none', async () => {
  const body = await form()
  const odd = { ...body, fields: [{ id: 'a', label: { en: 'constructor' }, kind: 'line' as const, required: true }] }
  expect(missingFacts(FormTemplate.parse(odd), { ...threat, fields: {} })).toEqual(['constructor'])
})
