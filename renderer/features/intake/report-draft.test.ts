import { describe, expect, it } from 'vitest'
import { contract } from '../../../shared/contract/contract.ts'
import { emptyReport, readReport } from './report-draft.ts'

const enough = { ...emptyReport, category: 'threat' as const, narrative: 'He wrote the street I take to work.' }

describe('a report that is being written', () => {
  it('names every field that is wrong', () => {
    const { input, errors } = readReport({
      ...emptyReport,
      receivedAt: 'yesterday',
      when: { text: '2026-13', zone: 'UTC' },
      level: 'high',
    })
    expect(input).toBeNull()
    expect(Object.keys(errors).sort()).toEqual(['category', 'narrative', 'receivedAt', 'severityReason', 'when'])
  })

  it('is a report by the contract when it has enough', () => {
    const { input } = readReport({ ...enough, when: { text: '2014', zone: 'Europe/Lisbon' }, place: ' Dock 3 ' })
    const checked = contract['report.add'].input.parse(input)
    expect(checked.occurredAt).toEqual({ value: '2014', zone: 'Europe/Lisbon', precision: 'year' })
    expect(checked.place).toEqual({ name: 'Dock 3' })
    expect(checked.reporter).toBeNull()
  })

  it('keeps the narrative to the character', () => {
    const narrative = '  “Third one.”\n\n  — so she said '
    expect(readReport({ ...enough, narrative }).input?.narrative).toBe(narrative)
  })

  it('does not name a reporter who stays anonymous', () => {
    const { input } = readReport({ ...enough, anonymous: true, reporter: 'Dana Hale', contact: 'desk 4' })
    expect(JSON.stringify(input)).not.toContain('Dana')
  })
})
