import { Tabs } from '@mantine/core'
import { clsx } from 'clsx'
import { useEffect, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from 'react'
import { Icon } from '../../ui/icons.tsx'
import { moreOf, putInSight, type Stand } from './row-place.ts'
import styles from './tab-row.module.css'

const still: Stand = { at: 0, room: 0, length: 0 }

/** Tabs in one row: what does not fit is scrolled to, fades at the edge, and the chosen one is always in sight. */
export function TabRow({ chosen, children }: { chosen: string; children: ReactNode }): ReactElement {
  const row = useRef<HTMLDivElement>(null)
  const [stand, setStand] = useState(still)
  const { before, after } = moreOf(stand)
  useLayoutEffect(() => {
    const list = row.current
    if (!list) return undefined
    const measure = (): void => {
      const next = { at: list.scrollLeft, room: list.clientWidth, length: list.scrollWidth }
      setStand((last) => (JSON.stringify(last) === JSON.stringify(next) ? last : next))
    }
    const observer = new ResizeObserver(measure)
    observer.observe(list)
    list.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      list.removeEventListener('scroll', measure)
    }
  }, [])
  useEffect(() => {
    const list = row.current
    const tab = list?.querySelector<HTMLElement>('[aria-selected="true"]')
    if (!list || !tab) return
    list.scrollLeft = putInSight(
      { at: list.scrollLeft, room: list.clientWidth, length: list.scrollWidth },
      { from: tab.offsetLeft, to: tab.offsetLeft + tab.offsetWidth },
    )
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another tab or another width puts it in sight again
  }, [chosen, stand.room])
  const turn = (by: 1 | -1): void => {
    const list = row.current
    if (list) list.scrollLeft += by * list.clientWidth * 0.7
  }
  // For the pointer alone: by keys, each tab comes into sight with the focus.
  const further = (by: 1 | -1, more: boolean): ReactElement => (
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      className={clsx(styles.further, by === 1 && styles.onward)}
      hidden={!before && !after}
      disabled={!more}
      onClick={() => turn(by)}
    >
      <Icon name="back" size={14} />
    </button>
  )
  return (
    <div className={styles.row}>
      {further(-1, before)}
      <Tabs.List ref={row} className={clsx(styles.tabs, before && styles.before, after && styles.after)}>
        {children}
      </Tabs.List>
      {further(1, after)}
    </div>
  )
}
