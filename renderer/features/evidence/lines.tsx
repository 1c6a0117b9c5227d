import { clsx } from 'clsx'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useRef, type CSSProperties, type ReactElement, type RefObject } from 'react'
import type { LinePlace } from '../../../shared/kernel/pinpoint.ts'
import { plainly } from '../../ui/name.ts'
import { useListWindow } from '../../ui/use-window.ts'
import { words } from './catalogue.ts'
import { LitText, type Lit } from './lit-text.tsx'
import type { PlacedMark } from './mark-place.ts'
import { Pins } from './pin.tsx'
import { useSelectedLines } from './selected-lines.ts'
import { useChosen } from './use-chosen.ts'
import type { TextLine, TextLines } from './use-lines.ts'
import type { ViewProps } from './which.ts'
import { selectByKey } from './word-keys.ts'
import styles from './viewer.module.css'

const rowHeight = 18

interface LinesProps extends ViewProps<'lines'> {
  lines: TextLines
  wanted: LinePlace | undefined
}

const isWanted = (place: LinePlace | undefined, line: number): boolean =>
  place !== undefined && line >= place.line && line <= (place.to ?? place.line)

/** Tells what is selected of the lines. */
function useChosenLines(
  room: RefObject<HTMLDivElement | null>,
  { lines, turn, onHere }: Pick<LinesProps, 'lines' | 'turn' | 'onHere'>,
): void {
  const { choose } = useChosen(onHere, { turn })
  const now = useRef({ choose, lines })
  useEffect(() => {
    now.current = { choose, lines }
  })
  useSelectedLines(
    room,
    useCallback((index) => now.current.lines.lineAt(index)?.text, []),
    useCallback((at) => now.current.choose(at), []),
  )
}

/** What stands out in one line: what was found, marked, or is looked at; places of several lines count from their first. */
function litOf(
  index: number,
  { lines, wanted, marks, hits }: Pick<LinesProps, 'lines' | 'wanted' | 'marks' | 'hits'>,
): Lit[] {
  const line = index + 1
  const own = (place: LinePlace | undefined, here: boolean): Lit[] => {
    if (!place?.span || !isWanted(place, line)) return []
    let before = 0
    for (let at = place.line; at < line; at++) before += (lines.lineAt(at - 1)?.text.length ?? 0) + 1
    return [{ from: place.span.from - before, to: place.span.to - before, here }]
  }
  return [
    ...hits.flatMap((hit) => (hit.at === `line ${line}` ? [{ from: hit.from, to: hit.to }] : [])),
    ...marks.flatMap(({ at, on }) => (at?.kind === 'line' ? own(at, on) : [])),
    ...own(wanted, true),
  ]
}

const marksAt = (marks: readonly PlacedMark[], line: number): PlacedMark[] =>
  marks.filter(({ at }) => at?.kind === 'line' && at.line === line)

/** Lines of one height each, however many there are. */
export function FlatLines(props: LinesProps): ReactElement {
  const { opened, lines, wanted, marks, onMark } = props
  const first = (wanted?.line ?? 0) - 1
  const { scroller, rows, height } = useListWindow({
    count: lines.shown,
    rowHeight,
    selected: Math.min(first, lines.shown - 1),
    onRange: lines.onRange,
  })
  useChosenLines(scroller, props)
  return (
    <div
      ref={scroller}
      className={styles.lines}
      tabIndex={0}
      role="region"
      aria-label={words.textOf(plainly(opened.name))}
      onKeyDown={selectByKey}
    >
      <div style={{ height: height, position: 'relative' }}>
        {rows.map(({ key, index, top }) => (
          <Line
            key={key}
            index={index}
            line={lines.lineAt(index)}
            digits={String(lines.shown).length}
            style={{ transform: `translateY(${top}px)` }}
            wanted={isWanted(wanted, index + 1)}
            lit={litOf(index, props)}
            marks={marksAt(marks, index + 1)}
            onMark={onMark}
          />
        ))}
      </div>
    </div>
  )
}

/** Lines that are wrapped where they are longer than the room. */
export function WrappedLines(props: LinesProps & { total: number }): ReactElement {
  const { opened, lines, wanted, total, marks, onMark } = props
  const room = useRef<HTMLDivElement>(null)
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const window = useVirtualizer({
    count: total,
    getScrollElement: () => room.current,
    estimateSize: () => rowHeight,
    overscan: 10,
  })
  const shown = window.getVirtualItems()
  const [from = 0, to = 0] = [shown[0]?.index, shown.at(-1)?.index]
  const { onRange } = lines
  useEffect(() => onRange(from, to), [onRange, from, to])
  const first = (wanted?.line ?? 0) - 1
  useEffect(() => {
    if (first >= 0) window.scrollToIndex(Math.min(first, total - 1), { align: 'center' })
  }, [window, first, total])
  useChosenLines(room, props)
  return (
    <div
      ref={room}
      className={styles.lines}
      tabIndex={0}
      role="region"
      aria-label={words.textOf(plainly(opened.name))}
      onKeyDown={selectByKey}
    >
      <div style={{ height: window.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index, start }) => (
          <Line
            key={index}
            index={index}
            line={lines.lineAt(index)}
            digits={String(total).length}
            style={{ transform: `translateY(${start}px)` }}
            wanted={isWanted(wanted, index + 1)}
            lit={litOf(index, props)}
            marks={marksAt(marks, index + 1)}
            onMark={onMark}
            wrapped
            measure={window.measureElement}
          />
        ))}
      </div>
    </div>
  )
}

interface LineProps {
  index: number
  line: TextLine | undefined
  digits: number
  style: CSSProperties
  wanted: boolean
  lit: readonly Lit[]
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
  wrapped?: boolean
  measure?: (element: HTMLElement | null) => void
}

const Line = ({
  index,
  line,
  digits,
  style,
  wanted,
  lit,
  marks,
  onMark,
  wrapped = false,
  measure,
}: LineProps): ReactElement => (
  <div
    ref={measure}
    className={clsx(styles.line, wrapped && styles.wrapped)}
    style={style}
    data-index={index}
    data-line={index + 1}
    aria-current={wanted ? 'location' : undefined}
  >
    <b style={{ width: `${digits}ch` }}>{index + 1}</b>
    <Pins marks={marks} onMark={onMark} />
    <code title={wrapped ? undefined : line?.text.slice(0, 2000)}>
      {line ? <LitText text={line.text} lit={lit} show={plainly} /> : '…'}
    </code>
    {line && line.cut > 0 && <small className="quiet">{words.moreCharacters(line.cut)}</small>}
  </div>
)
