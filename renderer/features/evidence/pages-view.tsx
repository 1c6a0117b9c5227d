import { Button } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'
import { useKeys } from '../../session/keys.ts'
import { plainly } from '../../ui/name.ts'
import { count } from '../../ui/words.ts'
import { Page } from './page.tsx'
import { useReadText } from './read-text.tsx'
import { SecondReading } from './second-reading.tsx'
import type { ViewProps } from './which.ts'
import { ZoomBar } from './zoom-bar.tsx'
import { useZoom } from './zoom.ts'
import styles from './viewer.module.css'

const gap = 12
const margin = 16

/** A place that is a page or lies on it: `p. 3`, `p. 3 [72,90 200×20]`. */
const onPage = (at: string, page: number): boolean => at === `p. ${page}` || at.startsWith(`p. ${page} [`)

/** Pages one below the other, each drawn by the reader, with its words over it. */
export function PagesView({ which, view, at, turn, hits, onHere }: ViewProps<'pages'>): ReactElement {
  const sizeOf = (index: number): { width: number; height: number } =>
    view.pages[index] ?? view.pages.at(-1) ?? { width: 595, height: 842 }
  const widest = Math.max(...view.pages.map(({ width }) => width))
  const zooming = useZoom('Pages', (width) => Math.min(2, (width - 2 * margin) / widest))
  const { scale, room } = zooming
  const [outlined, setOutlined] = useState(view.outline.length > 0)
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const pages = useVirtualizer({
    count: view.count,
    getScrollElement: () => room.current,
    estimateSize: (index) => sizeOf(index).height * scale + gap,
    overscan: 1,
    paddingStart: margin,
  })
  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'page' ? place.page : undefined
  useEffect(() => {
    if (wanted !== undefined) pages.scrollToIndex(Math.min(wanted, view.count) - 1, { align: 'start' })
  }, [pages, wanted, view.count, turn])
  const shown = pages.getVirtualItems()
  const middle = (pages.scrollOffset ?? 0) + (room.current?.clientHeight ?? 0) / 2
  const current = shown.find(({ end }) => end >= middle)?.index ?? 0
  const reading = useRef({ page: 0, scale })
  // Another zoom leaves the page that is read where it is.
  useEffect(() => {
    const before = reading.current
    if (before.scale === scale) {
      before.page = current
      return
    }
    reading.current = { page: before.page, scale }
    pages.measure()
    pages.scrollToIndex(before.page, { align: 'start' })
  }, [pages, scale, current])
  useEffect(() => onHere(`p. ${current + 1}`), [onHere, current])
  const ocr = useReadText({ which, page: current + 1, what: 'page' })
  const goTo = (page: number): void =>
    pages.scrollToIndex(Math.max(0, Math.min(view.count - 1, page - 1)), { align: 'start' })
  useKeys('Pages', [
    { key: 'j', says: 'next page', run: () => goTo(current + 2) },
    { key: 'k', says: 'page before', run: () => goTo(current) },
    { key: 'g', says: 'first page', run: () => goTo(1) },
  ])
  return (
    <div className={styles.view}>
      <ZoomBar zooming={zooming}>
        <span className={styles.place}>
          Page{' '}
          <input
            key={current}
            type="number"
            min={1}
            max={view.count}
            defaultValue={current + 1}
            aria-label="Page"
            onKeyDown={(event) => event.key === 'Enter' && goTo(Number(event.currentTarget.value))}
          />{' '}
          of {count(view.count)}
        </span>
        {view.outline.length > 0 && (
          <Button variant="subtle" aria-pressed={outlined} onClick={() => setOutlined(!outlined)}>
            Contents
          </Button>
        )}
        {ocr.controls}
      </ZoomBar>
      <SecondReading which={which} page={current + 1} />
      <div className={styles.beside}>
        {outlined && (
          <nav className={styles.outline} aria-label="Contents of the document">
            <ol>
              {view.outline.map(({ title, depth, page }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- headings may repeat
                <li key={index} style={{ paddingInlineStart: Math.min(depth, 8) * 12 }}>
                  <button type="button" disabled={page === null} onClick={() => page !== null && goTo(page)}>
                    {plainly(title) || 'no title'}
                    {page !== null && <span className="quiet"> {page}</span>}
                  </button>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <div ref={room} className={styles.room} tabIndex={0} role="document" aria-label={`${view.count} pages`}>
          <div style={{ height: pages.getTotalSize(), position: 'relative', minWidth: widest * scale + 2 * margin }}>
            {shown.map(({ index, start }) => (
              <Page
                key={index}
                which={which}
                page={index + 1}
                size={sizeOf(index)}
                scale={scale}
                top={start}
                read={ocr.words(index + 1)}
                boxes={[
                  ...(place?.kind === 'page' && place.page === index + 1 ? (place.boxes ?? []) : []),
                  ...hits.filter(({ at: of }) => onPage(of, index + 1)).flatMap(({ boxes }) => boxes),
                ]}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}
