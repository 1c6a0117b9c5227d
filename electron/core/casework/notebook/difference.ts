import { diffArrays, diffWordsWithSpace } from 'diff'
import type { Piece, RichText } from '../../../../shared/contract/notebook.ts'
import { plainTextOf } from '../../../../shared/contract/rich-text.ts'

/** Words that a stretch must have at least to be said to have moved: shorter ones come and go by themselves. */
const leastMoved = 4
/** Changes that are looked for before two texts count as wholly different. */
const mostEdits = 4000

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/**
 * How two texts differ in their words: line by line first, then by words within lines that changed. What went out in one
 * place and came in word for word in another has moved.
 */
export function differenceOf(before: RichText, after: RichText): Piece[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  const lines = diffArrays(old, now, { maxEditLength: mostEdits })
  if (lines === undefined) return joined(moved([...whole('out', old), ...whole('in', now)]))
  const kinds = moved(
    lines.flatMap(({ added, removed, value }) => whole(removed ? 'out' : added ? 'in' : 'same', value)),
  )
  const pieces: Piece[] = []
  let changed: Piece[] = []
  for (const line of kinds) {
    if (line.kind !== 'same') changed.push(line)
    else {
      pieces.push(...changedLines(changed), line)
      changed = []
    }
  }
  return joined(moved([...pieces, ...changedLines(changed)]))
}

/** Neighbouring lines that changed: those that moved whole, and of the others the first stretch on each side by its words. */
function changedLines(lines: readonly Piece[]): Piece[] {
  const out = lines.filter(({ kind }) => kind === 'out' || kind === 'moved-out')
  const into = lines.filter(({ kind }) => kind === 'in' || kind === 'moved-in')
  const [goneFirst, gone, goneLater] = parted(out, 'out')
  const [newFirst, fresh, newLater] = parted(into, 'in')
  return [...goneFirst, ...newFirst, ...wordsOf(textOf(gone), textOf(fresh)), ...goneLater, ...newLater]
}

/** What moved before the first stretch of a kind, that stretch, and what follows it. */
function parted(lines: Piece[], kind: Piece['kind']): [Piece[], Piece[], Piece[]] {
  const start = lines.findIndex((line) => line.kind === kind)
  if (start < 0) return [lines, [], []]
  const after = lines.findIndex((line, at) => at > start && line.kind !== kind)
  const end = after < 0 ? lines.length : after
  return [lines.slice(0, start), lines.slice(start, end), lines.slice(end)]
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join('')
const whole = (kind: Piece['kind'], lines: readonly string[]): Piece[] => lines.map((text) => ({ kind, text }))

/** Lines with their ends, so that put together they are the text. */
const linesOf = (body: RichText): string[] =>
  plainTextOf(body)
    .split('\n')
    .map((line) => `${line}\n`)

const one = (kind: Piece['kind'], text: string): Piece[] => (text === '' ? [] : [{ kind, text }])

/** Lines that changed: whole lines that stand word for word in another place apart, the rest by its words. */
function wordsOf(out: string, into: string): Piece[] {
  if (out === '' || into === '') return [...lineByLine('out', out), ...lineByLine('in', into)]
  const changes = diffWordsWithSpace(out, into, { intlSegmenter: segmenter, maxEditLength: mostEdits })
  if (changes === undefined) return [...lineByLine('out', out), ...lineByLine('in', into)]
  const kept = changes.filter(({ added, removed }) => !added && !removed)
  // Lines that share next to nothing are told whole: their common words would be a riddle.
  if (kept.reduce((sum, { value }) => sum + wordsIn(value), 0) * 4 < Math.min(wordsIn(out), wordsIn(into)))
    return [...lineByLine('out', out), ...lineByLine('in', into)]
  return changes.flatMap(({ added, removed, value }) => one(removed ? 'out' : added ? 'in' : 'same', value))
}

const lineByLine = (kind: 'out' | 'in', text: string): Piece[] =>
  text.split(/(?<=\n)/).flatMap((line) => one(kind, line))

/** Says of what went out in one place and came in in another that it moved; each counts once. */
function moved(pieces: Piece[]): Piece[] {
  const gone = new Map<string, number[]>()
  for (const [index, { kind, text }] of pieces.entries())
    if (kind === 'out' && wordsIn(text) >= leastMoved) gone.set(text.trim(), [...(gone.get(text.trim()) ?? []), index])
  const kinds = pieces.map(({ kind }) => kind)
  for (const [index, { kind, text }] of pieces.entries()) {
    const from = kind === 'in' ? gone.get(text.trim())?.shift() : undefined
    if (from === undefined) continue
    kinds[from] = 'moved-out'
    kinds[index] = 'moved-in'
  }
  return pieces.map(({ text }, index) => ({ kind: kinds[index] ?? 'same', text }))
}

const joined = (pieces: readonly Piece[]): Piece[] => {
  const out: Piece[] = []
  for (const { kind, text } of pieces) {
    const last = out.at(-1)
    if (last?.kind === kind) last.text += text
    else out.push({ kind, text })
  }
  return out
}

/** Words that came in, went out, and moved. */
export function countWords(pieces: readonly Piece[]): { in: number; out: number; moved: number } {
  const of = (wanted: Piece['kind']): number =>
    pieces.reduce((sum, { kind, text }) => sum + (kind === wanted ? wordsIn(text) : 0), 0)
  return { in: of('in'), out: of('out'), moved: of('moved-in') }
}
