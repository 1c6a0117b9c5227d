import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'

type Block = AnswerTo<'blocks'>['blocks'][number]
export type Span = Block['spans'][number]
export type SpanKind = Span['kind']

/** A paragraph as it is read: its words, and what is said of stretches of them. */
export class Flow {
  text = ''
  readonly spans: Span[] = []
  readonly #open: Span[] = []

  add(text: string): void {
    this.text += text
  }

  /** Begins a stretch; what it is stands before it, in brackets, unless it has no label. */
  begin(kind: SpanKind, label = ''): void {
    const from = this.text.length
    if (label !== '') this.text += `[${label}`
    this.#open.push({ kind, from, inner: this.text.length, to: from })
  }

  end(): void {
    const span = this.#open.pop()
    if (!span) return
    if (span.inner > span.from) this.text += ']'
    this.spans.push({ ...span, to: this.text.length })
  }

  /** Something whole: `[footnote: See map]`. */
  say(kind: SpanKind, label: string, words: string): void {
    this.begin(kind, label)
    this.add(words)
    this.end()
  }

  append(other: Flow): void {
    const shift = this.text.length
    this.text += other.text
    this.spans.push(...other.spans.map((span) => moved(span, shift)))
  }
}

const moved = ({ kind, from, inner, to }: Span, by: number): Span => ({
  kind,
  from: from + by,
  inner: inner + by,
  to: to + by,
})

/** Flows one after the other, with what stands between them; `ends`: where each ends. */
export function joined(flows: readonly Flow[], between: string): { flow: Flow; ends: number[] } {
  const flow = new Flow()
  const ends: number[] = []
  for (const [index, one] of flows.entries()) {
    if (index > 0) flow.add(between)
    flow.append(one)
    ends.push(flow.text.length)
  }
  return { flow, ends }
}

/** A flow by its lines; a stretch that goes over several is one in each. */
export function linesOf({ text, spans }: Flow): { text: string; spans: Span[] }[] {
  let start = 0
  const lines = text.split('\n').map((line) => {
    const [from, to] = [start, start + line.length]
    start = to + 1
    return { from, to, text: line, spans: [] as Span[] }
  })
  for (const span of spans)
    for (let at = lineAt(lines, span.from); at < lines.length; at++) {
      const line = lines[at]
      if (!line || line.from >= span.to) break
      const clipped = { ...span, from: Math.max(span.from, line.from), to: Math.min(span.to, line.to) }
      if (clipped.from < clipped.to)
        line.spans.push(
          moved({ ...clipped, inner: Math.min(clipped.to, Math.max(span.inner, clipped.from)) }, -line.from),
        )
    }
  return lines.map(({ text: line, spans: own }) => ({ text: line, spans: own }))
}

/** The first line that ends behind a place. */
function lineAt(lines: readonly { to: number }[], place: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((lines[middle]?.to ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low
}
