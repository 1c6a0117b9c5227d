import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'
import { parseAt, showAt } from '../../../../../shared/kernel/pinpoint.ts'
import { findIn } from '../find.ts'
import type { OpenedFile, TextPart } from '../format.ts'
import { linesOf, type Flow, type Span } from './flow.ts'

type Block = AnswerTo<'blocks'>['blocks'][number]

/** Characters of all text, and of one block as it is shown. */
const charactersMost = 20_000_000
const longest = 20_000
/** Headings of a table of contents. */
const headingsMost = 5000
/** Blocks of one answer of text. */
const ofUnit = 200

/** A block, with its place where that is not the line itself. */
interface Said extends Pick<Block, 'kind' | 'depth' | 'start' | 'spans' | 'cells'> {
  text: string
  at?: string | undefined
}

interface Shape {
  kind?: Block['kind'] | undefined
  depth?: number | undefined
  cells?: number[] | undefined
  at?: string | undefined
}

/** Paragraphs of a document as they are found; more than may be shown are counted and named. */
export class Lines {
  readonly found: Said[] = []
  readonly #said = new Set<string>()
  #characters = 0
  #dropped = 0

  /** Says once what was not read, or not as it is written. */
  say(problem: string): void {
    this.#said.add(problem)
  }

  /** Lines without anything that is said of them. */
  add(text: string, at?: string): void {
    for (const line of text.split('\n')) this.#put(line, [], { at })
  }

  /** A paragraph, a heading, an item of a list, or a row of a table, which is one line. */
  block(flow: Flow, shape: Shape = {}): void {
    if (shape.cells) this.#put(flow.text.replaceAll('\n', ' '), flow.spans, shape)
    else for (const { text, spans } of linesOf(flow)) this.#put(text, spans, shape)
  }

  #put(text: string, spans: Span[], { kind = 'paragraph', depth = 0, cells = [], at }: Shape): void {
    const start = this.#characters
    this.#characters += text.length + 1
    if (this.#characters > charactersMost) this.#dropped += 1
    else this.found.push({ text: text.toWellFormed(), spans, kind, depth, start, cells, at })
  }

  get problems(): string[] {
    const dropped = `${this.#dropped.toLocaleString('en')} more lines were not read: its text is longer than 20 million characters.`
    return [...this.#said, ...(this.#dropped === 0 ? [] : [dropped])]
  }
}

/** How a document is shown and cited by what was read of it; `reader`: what read it, name and version. */
export function shownAs(lines: Lines, reader: string): Pick<OpenedFile, 'view' | 'text' | 'part'> {
  const { found } = lines
  const headings = found.flatMap(({ kind, depth, text }, block) =>
    kind === 'heading' && text.trim() !== '' ? [{ title: text.slice(0, 300).toWellFormed(), depth, block }] : [],
  )
  const text = (from: number): TextPart => {
    const units = found
      .slice(from, from + ofUnit)
      .map((one, index) => ({ at: one.at ?? `line ${from + index + 1}`, text: one.text }))
    return { units, unread: [], next: from + ofUnit < found.length ? from + ofUnit : null }
  }
  const file: Pick<OpenedFile, 'view' | 'text' | 'part'> = {
    view: { kind: 'document', blocks: found.length, outline: headings.slice(0, headingsMost) },
    text,
    part: async (ask) => {
      if (ask.ask === 'blocks')
        return { ask: 'blocks', blocks: found.slice(ask.from, ask.from + ask.count).map(shownBlock) }
      if (ask.ask === 'locate') return locate(found, ask.at)
      if (ask.ask !== 'find') return undefined
      // Hits by their characters: what is found can be cited as it stands.
      const byLine = (from: number): TextPart => {
        const part = text(from)
        return { ...part, units: part.units.map((unit, index) => ({ ...unit, at: String(from + index) })) }
      }
      const answer = await findIn({ text: byLine }, ask)
      const hits = answer.hits.map((hit) => {
        const { start = 0, text: whole = '' } = found[Number(hit.at)] ?? {}
        const [from, to] = [start + hit.from, start + hit.to]
        return { ...hit, at: showAt({ kind: 'text', from, to, words: whole.slice(hit.from, hit.to), reader }) }
      })
      return { ...answer, hits }
    },
  }
  return file
}

const shownBlock = ({ text, at, spans, ...block }: Said): Block => ({
  ...block,
  text: text.slice(0, longest).toWellFormed(),
  cut: Math.max(0, text.length - longest),
  spans: spans.slice(0, longest),
  at: at ?? null,
})

/** Where a place is: by its characters, if the same words stand there; else by its words, if they stand in one place. */
function locate(found: readonly Said[], written: string): AnswerTo<'locate'> {
  const at = parseAt(written)
  const none = (says: string): AnswerTo<'locate'> => ({ ask: 'locate', block: null, from: 0, to: 0, says })
  const whole = (index: number, last = index): AnswerTo<'locate'> => {
    const [first, end] = [found[index], found[Math.min(last, found.length - 1)]]
    if (!first || !end) return none(`It has no ${written}.`)
    return { ask: 'locate', block: index, from: first.start, to: end.start + end.text.length, says: null }
  }
  if (at?.kind === 'line') return whole(at.line - 1, (at.to ?? at.line) - 1)
  if (at?.kind === 'page') return whole(found.findIndex((one) => one.at === `p. ${at.page}`))
  if (at?.kind !== 'text') return none(`“${written}” is no place in a document.`)
  const text = found.map((one) => one.text).join('\n')
  const { words } = at
  const placed = (from: number, says: string | null): AnswerTo<'locate'> => {
    const after = found.findIndex((one) => one.start > from)
    return { ask: 'locate', block: (after === -1 ? found.length : after) - 1, from, to: from + words.length, says }
  }
  if (words !== '' && text.slice(at.from, at.to) === words) return placed(at.from, null)
  const first = words === '' ? -1 : text.indexOf(words)
  if (first === -1) return none('The words of this place stand nowhere in the text as it is read now.')
  if (text.includes(words, first + 1))
    return none(
      'The words of this place stand at several places in the text as it is read now: which one is not known.',
    )
  return placed(first, 'The text is read otherwise than when this place was made; its words were found here.')
}
