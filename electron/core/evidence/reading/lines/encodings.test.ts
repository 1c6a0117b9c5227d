import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { OpenedFile } from '../format.ts'
import { sourceOf } from '../source.ts'
import { lines } from './lines.ts'

const samples: readonly (readonly [encoding: string, text: string])[] = [
  ['shift_jis', '北門は金曜日に開く'],
  ['gb18030', '北门将在星期五打开'],
  ['euc-kr', '북문은 금요일에 열린다'],
  ['big5', '北門將在星期五打開'],
  ['koi8-r', 'Северные ворота'],
  ['windows-1251', 'Северные ворота'],
  ['windows-1253', 'Βόρεια πύλη'],
]

const open = (bytes: Uint8Array, encoding?: string): OpenedFile =>
  lines.open(sourceOf('a', bytes), undefined, { mime: undefined, start: bytes, encoding }) as OpenedFile
const textOf = async (file: OpenedFile): Promise<string> =>
  (await file.text?.(0))?.units.map(({ text }) => text).join('') ?? ''

describe('texts that do not say how their letters are encoded', () => {
  it.each(samples)(
    'in %s are said to be guessed, with the right one among the readings, and read right once it is chosen',
    async (encoding, text) => {
      const bytes = iconv.encode(`${text}\n`, encoding)
      const guessed = open(bytes)
      const view = guessed.view.kind === 'lines' ? guessed.view : undefined
      expect(view?.doubt).not.toBeNull()
      const told = `${view?.encoding} ${guessed.problems.join(' ')}`.toLowerCase()
      expect(told).toContain(encoding)
      const chosen = open(bytes, encoding)
      expect(await textOf(chosen)).toBe(text)
      expect(chosen.facts[0]).toMatchObject({ name: 'Encoding', source: 'chosen by a person' })
    },
  )

  it('in no encoding that is known are refused with what to name', () => {
    expect(() => open(Buffer.from('a'), 'nonsense')).toThrow('is no encoding that is known')
  })
})
