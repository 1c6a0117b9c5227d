import './rows.css'
import { ActionIcon } from '@mantine/core'
import {
  useLayoutEffect,
  useRef,
  useState,
  type DragEvent,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import { Icon } from './icons.tsx'
import { useRowKeys } from './row-keys.ts'
import { words } from './catalogue.ts'

interface RowsProps<T> {
  /** What the list is called by those who hear it. */
  label: string
  items: readonly T[]
  /** What a row is called when it is moved or removed. */
  nameOf: (item: T, at: number) => string
  onChange: (items: T[]) => void
  /** What a row shows while it is closed; without it every row shows its whole content. */
  renderHead?: (item: T, at: number) => ReactNode
  /** What can be set without opening the row. */
  renderAside?: (item: T, at: number) => ReactNode
  children: (item: T, at: number) => ReactNode
  /** What can be added, each by a button. */
  adds: readonly { says: string; make: () => T }[]
  /** Row that is to be opened; another `turn` opens it again. */
  reveal?: { at: number; turn: number } | undefined
  wrong?: (at: number) => string | undefined
}

interface Removed<T> {
  item: T
  at: number
  name: string
}

/**
 * Rows that are added, changed, removed with a way back, and put in order: by dragging, by Alt and an arrow from anywhere
 * in the row, or by the buttons at its end.
 */
export function Rows<T>(props: RowsProps<T>): ReactElement {
  const { label, items, nameOf, onChange, renderHead: head, renderAside: aside, children, adds, reveal, wrong } = props
  const list = useRef<HTMLOListElement>(null)
  const { keys, moveKey, dropKey, addKey } = useRowKeys(items.length)
  const [open, setOpen] = useState<number | null>(null)
  const [removed, setRemoved] = useState<Removed<T>[]>([])
  const [said, setSaid] = useState('')
  const dragged = useRef<number | null>(null)
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null)
  const focus = useRef<{ element?: HTMLElement; key?: number; what?: 'head' | 'content' } | null>(null)
  const [turn, setTurn] = useState(0)
  if (reveal && reveal.turn !== turn) {
    setTurn(reveal.turn)
    setOpen(keys[reveal.at] ?? null)
  }

  // Moving a row takes the focus out of it, and a new one has to get it.
  useLayoutEffect(() => {
    const wanted = focus.current
    focus.current = null
    if (wanted?.element?.isConnected) wanted.element.focus()
    if (wanted?.key === undefined) return
    const row = list.current?.querySelector(`[data-row="${wanted.key}"]`)
    const field = ':scope .row-content :is(input, textarea, select)'
    const at = wanted.what === 'content' ? row?.querySelector<HTMLElement>(field) : null
    ;(at ?? row?.querySelector<HTMLElement>('.row-head, .row-grip'))?.focus()
  })

  const move = (from: number, to: number): void => {
    const item = items[from]
    if (item === undefined || to < 0 || to >= items.length || to === from) return
    if (document.activeElement instanceof HTMLElement) focus.current = { element: document.activeElement }
    moveKey(from, to)
    onChange(items.toSpliced(from, 1).toSpliced(to, 0, item))
    setSaid(words.isOf({ nameOf: nameOf(item, from), value: to + 1, many: items.length }))
  }
  const remove = (at: number): void => {
    const item = items[at]
    if (item === undefined) return
    const next = keys[at + 1] ?? keys[at - 1]
    focus.current = next === undefined ? null : { key: next, what: 'head' }
    dropKey(at)
    setRemoved([...removed, { item, at, name: nameOf(item, at) }])
    onChange(items.toSpliced(at, 1))
    setSaid('')
  }
  const insert = (item: T, at: number, what: 'head' | 'content'): void => {
    const key = addKey(at)
    focus.current = { key, what }
    setOpen(key)
    onChange(items.toSpliced(at, 0, item))
  }
  const bringBack = (): void => {
    const last = removed.at(-1)
    if (!last) return
    setRemoved(removed.slice(0, -1))
    insert(last.item, Math.min(last.at, items.length), 'head')
    setSaid(words.isBack(last.name))
  }
  const onKey = (event: KeyboardEvent, at: number): void => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (event.altKey && step !== 0) {
      event.preventDefault()
      event.stopPropagation()
      return move(at, at + step)
    }
    if (!(event.target instanceof HTMLElement) || !event.target.matches('.row-head, .row-grip')) return
    // Rows lie in rows: the inner one has answered.
    event.stopPropagation()
    if (step !== 0) {
      event.preventDefault()
      const heads = [...(list.current?.children ?? [])].map(
        (row) =>
          row.querySelector<HTMLElement>(':scope > .row-line > .row-head') ??
          row.querySelector<HTMLElement>('.row-grip'),
      )
      heads[at + step]?.focus()
    } else if (event.key === 'Delete') {
      event.preventDefault()
      remove(at)
    } else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      bringBack()
    }
  }
  const gapAt = (event: DragEvent<HTMLLIElement>, at: number): number => {
    const { top, height } = event.currentTarget.getBoundingClientRect()
    return event.clientY < top + height / 2 ? at : at + 1
  }
  const over = (event: DragEvent<HTMLLIElement>, at: number): void => {
    if (dragged.current === null) return
    event.preventDefault()
    setDrag({ from: dragged.current, to: gapAt(event, at) })
  }
  const drop = (event: DragEvent<HTMLLIElement>, at: number): void => {
    const from = dragged.current
    if (from === null) return
    event.preventDefault()
    event.stopPropagation()
    const to = gapAt(event, at)
    endDrag()
    move(from, to > from ? to - 1 : to)
  }
  const endDrag = (): void => {
    dragged.current = null
    setDrag(null)
  }
  const dropMark = (at: number): string | undefined => {
    if (!drag || drag.to === drag.from || drag.to === drag.from + 1) return undefined
    if (drag.to === at) return 'before'
    return drag.to === items.length && at === items.length - 1 ? 'after' : undefined
  }
  const last = removed.at(-1)

  return (
    <div className="rows">
      <ol ref={list} aria-label={label}>
        {items.map((item, at) => {
          const key = keys[at] ?? at
          const name = nameOf(item, at)
          const shown = !head || open === key
          const says = wrong?.(at)
          return (
            <li
              key={key}
              data-row={key}
              className={shown && head ? 'row row-open' : 'row'}
              data-drop={dropMark(at)}
              data-dragged={drag?.from === at ? 'true' : undefined}
              data-wrong={says === undefined ? undefined : 'true'}
              onKeyDown={(event) => onKey(event, at)}
              onDragOver={(event) => over(event, at)}
              onDrop={(event) => drop(event, at)}
            >
              <div className="row-line">
                <button
                  type="button"
                  className="row-grip"
                  draggable
                  aria-label={words.moveName(name)}
                  title={words.dragOrPressAltWithOr}
                  onDragStart={(event) => {
                    event.stopPropagation()
                    event.dataTransfer.effectAllowed = 'move'
                    event.dataTransfer.setData('text/plain', name)
                    const row = event.currentTarget.closest('li')
                    if (row) event.dataTransfer.setDragImage(row, 8, 8)
                    dragged.current = at
                    setDrag({ from: at, to: at })
                  }}
                  onDragEnd={endDrag}
                >
                  <Icon name="grip" size={14} />
                </button>
                {head ? (
                  <button
                    type="button"
                    className="row-head"
                    aria-expanded={shown}
                    onClick={() => setOpen(shown ? null : key)}
                  >
                    <span className="row-at numbers">{at + 1}</span>
                    {head(item, at)}
                  </button>
                ) : (
                  <div className="row-content">{children(item, at)}</div>
                )}
                <div className="row-acts">
                  <ActionIcon
                    variant="subtle"
                    size={24}
                    aria-label={words.moveUp(name)}
                    disabled={at === 0}
                    onClick={() => move(at, at - 1)}
                  >
                    <Icon name="up" size={14} />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    size={24}
                    aria-label={words.moveDown(name)}
                    disabled={at === items.length - 1}
                    onClick={() => move(at, at + 1)}
                  >
                    <Icon name="down" size={14} />
                  </ActionIcon>
                  <ActionIcon variant="subtle" size={24} aria-label={words.removeName(name)} onClick={() => remove(at)}>
                    <Icon name="close" size={14} />
                  </ActionIcon>
                </div>
                {aside?.(item, at)}
              </div>
              {says !== undefined && !(shown && head) && <p className="row-wrong">{says}</p>}
              {head && shown && <div className="row-content row-body">{children(item, at)}</div>}
            </li>
          )
        })}
      </ol>
      <div className="rows-foot">
        {adds.map(({ says, make }) => (
          <button key={says} type="button" className="rows-add" onClick={() => insert(make(), items.length, 'content')}>
            <Icon name="plus" size={14} />
            {says}
          </button>
        ))}
        <span role="status" className="rows-said">
          {last ? words.removedName(last.name) : said}
          {last && (
            <button type="button" className="rows-add" onClick={bringBack}>
              {words.undo}
            </button>
          )}
        </span>
      </div>
    </div>
  )
}
