import { expect, test } from 'vitest'
import { blocksOf, shallow } from './rich.ts'
import { coverageOf } from './coverage.ts'
import { loadFaces } from './fonts.ts'
import { printableWith } from './printable.ts'
import type { RichNode } from './content.ts'

const show = printableWith(coverageOf(loadFaces()))

test.each([
  ['plain ASCII, é and e\u0301', 'plain ASCII, é and e\u0301'],
  ['مرحبا שלום 漢字 かな नमस्ते 👍🏽 👩‍👩‍👧', '\u2068مرحبا שלום\u2069 漢字 かな नमस्ते 👍🏽 👩‍👩‍👧'],
  ['a\u202eb', 'a[U+202E]b'],
  ['\ud800', '[U+D800]'],
  ['\ue000\u0007', '[U+E000][U+0007]'],
  ['한국어 \u1112\u1161\u11ab ไทย ที่นี่ ฿', '한국어 \u1112\u1161\u11ab ไทย ที่นี่ ฿'],
  ['日本語 あア々〆ー 「Ａ１」 ｱｲｳ ㈱', '日本語 あア々〆ー 「Ａ１」 ｱｲｳ ㈱'],
  ['ა', '[U+10D0]'],
  ['one\r\ntwo\rthree\tfour', 'one\ntwo\nthree    four'],
  ['x'.repeat(30), `${'x'.repeat(24)}\u200b${'x'.repeat(6)}`],
])('%j is shown as %j', (text, shown) => {
  expect(show(text)).toBe(shown)
})

const paragraph = (text: string): RichNode => ({ type: 'paragraph', content: [{ type: 'text', text }] })

test('lists number their items and keep their depth; a second paragraph of an item has no marker', () => {
  const doc: RichNode = {
    type: 'doc',
    content: [
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [
          { type: 'listItem', content: [paragraph('three'), paragraph('more')] },
          {
            type: 'listItem',
            content: [
              paragraph('four'),
              { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph('in')] }] },
            ],
          },
        ],
      },
    ],
  }
  const shown = blocksOf(doc).map(({ marker, depth, runs }) => [marker, depth, runs[0]?.text])
  expect(shown).toEqual([
    ['3.', 1, 'three'],
    ['', 1, 'more'],
    ['4.', 1, 'four'],
    ['•', 2, 'in'],
  ])
})

test('a list counts in a packet as it does in the note', () => {
  const markers = (type: string | null, start: number): string[] =>
    blocksOf({
      type: 'orderedList',
      attrs: { start, type },
      content: ['one', 'two', 'three'].map((text) => ({ type: 'listItem', content: [paragraph(text)] })),
    }).map(({ marker }) => marker)
  expect(markers(null, 1)).toEqual(['1.', '2.', '3.'])
  expect(markers('1', 7)).toEqual(['7.', '8.', '9.'])
  expect(markers('a', 1)).toEqual(['a.', 'b.', 'c.'])
  expect(markers('A', 26)).toEqual(['Z.', 'AA.', 'AB.'])
  expect(markers('a', 702)).toEqual(['zz.', 'aaa.', 'aab.'])
  expect(markers('i', 3)).toEqual(['iii.', 'iv.', 'v.'])
  expect(markers('I', 1998)).toEqual(['MCMXCVIII.', 'MCMXCIX.', 'MM.'])
  expect(markers('I', 3999)).toEqual(['MMMCMXCIX.', '4000.', '4001.'])
  expect(markers('a', -1)).toEqual(['-1.', '0.', 'a.'])
})

test('unknown nodes give their text, and no depth of nesting is too deep', () => {
  let deep: RichNode = { type: 'text', text: 'at the bottom' }
  for (let i = 0; i < 100_000; i++) deep = { type: 'mystery', content: [deep] }
  expect(blocksOf({ type: 'doc', content: [deep] })[0]?.runs[0]?.text).toBe('at the bottom')
  const plain = shallow({ type: 'doc', content: [deep] })
  expect(plain.content?.[0]?.content?.[0]?.text).toBe('at the bottom')
  expect(shallow(paragraph('kept'))).toEqual(paragraph('kept'))
})
