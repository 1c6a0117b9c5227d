import { expect, it } from 'vitest'
import { openBy } from '../open-by.fixture.ts'
import { sourceOf } from '../source.ts'
import { pdf } from './pdf.ts'

/** A page of one font, whose letters mean what `meaning` says: `<41> <0042>`. */
function pageOf(text: string, meaning: string[]): Buffer {
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /M def /CMapType 2 def\n1 begincodespacerange <00> <FF> endcodespacerange\n${meaning.length} beginbfchar\n${meaning.join('\n')}\nendbfchar\nendcmap end end`
  const shown = `BT /F 20 Tf 50 100 Td (${text}) Tj ET`
  const stream = (bytes: string): string => `<</Length ${bytes.length}>>stream\n${bytes}\nendstream`
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    stream(shown),
    '<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>',
    stream(map),
  ]
  const body = objects.map((object, index) => `${index + 1} 0 obj\n${object}\nendobj\n`).join('')
  return Buffer.from(`%PDF-1.7\n${body}trailer\n<</Root 1 0 R/Size 7>>\n%%EOF\n`, 'latin1')
}

it('words are found where they stand, after an end of line that a font gives', async () => {
  const found = async (meaning: string[]): Promise<unknown> => {
    const file = await openBy(pdf, sourceOf('a.pdf', pageOf('gateZlock', meaning)))
    const answer = await file.part?.({ ask: 'find', words: 'lock', from: 0 })
    return answer?.ask === 'find' ? answer.hits.map(({ boxes }) => boxes) : undefined
  }
  const plain = await found(['<5A> <002D>'])
  expect(plain).toEqual([[expect.objectContaining({ x: 110, width: 48 })]])
  expect(await found(['<5A> <000A>'])).toEqual(plain)
})
