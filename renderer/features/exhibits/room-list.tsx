import { clsx } from 'clsx'
import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactElement,
} from 'react'
import type { RoomQuestion } from '../evidence/index.ts'
import { words } from './catalogue.ts'
import { besideIn, linesOf, type RoomLine } from './room-lines.ts'
import { Columns, columnsIn, RoomCard, RoomRowCells, templateOf, type ColumnName } from './room-cells.tsx'
import { groupInWords } from './room-words.ts'
import type { Room } from './use-room.ts'
import type { Selection } from './use-selection.ts'
import styles from './room.module.css'

interface RoomListProps {
  room: Room
  layout: 'list' | 'grid'
  question: RoomQuestion
  onQuestion: (next: RoomQuestion) => void
  columns: readonly ColumnName[]
  selection: Selection
  /** Index of the exhibit that is open beside the list; -1 for none. */
  open: number
  onShow: (number: string) => void
  onOpen: (number: string) => void
  onRange: (first: number, last: number) => void
  /** Id of what scrolls. */
  scroller: string
}

/** Pixels: a row, the name of a group, a card with its least width and the gap between two. */
const sizes = { row: 48, group: 36, card: 208, width: 184, gap: 12, edge: 24 }

const nothing: readonly string[] = []

/** The exhibits of a room as a list or a grid of which only what is in sight exists. */
export function RoomList(props: RoomListProps): ReactElement {
  const { room, layout, question, onQuestion, columns, selection, open, onShow, onOpen, onRange, scroller } = props
  const order = room.order ?? nothing
  const { ref, width } = useElementSize<HTMLDivElement>()
  const body = useRef<HTMLDivElement>(null)
  const margin = useMargin(body, scroller)
  const across =
    layout === 'grid' ? Math.max(1, Math.floor((width - 2 * sizes.edge + sizes.gap) / (sizes.width + sizes.gap))) : 1
  const lines = useMemo(() => linesOf(order.length, room.groups, across), [order.length, room.groups, across])
  const high = useCallback(
    (at: number) =>
      lines[at]?.kind === 'group' ? sizes.group : layout === 'grid' ? sizes.card + sizes.gap : sizes.row,
    [lines, layout],
  )
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => document.getElementById(scroller),
    estimateSize: high,
    overscan: layout === 'grid' ? 2 : 8,
    scrollMargin: margin,
    scrollPaddingStart: 40,
    scrollPaddingEnd: 8,
  })
  useLayoutEffect(() => {
    rows.measure()
  }, [rows, high])
  const shown = rows.getVirtualItems()
  const [first, last] = [lines[shown[0]?.index ?? 0], lines[shown.at(-1)?.index ?? 0]]
  const [from, to] = [first?.from ?? 0, last ? last.from + (last.kind === 'row' ? last.count : 1) - 1 : 0]
  useEffect(() => onRange(from, Math.max(from, to)), [from, to, onRange])

  const cursor = selection.cursor === undefined ? open : order.indexOf(selection.cursor)
  const bring = (index: number): void => {
    const at = lines.findIndex(
      ({ kind, from: begin, ...line }) => kind === 'row' && index < begin + ('count' in line ? line.count : 0),
    )
    if (at >= 0) rows.scrollToIndex(at)
  }
  const opened = useRef(-1)
  useEffect(() => {
    if (open >= 0 && open !== opened.current) bring(open)
    opened.current = open
  })
  const choose = (index: number, by: { extend: boolean; toggle: boolean }): void => {
    const number = order[index]
    if (number === undefined) return
    if (by.extend) selection.upTo(number)
    else if (by.toggle) selection.toggle(number)
    else {
      selection.only(number)
      onShow(number)
    }
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || event.altKey) return
    const act = (work: () => void): void => {
      event.preventDefault()
      work()
    }
    const go = (index: number): void =>
      act(() => {
        const next = Math.max(0, Math.min(order.length - 1, index))
        choose(next, { extend: event.shiftKey, toggle: false })
        bring(next)
      })
    const page = Math.max(1, shown.length - 4) * across
    const number = order[cursor]
    if (event.key === 'ArrowDown') go(cursor < 0 ? 0 : besideIn(lines, cursor, 1))
    else if (event.key === 'ArrowUp') go(cursor < 0 ? 0 : besideIn(lines, cursor, -1))
    else if (event.key === 'ArrowRight' && layout === 'grid') go(cursor + 1)
    else if (event.key === 'ArrowLeft' && layout === 'grid') go(cursor - 1)
    else if (event.key === 'PageDown') go(cursor + page)
    else if (event.key === 'PageUp') go(cursor - page)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(order.length - 1)
    else if (event.key === ' ' && number !== undefined) act(() => selection.toggle(number))
    else if (event.key === 'Enter' && number !== undefined) act(() => onOpen(number))
    else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) act(() => selection.set(order))
    else if (event.key === 'Escape' && selection.chosen.size > 1) act(selection.clear)
  }
  const onClick = (event: MouseEvent): void => {
    const index = indexOf(event.target)
    if (index >= 0) choose(index, { extend: event.shiftKey, toggle: event.ctrlKey || event.metaKey })
  }
  const named = columnsIn(columns, width)
  const template = { gridTemplateColumns: templateOf(named) }
  return (
    <div
      ref={ref}
      className={styles.room}
      role="grid"
      aria-label={words.exhibitsTitle}
      aria-multiselectable="true"
      aria-rowcount={lines.length + (layout === 'list' ? 1 : 0)}
      aria-activedescendant={cursor >= 0 ? `exhibit-${cursor}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => {
        if (!event.shiftKey) return
        // Exhibits are chosen up to here, not the letters between.
        event.preventDefault()
        event.currentTarget.focus({ preventScroll: true })
      }}
      onClick={onClick}
      onDoubleClick={({ target }) => {
        const number = order[indexOf(target)]
        if (number !== undefined) onOpen(number)
      }}
    >
      {layout === 'list' && <Columns named={named} template={template} question={question} onQuestion={onQuestion} />}
      <div ref={body} role="rowgroup" className={styles.lines} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const line = lines[index]
          const place = { transform: `translateY(${start - margin}px)` }
          return line?.kind === 'group' ? (
            <div key={key} role="row" aria-rowindex={index + 1} className={styles.group} style={place}>
              <GroupName line={line} order={order} selection={selection} />
            </div>
          ) : line && layout === 'list' ? (
            <div
              key={key}
              id={`exhibit-${line.from}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={isOn(line.from)}
              data-index={line.from}
              data-cursor={line.from === cursor}
              className={styles.row}
              style={{ ...place, ...template }}
            >
              <RoomRowCells row={room.row(line.from)} named={named} onSelect={onShow} />
            </div>
          ) : (
            line && (
              <div
                key={key}
                role="row"
                aria-rowindex={index + 1}
                className={styles.cards}
                style={{ ...place, gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}
              >
                {Array.from({ length: line.count }, (_, at) => line.from + at).map((place_) => (
                  <div
                    key={place_}
                    id={`exhibit-${place_}`}
                    role="gridcell"
                    aria-selected={isOn(place_)}
                    data-index={place_}
                    data-cursor={place_ === cursor}
                    className={styles.card}
                  >
                    <RoomCard row={room.row(place_)} />
                  </div>
                ))}
              </div>
            )
          )
        })}
      </div>
    </div>
  )

  function isOn(index: number): boolean {
    const number = order[index]
    return number !== undefined && (selection.chosen.has(number) || (selection.chosen.size === 0 && index === open))
  }
}

/** The index of the exhibit in whose row or card something happened; -1 in none, and on what acts by itself. */
function indexOf(target: EventTarget): number {
  const element = target instanceof Element ? target : null
  if (element?.closest('[data-acts]')) return -1
  return Number(element?.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1)
}

function GroupName({
  line,
  order,
  selection,
}: {
  line: Extract<RoomLine, { kind: 'group' }>
  order: readonly string[]
  selection: Selection
}): ReactElement {
  const { group, from } = line
  const all = order.slice(from, from + group.count)
  return (
    <span role="gridcell" className={clsx(styles['group-name'])}>
      <b>{groupInWords(group)}</b>
      <span className="quiet">{words.exhibits(group.count)}</span>
      <button type="button" className="link" data-acts tabIndex={-1} onClick={() => selection.set(all)}>
        {words.select}
      </button>
    </span>
  )
}

/** How far below the top of what scrolls the lines begin. */
function useMargin(body: { current: HTMLDivElement | null }, scroller: string): number {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const scrolls = document.getElementById(scroller)
    if (!scrolls) return undefined
    const measure = (): void => {
      if (body.current)
        setMargin(body.current.getBoundingClientRect().top - scrolls.getBoundingClientRect().top + scrolls.scrollTop)
    }
    measure()
    const observer = new ResizeObserver(measure)
    for (const part of [scrolls, ...scrolls.children]) observer.observe(part)
    return () => observer.disconnect()
  })
  return margin
}
