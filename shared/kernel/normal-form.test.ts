import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emailForm, identifiersIn, phoneForm, plainWords, tokenForm } from './normal-form.ts'

const same = (form: (text: string) => string | undefined, ...texts: string[]): void => {
  for (const text of texts) expect(form(text), text).toBe(form(texts[0] ?? ''))
}
const begins = (one: string, other: string): boolean => {
  const [a, b] = [phoneForm(one) ?? '?', phoneForm(other) ?? '!']
  return a.startsWith(b) || b.startsWith(a)
}

describe('the form in which things are compared', () => {
  it('names: without case, accents and punctuation', () => {
    same(plainWords, 'Beatriz Falcão', ' BEATRIZ  FALCAO', 'beatriz falca\u0303o')
    same(plainWords, "O'Neill, Søren", 'o neill soren')
    expect(plainWords('Łukasz Weiß')).toBe('lukasz weiss')
    expect(plainWords('山田 太郎')).toBe('山田 太郎')
  })
  it('plates and handles: letters and digits alone', () => {
    same(tokenForm, 'KVR 4471', 'kvr-4471', 'KVR4471', '@kvr_4471')
  })
  it('telephones: with the code of the country, without it, with a trunk zero', () => {
    expect(begins('+44 20 7946 0958', '020 7946 0958')).toBe(true)
    expect(begins('+44 (0)20 7946 0958', '0044 20 7946 0958')).toBe(true)
    expect(begins('+1 (212) 555-0147', '212.555.0147')).toBe(true)
    expect(begins('555-0147', '+1 212 555 0147')).toBe(true)
    expect(begins('+1 212 555 0147', '+1 212 555 0148')).toBe(false)
    expect([phoneForm('5550'), phoneForm('KVR 4471'), phoneForm('+'.repeat(20))]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
  it('e-mail addresses: without case', () => {
    same(emailForm, 'A.Person@Example.org', ' a.person@example.org ')
    expect(emailForm('@gaugeface88')).toBeUndefined()
  })
})

describe('what identifies in a narrative', () => {
  const forms = (text: string): string[] => identifiersIn(text).map(({ kind, form }) => `${kind} ${form}`)
  it('finds plates, badges, handles, telephones and addresses in running words', () => {
    expect(forms('White van, no lettering, KVR 4471. I asked who he is with.')).toEqual(['token kvr4471'])
    expect(forms('ACCESS DENIED badge 20418 reader N2-EXT')).toEqual(['token 20418', 'token n2ext'])
    expect(forms('User is gaugeface88, or @gauge_face on the other.')).toEqual(['token gaugeface', 'token gaugeface88'])
    expect(forms('Call +1 555 0147 or write to D.Renner@Example.org, please')).toEqual([
      'e-mail d.renner@example.org',
      'phone 74105551',
    ])
  })
  it('passes over dates, clocks and small numbers', () => {
    expect(forms('On 2026-10-30 at 21:52, 34 pages, level 2; voice opened 02:17:35')).toEqual([])
  })
  it('takes any text, in time that grows as the text does: otherwise this would not end', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => identifiersIn(text).length <= 40))
    for (const part of ['1 ', 'A-1-', 'a.', 'a', '@', '@a.', '(0)', 'A 1 ']) {
      identifiersIn(`@ 1 ${part.repeat(100_000)} 1@`)
      phoneForm(part.repeat(100_000))
    }
  })
})
