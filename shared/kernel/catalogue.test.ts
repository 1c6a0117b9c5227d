import { afterEach, expect, test } from 'vitest'
import { catalogue, english, inLanguage, numeral, plural, pseudo, say, speak, type Forms } from './catalogue.ts'

afterEach(() => speak(english))

const cases: Forms = { one: '# case', other: '# cases' }
const files: Forms = { one: '# soubor', few: '# soubory', other: '# souborů' }
const words = catalogue(
  {
    title: 'Cases',
    moved: ({ what, to }: { what: string; to: string }) => say`${what} was moved to ${to}.`,
    held: (many: number) => plural(many, cases),
    state: { open: 'Open', closed: 'Closed' },
  },
  {
    cs: {
      title: 'Případy',
      moved: ({ what, to }) => say`Do ${to} bylo přesunuto: ${what}.`,
      held: (many) => plural(many, files),
      state: { open: 'Otevřeno', closed: 'Zavřeno' },
    },
  },
)

test('a word is said in the language that is spoken when it is asked for, with values in the order of that language', () => {
  const { state } = words
  expect([words.title, state.open, words.moved({ what: 'E01', to: 'the safe' })]).toEqual([
    'Cases',
    'Open',
    'E01 was moved to the safe.',
  ])
  speak('cs')
  expect([words.title, state.open, words.moved({ what: 'E01', to: 'trezoru' })]).toEqual([
    'Případy',
    'Otevřeno',
    'Do trezoru bylo přesunuto: E01.',
  ])
  expect(Object.entries(state)).toEqual([
    ['open', 'Otevřeno'],
    ['closed', 'Zavřeno'],
  ])
})

test('how many there are has the forms that the language has, and numbers as it writes them', () => {
  const said = (): string[] => [0, 1, 3, 12_000].map(words.held)
  expect(said()).toEqual(['0 cases', '1 case', '3 cases', '12,000 cases'])
  expect(inLanguage('cs', said)).toEqual(['0 souborů', '1 soubor', '3 soubory', '12\u00a0000 souborů'])
  expect(numeral(12_000)).toBe('12,000')
})

test('in strange letters nothing fixed stays plain, all of it is longer, and values are left as they are', () => {
  speak(pseudo)
  expect(words.title).not.toMatch(/[a-z]/i)
  expect(words.title.length).toBeGreaterThan('Cases'.length * 1.3)
  const said = words.moved({ what: 'E01', to: 'Safe' })
  expect(said.match(/[a-z0-9]+/gi)).toEqual(['E01', 'Safe'])
  expect(words.held(3).match(/[a-z0-9]+/gi)).toEqual(['3'])
  expect(inLanguage(english, () => words.title)).toBe('Cases')
})

test('a sentence that is put together without saying its words does not compile', () => {
  // @ts-expect-error the strange letters would not reach its words
  catalogue({ moved: (what: string) => `${what} was moved` })
  // @ts-expect-error a language that lacks a word is not whole
  catalogue({ title: 'Cases', none: 'None' }, { cs: { title: 'Případy' } })
  expect(words.title).toBe('Cases')
})
