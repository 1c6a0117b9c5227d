import { describe, expect, it } from 'vitest'
import { parseAt, showAt } from '../../../../../shared/kernel/pinpoint.ts'
import type { OpenedFile } from '../format.ts'
import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'
import { Flow } from './flow.ts'
import { Lines, shownAs } from './lines.ts'

const reader = 'office 2'

function documentOf(texts: readonly string[]): Pick<OpenedFile, 'view' | 'part'> {
  const lines = new Lines()
  for (const [index, text] of texts.entries()) {
    const flow = new Flow()
    flow.add(text)
    lines.block(flow, {
      kind: index % 7 === 0 ? 'heading' : 'paragraph',
      at: index % 5 === 0 ? `p. ${index / 5 + 1}` : undefined,
    })
  }
  return shownAs(lines, reader)
}

const locate = async (file: Pick<OpenedFile, 'part'>, at: string): Promise<AnswerTo<'locate'>> => {
  const answer = await file.part?.({ ask: 'locate', at })
  if (answer?.ask !== 'locate') throw new Error('it answers no place')
  return answer
}

const blocksOf = async (file: Pick<OpenedFile, 'part'>): Promise<AnswerTo<'blocks'>['blocks']> => {
  const answer = await file.part?.({ ask: 'blocks', from: 0, count: 500 })
  return answer?.ask === 'blocks' ? answer.blocks : []
}

describe('places in a document', () => {
  const texts = Array.from({ length: 90 }, (_, n) =>
    n % 11 === 3 ? '' : `Paragraph ${n}: “the gate”\t${'\u{1f512} locked, '.repeat(n % 4)}at ${n * 13} o’clock`,
  )

  it('that are selected open at the same words again, be they in one paragraph or over several', async () => {
    const file = documentOf(texts)
    const blocks = await blocksOf(file)
    const whole = blocks.map(({ text }) => text).join('\n')
    for (let n = 0; n < 400; n++) {
      const from = (n * 37) % (whole.length - 80)
      const to = from + 1 + ((n * 7) % 79)
      const words = whole.slice(from, to)
      if (!words.isWellFormed()) continue
      const at = showAt({ kind: 'text', from, to, words, reader })
      expect(parseAt(at)).toEqual({ kind: 'text', from, to, words, reader })
      const found = await locate(file, at)
      expect(found).toMatchObject({ from, to, says: null })
      const { start = -1, text = '' } = blocks[found.block ?? -1] ?? {}
      expect(from >= start && from <= start + text.length, at).toBe(true)
    }
    expect(await locate(file, 'line 3')).toMatchObject({ block: 2 })
    expect(await locate(file, 'p. 4')).toMatchObject({ block: 15 })
    expect((await locate(file, 'line 91')).block).toBeNull()
  })

  it('that another reader counted are found by their words, or it is said that they are several or none', async () => {
    const file = documentOf(['One gate.', 'Two gates, and a lobby.'])
    const place = (from: number, words: string): string =>
      showAt({ kind: 'text', from, to: from + words.length, words, reader: 'office 1' })
    expect(await locate(file, place(2, 'lobby'))).toMatchObject({
      block: 1,
      from: 27,
      says: expect.stringContaining('found here') as string,
    })
    expect(await locate(file, place(0, 'gate'))).toMatchObject({
      block: null,
      says: expect.stringContaining('several places') as string,
    })
    expect(await locate(file, place(0, 'tower'))).toMatchObject({
      block: null,
      says: expect.stringContaining('nowhere') as string,
    })
  })

  it('that are found by words can be cited as they stand', async () => {
    const file = documentOf(texts)
    const answer = await file.part?.({ ask: 'find', words: 'THE GATE', from: 0 })
    const hits = answer?.ask === 'find' ? answer.hits : []
    expect(hits).toHaveLength(texts.filter((text) => text !== '').length)
    for (const { at } of hits) expect(await locate(file, at)).toMatchObject({ says: null })
  })

  it('keep what is said of words where these are, through joins and lines', async () => {
    const lines = new Lines()
    const flow = new Flow()
    flow.add('Meet ')
    flow.begin('deleted', 'deleted by Ana: ')
    flow.add('at noon\nor one')
    flow.end()
    lines.block(flow)
    const blocks = await blocksOf(shownAs(lines, reader))
    expect(blocks.map(({ text, spans }) => [text, spans])).toEqual([
      ['Meet [deleted by Ana: at noon', [{ kind: 'deleted', from: 5, inner: 22, to: 29 }]],
      ['or one]', [{ kind: 'deleted', from: 0, inner: 0, to: 7 }]],
    ])
  })
})
