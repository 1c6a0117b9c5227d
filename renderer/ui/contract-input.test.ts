import { describe, expect, test } from 'vitest'
import { contract, type Call } from '../../shared/contract/contract.ts'
import { isBlank, limitOf, orNothing, withoutBlanks, wrongIn } from './contract-input.ts'

describe('the most that a field takes', () => {
  test('is what the contract says, under what may be left out, in lists and inside of others', () => {
    expect(limitOf('subject.alias', 'name')).toBe(500)
    expect(limitOf('subject.identify', 'basis')).toBe(500)
    expect(limitOf('task.add', 'detail')).toBe(10_000)
    expect(limitOf('case.change', 'severity.reason')).toBe(500)
    expect(limitOf('subject.add', 'identifiers.value')).toBe(500)
    expect(limitOf('exhibit.recordCustody', 'from')).toBe(500)
  })
  test('is none for what is chosen, and for what is no field', () => {
    expect(limitOf('subject.alias', 'confidence')).toBeUndefined()
    expect(limitOf('subject.alias', 'nothing')).toBeUndefined()
    expect(limitOf('task.add', 'mandatory')).toBeUndefined()
  })
  test('refuses one character more, wherever it is said', () => {
    for (const name of Object.keys(contract) as Call[]) {
      const { shape } = contract[name].input as unknown as {
        shape?: Record<string, { safeParse(value: string): unknown }>
      }
      for (const [field, schema] of Object.entries(shape ?? {})) {
        const limit = limitOf(name, field)
        if (limit !== undefined) expect(schema.safeParse('a'.repeat(limit + 1))).toMatchObject({ success: false })
      }
    }
  })
})

describe('what was left blank', () => {
  test('is left out where the call does without, null where it takes that, and stays where it is needed', () => {
    const given = { subject: 'S-0001', type: 'phone', value: ' ', basis: '\t' }
    expect(withoutBlanks('subject.identify', given)).toEqual({ subject: 'S-0001', type: 'phone', value: ' ' })
    expect(withoutBlanks('report.assign', { report: 'R-0001', to: '' })).toEqual({ report: 'R-0001', to: null })
    expect(withoutBlanks('work.handOver', { from: null, to: 'x', note: 'n' })).toEqual({ to: 'x', note: 'n' })
    expect(withoutBlanks('task.add', { case: 'c', title: 't', mandatory: false, dependsOn: [] })).toEqual({
      case: 'c',
      title: 't',
      mandatory: false,
      dependsOn: [],
    })
  })
  test('is told from what was typed', () => {
    expect([isBlank(''), isBlank(' \n'), isBlank(null), isBlank('0'), isBlank(false), isBlank(0)]).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ])
    expect(orNothing('  ')).toBeUndefined()
    expect(orNothing(' a ')).toBe(' a ')
  })
})

describe('what is wrong', () => {
  const fields = { name: '', confidence: '', basis: '' }
  const says = { name: 'Give the other name.' }
  test('is said at its field, in the form’s words or the contract’s', () => {
    const wrong = wrongIn('subject.alias', { subject: 'S-0001', ...fields }, fields, says)
    expect(Object.keys(wrong).sort()).toEqual(['basis', 'confidence', 'name'])
    expect(wrong['name']).toBe('Give the other name.')
    expect(wrong['basis']).toBe('Must not be empty.')
  })
  test('is said of the whole form where no field stands for it', () => {
    const good = { name: 'J', confidence: 'high', basis: 'b' }
    expect(wrongIn('subject.alias', { ...good, subject: '' }, fields, says)).toEqual({
      form: expect.stringContaining('subject') as string,
    })
    expect(wrongIn('subject.alias', { ...good, subject: 'S-0001' }, fields, says)).toEqual({})
    expect(Object.keys(wrongIn('subject.alias', { ...good, subject: 'S-0001', more: 1 }, fields, says))).toEqual([
      'form',
    ])
  })
  test('is said in words that people use, whatever a field of a call is given', () => {
    const odd = [
      undefined,
      null,
      '',
      ' ',
      'none of these',
      'x'.repeat(5000),
      -1,
      1.5,
      1e30,
      true,
      [],
      [''],
      {},
      { a: 1 },
    ]
    for (const name of Object.keys(contract) as Call[]) {
      const { shape } = contract[name].input as unknown as { shape?: Record<string, unknown> }
      for (const field of Object.keys(shape ?? {}))
        for (const value of odd) {
          const wrong = wrongIn(name, { [field]: value }, { [field]: value }, {})[field] ?? ''
          expect(wrong, `${name} ${field}`).not.toMatch(
            /expected|received|invalid|^too (?:small|big)|unrecognized|undefined|>=|<=/i,
          )
        }
    }
  })
})
