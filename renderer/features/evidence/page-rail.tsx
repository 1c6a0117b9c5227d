import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type ReactElement } from 'react'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'
import { words } from './catalogue.ts'
import type { Extent } from './boxes.ts'
import type { Which } from './which.ts'
import styles from './page-rail.module.css'

/** Pixels. */
const width = 96
const around = 36

interface PageRailProps {
  which: Which
  count: number
  sizeOf: (index: number) => Extent
  /** The page that is looked at, from 0. */
  current: number
  /** How many marks each page has, by its number from 1. */
  marked: ReadonlyMap<number, number>
  onPage: (page: number) => void
}

/** Small pictures of the pages: those in sight are drawn. */
export function PageRail({ which, count, sizeOf, current, marked, onPage }: PageRailProps): ReactElement {
  const room = useRef<HTMLElement>(null)
  const heightOf = (index: number): number => {
    const size = sizeOf(index)
    return Math.min(240, (width * size.height) / size.width)
  }
  // oxlint-disable-next-line react/incompatible-library -- it concerns the React compiler, which is not in use
  const pages = useVirtualizer({
    count,
    getScrollElement: () => room.current,
    estimateSize: (index) => heightOf(index) + around,
    overscan: 2,
  })
  useEffect(() => pages.scrollToIndex(current, { align: 'auto' }), [pages, current])
  return (
    <nav ref={room} className={styles.rail} aria-label={words.pages}>
      <div style={{ height: pages.getTotalSize(), position: 'relative' }}>
        {pages.getVirtualItems().map(({ index, start }) => (
          <button
            key={index}
            type="button"
            className={styles.one}
            style={{ transform: `translateY(${start}px)` }}
            aria-current={index === current ? 'page' : undefined}
            onClick={() => onPage(index + 1)}
          >
            <Small which={which} page={index + 1} height={heightOf(index)} />
            <span>
              {index + 1}
              {(marked.get(index + 1) ?? 0) > 0 && ' '}
              {(marked.get(index + 1) ?? 0) > 0 && <b>{words.marks(marked.get(index + 1) ?? 0)}</b>}
            </span>
          </button>
        ))}
      </div>
    </nav>
  )
}

function Small({ which, page, height }: { which: Which; page: number; height: number }): ReactElement {
  const { data } = useAsk('exhibit.picture', { ...which, page, width: 2 * width })
  return data ? (
    <img src={bytesUrl(data.bytes)} alt="" draggable={false} style={{ width, height }} />
  ) : (
    <i style={{ width, height }} />
  )
}
