import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract/contract.ts'
import { FormTemplate } from '../../../shared/contract/forms.ts'
import otherForm from '../../../resources/forms/other.json'
import threatForm from '../../../resources/forms/threat.json'
import { draftFrom, emptyReport, readReport, type FormAtWork } from './report-draft.ts'

const formOf = (key: string, body: unknown): FormAtWork => ({ key, version: 0, body: FormTemplate.parse(body) })
const other = formOf('other', otherForm)
const threat = formOf('threat', threatForm)
const enough = {
  ...emptyReport,
  form: 'other',
  cameBy: 'observation' as const,
  narrative: 'He wrote the street I take to work.',
}

describe('a report that is being written', () => {
  it('names every field that is wrong', () => {
    const wrong = {
      ...emptyReport,
      receivedAt: 'yesterday',
      when: { text: '2026-13', zone: 'UTC' },
      level: 'high' as const,
    }
    const { input, errors } = readReport(wrong, other)
    expect(input).toBeNull()
    expect(Object.keys(errors).sort()).toEqual(['cameBy', 'narrative', 'receivedAt', 'severityReason', 'when'])
    expect(readReport({ ...enough, narrative: 'x' }, threat).errors).toEqual({
      when: expect.any(String) as string,
      answers: { target: expect.any(String) as string, means: expect.any(String) as string },
    })
  })

  it('is a report by the contract when it has enough', () => {
    const when = { text: '2014', zone: 'Europe/Lisbon' }
    const { input } = readReport({ ...enough, when, place: ' Dock 3, 38.7, -9.14 ' }, other)
    const checked = contract['report.add'].input.parse(input)
    expect(checked.occurredAt).toEqual({ value: '2014', zone: 'Europe/Lisbon', precision: 'year' })
    expect(checked.place).toEqual({ name: 'Dock 3', latitude: 38.7, longitude: -9.14 })
    expect(checked.reporter).toBeNull()
    expect(checked.form).toEqual({ key: 'other', version: 0 })
  })

  it('keeps answers in words, and only those that its form asks for', () => {
    const draft = {
      ...enough,
      when: { text: '2026-11-23 06:42', zone: 'UTC' },
      answers: {
        target: 'Dana Hale',
        means: 'by-phone',
        saved: 'yes',
        'planned-for': '2026-12-24',
        owner: 'left over',
      },
    }
    expect(readReport(draft, threat).input?.fields).toEqual({
      'Who is threatened': 'Dana Hale',
      'How it was made': 'By telephone',
      'Is the original kept': 'Yes',
      'When it is to happen': '24 Dec 2026, UTC time; known to the day.',
    })
  })

  it('keeps the narrative to the character', () => {
    const narrative = '  “Third one.”\n\n  — so she said '
    expect(readReport({ ...enough, narrative }, other).input?.narrative).toBe(narrative)
  })

  it('does not name a reporter who stays anonymous', () => {
    const { input } = readReport({ ...enough, anonymous: true, reporter: 'Dana Hale', contact: 'desk 4' }, other)
    expect(JSON.stringify(input)).not.toContain('Dana')
  })

  it('goes on with a draft that was kept before there were forms', () => {
    expect(draftFrom({ category: 'threat', narrative: 'x' })).toMatchObject({
      form: 'threat',
      narrative: 'x',
      answers: {},
    })
    expect(draftFrom(undefined)).toEqual(emptyReport)
  })

  it('asks how it came in, and files nothing until it is said', () => {
    const { input, errors } = readReport({ ...enough, cameBy: '' }, other)
    expect([input, errors]).toEqual([null, { cameBy: 'Say how it came in.' }])
    expect(readReport({ ...enough, cameBy: 'phone' }, other).input?.channel).toBe('phone')
  })

  it('asks again where an earlier version took a draft for a call, which nobody may have said', () => {
    expect(draftFrom({ narrative: 'x', channel: 'phone' })).toEqual({ ...emptyReport, narrative: 'x' })
    expect(draftFrom({ narrative: 'x', channel: 'in-person' }).cameBy).toBe('in-person')
    expect(draftFrom({ narrative: 'x', cameBy: 'phone' }).cameBy).toBe('phone')
  })
})
