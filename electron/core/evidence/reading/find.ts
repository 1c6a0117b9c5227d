import type { AnswerTo, EvidenceAsk } from '../../../../shared/contract/evidence/asks.ts'
import type { OpenedFile } from './format.ts'

/** Hits of one answer. */
const most = 200
/** Characters shown on either side of a hit. */
const around = 60
/** Milliseconds of looking; then what was found is told, and whoever asks goes on. */
const lookFor = 4000

/** Where words stand in the text that a format extracts, whatever the case of their letters. */
export async function findIn(
  file: Pick<OpenedFile, 'text'>,
  { words, from }: Extract<EvidenceAsk, { ask: 'find' }>,
  boxesOf: (at: string, start: number, end: number) => Promise<AnswerTo<'find'>['hits'][number]['boxes']> = () =>
    Promise.resolve([]),
): Promise<AnswerTo<'find'>> {
  const hits: AnswerTo<'find'>['hits'] = []
  if (!file.text) return { ask: 'find', hits, next: null }
  const wanted = plain(words)
  const until = performance.now() + lookFor
  let unit = from
  for (let next: number | null = from; next !== null;) {
    const part = await file.text(next)
    for (const { at, text } of part.units) {
      const where = plain(text)
      for (let found = where.indexOf(wanted); found !== -1; found = where.indexOf(wanted, found + wanted.length))
        hits.push({
          at,
          around: text
            .slice(Math.max(0, found - around), found + wanted.length + around)
            .replace(/\s+/g, ' ')
            .toWellFormed(),
          from: found,
          to: found + wanted.length,
          boxes: await boxesOf(at, found, found + wanted.length),
        })
      unit += 1
      if (hits.length >= most) return { ask: 'find', hits, next: unit }
    }
    next = part.next
    if (next !== null) unit = next
    if (next !== null && performance.now() > until) return { ask: 'find', hits, next }
  }
  return { ask: 'find', hits, next: null }
}

/** In small letters, with every kind of white space alike; as long as it was, so that places stay. */
const plain = (text: string): string =>
  Array.from(text, (letter) => {
    const small = letter.toLowerCase()
    return small.length === letter.length ? small : letter
  })
    .join('')
    .replace(/\s/g, ' ')
