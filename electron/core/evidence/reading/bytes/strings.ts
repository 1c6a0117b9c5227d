import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'
import type { Source } from '../source.ts'

/** Printable ASCII, and the same in UTF-16 of either order, six letters or more. */
const run = /[\x20-\x7e\t]{6,}|(?:[\x20-\x7e]\0){6,}|(?:\0[\x20-\x7e]){6,}/g
const window = 1 << 20
const most = 2000
const longest = 2000

/** Runs of printable characters of a window of the file, with the byte where each begins. */
export function stringsIn(source: Source, from: number): AnswerTo<'strings'> {
  const text = Buffer.from(source.read(from, window)).toString('latin1')
  const strings: AnswerTo<'strings'>['strings'] = []
  for (const match of text.matchAll(run)) {
    if (strings.length >= most) return { ask: 'strings', strings, next: from + match.index }
    strings.push({ at: from + match.index, text: match[0].replaceAll('\0', '').slice(0, longest) })
  }
  const next = from + window
  return { ask: 'strings', strings, next: next < source.size ? next : null }
}
