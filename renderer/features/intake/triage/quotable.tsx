import { useImperativeHandle, useRef, type KeyboardEvent, type ReactElement, type Ref } from 'react'
import { wordsOf } from './spans.ts'
import { words as fixed } from '../catalogue.ts'
import styles from '../intake.module.css'

export interface Span {
  from: number
  quote: string
}

/** Words of a report, and in which field they stand; without one, in the narrative. */
export interface Quote extends Span {
  field?: string
}

export interface QuotableHandle {
  /** Takes the focus, with a word selected to begin from. */
  begin(): void
}

interface QuotableProps {
  text: string
  label: string
  /** The field whose answer it is; left out: the narrative. */
  field?: string
  /** What was cited of the report. */
  cited: readonly Quote[]
  handle?: Ref<QuotableHandle>
}

/** Words of a report that can be cited. They are selected with the mouse, or word by word with the arrow keys. */
export function Quotable({ text, label, field, cited, handle }: QuotableProps): ReactElement {
  const box = useRef<HTMLQuoteElement>(null)
  // The word where a selection by keys began, and the one where it ends.
  const place = useRef({ anchor: 0, focus: 0 })

  const show = (): void => {
    const words = wordsOf(text)
    const { anchor, focus } = place.current
    const [first, last] = [words[Math.min(anchor, focus)], words[Math.max(anchor, focus)]]
    if (box.current && first && last) select(box.current, first.from, last.from + last.quote.length)
  }
  useImperativeHandle(handle, () => ({
    begin: () => {
      box.current?.focus()
      if (box.current && !selectedIn(box.current)) show()
    },
  }))
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key]
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return
    event.preventDefault()
    const last = wordsOf(text).length - 1
    const focus = Math.max(0, Math.min(last, place.current.focus + step))
    place.current = { anchor: event.shiftKey ? place.current.anchor : focus, focus }
    show()
  }
  return (
    <blockquote
      className={field === undefined ? 'verbatim' : styles.answer}
      data-quotable={field ?? ''}
      ref={box}
      tabIndex={0}
      role={field === undefined ? 'region' : 'group'}
      aria-label={label}
      aria-description={fixed.arrowsChooseAWordWithShift}
      onKeyDown={onKeyDown}
    >
      <Marked text={text} cited={cited.filter((one) => one.field === field)} />
    </blockquote>
  )
}

function Marked({ text, cited }: { text: string; cited: readonly Span[] }): ReactElement {
  const parts: ReactElement[] = []
  let at = 0
  for (const { from, quote } of [...cited].sort((a, b) => a.from - b.from)) {
    if (from < at) continue
    parts.push(<span key={at}>{text.slice(at, from)}</span>, <mark key={`m${from}`}>{quote}</mark>)
    at = from + quote.length
  }
  parts.push(<span key={at}>{text.slice(at)}</span>)
  return <>{parts}</>
}

/** The words of the report that are selected; null when none are. */
export function selectedQuote(): Quote | null {
  const at = window.getSelection()?.anchorNode
  const box = (at instanceof Element ? at : at?.parentElement)?.closest<HTMLElement>('[data-quotable]')
  const span = box && selectedIn(box)
  const field = box?.dataset['quotable'] ?? ''
  return span ? { ...span, ...(field === '' ? {} : { field }) } : null
}

/** Where in the text a range begins, and its words without the spaces around them. */
function selectedIn(box: HTMLElement): Span | null {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0)
  if (!box.contains(range.commonAncestorContainer)) return null
  const before = document.createRange()
  before.selectNodeContents(box)
  before.setEnd(range.startContainer, range.startOffset)
  const words = range.toString()
  const quote = words.trim()
  if (quote === '') return null
  return { from: before.toString().length + words.indexOf(quote), quote }
}

function select(box: HTMLElement, from: number, to: number): void {
  const range = document.createRange()
  const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  let passed = 0
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0
    if (from >= passed && from < passed + length) range.setStart(node, from - passed)
    if (to > passed && to <= passed + length) range.setEnd(node, to - passed)
    passed += length
  }
  const selection = window.getSelection()
  selection?.removeAllRanges()
  selection?.addRange(range)
  const { bottom, top } = range.getBoundingClientRect()
  const frame = box.getBoundingClientRect()
  if (bottom > frame.bottom) box.scrollTop += bottom - frame.bottom
  if (top < frame.top) box.scrollTop -= frame.top - top
}
