import { expect, it } from 'vitest'
import { piecesOf } from './words.ts'

it('marks the quoted words where they stand, once, also where quotes overlap', () => {
  const content = 'He said: I know which door she takes. Then he hung up.'
  expect(piecesOf(content, ['which door', 'I know which door she takes'])).toEqual([
    { text: 'He said: ', quoted: false },
    { text: 'I know which door she takes', quoted: true },
    { text: '. Then he hung up.', quoted: false },
  ])
  expect(piecesOf(content, [])).toEqual([{ text: content, quoted: false }])
  for (const quotes of [
    ['He', 'up.'],
    ['know which', 'which door she'],
  ])
    expect(
      piecesOf(content, quotes)
        .map(({ text }) => text)
        .join(''),
    ).toBe(content)
})
