import { clsx } from 'clsx'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type CSSProperties, type ReactElement } from 'react'
import type { LinePlace } from '../../../shared/kernel/pinpoint.ts'
import { plainly } from '../../ui/name.ts'
import { useListWindow } from '../../ui/use-window.ts'
import { words } from './catalogue.ts'
import { useSelectedLines } from './selection.ts'
import type { TextLine, TextLines } from './use-lines.ts'
import type { ViewProps } from './which.ts'
import styles from './viewer.module.css'

const rowHeight = 18

interface LinesProps extends ViewProps<'lines'> {
  lines: TextLines
  wanted: LinePlace | undefined
}

const isWanted = (place: LinePlace | undefined, line: number): boolean =>
  place !== undefined && line >= place.line && line <= (place.to ?? place.line)

/** Lines of one height each, however many there are. */
export function FlatLines({ opened, lines, wanted, onHere }: LinesProps): ReactElement {
  const first = (wanted?.line ?? 0) - 1
  const { scroller, rows, height } = useListWindow({
    count: lines.shown,
    rowHeight,
    selected: Math.min(first, lines.shown - 1),
    onRange: lines.onRange,
  })
  useSelectedLines(scroller, onHere)
  return (
    <div
      ref={scroller}
      className={styles.lines}
      tabIndex={0}
      role="region"
      aria-label={words.textOf(plainly(opened.name))}
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
          />
        ))}
      </div>
    </div>
  )
}

/** Lines that are wrapped where they are longer than the room. */
export function WrappedLines({ opened, lines, wanted, total, onHere }: LinesProps & { total: number }): ReactElement {
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
  useSelectedLines(room, onHere)
  return (
    <div ref={room} className={styles.lines} tabIndex={0} role="region" aria-label={words.textOf(plainly(opened.name))}>
      <div style={{ height: window.getTotalSize(), position: 'relative' }}>
        {shown.map(({ index, start }) => (
          <Line
            key={index}
            index={index}
            line={lines.lineAt(index)}
            digits={String(total).length}
            style={{ transform: `translateY(${start}px)` }}
            wanted={isWanted(wanted, index + 1)}
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
  wrapped?: boolean
  measure?: (element: HTMLElement | null) => void
}

const Line = ({ index, line, digits, style, wanted, wrapped = false, measure }: LineProps): ReactElement => (
  <div
    ref={measure}
    className={clsx(styles.line, wrapped && styles.wrapped)}
    style={style}
    data-index={index}
    data-line={index + 1}
    aria-current={wanted ? 'location' : undefined}
  >
    <b style={{ width: `${digits}ch` }}>{index + 1}</b>
    <code title={wrapped ? undefined : line?.text.slice(0, 2000)}>
      {line ? plainly(line.text) : '…'}
      {line && line.cut > 0 ? ` ${words.moreCharacters(line.cut)}` : ''}
    </code>
  </div>
)
