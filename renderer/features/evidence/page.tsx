import type { ReactElement } from 'react'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'
import type { OcrWords } from './read-text.tsx'
import type { Box, Which } from './which.ts'
import { Words } from './words.tsx'
import styles from './viewer.module.css'

interface PageProps {
  which: Which
  /** From 1. */
  page: number
  /** Points. */
  size: { width: number; height: number }
  scale: number
  top: number
  /** Places to be marked, in points. */
  boxes: readonly Box[]
  /** Words that were read out of the picture of it: they stand in the place of its own. */
  read: OcrWords | undefined
}

/** Widths in which a page is drawn, so that a small step of the zoom draws nothing anew. */
const step = 400
const widest = 4000

/** One page: the picture of it, its words over it so that they can be selected, and what is marked. */
export function Page({ which, page, size, scale, top, boxes, read }: PageProps): ReactElement {
  const [width, height] = [size.width * scale, size.height * scale]
  const drawn = Math.min(widest, Math.ceil((width * window.devicePixelRatio) / step) * step)
  const picture = useAsk('exhibit.picture', { ...which, page, width: drawn }, { keep: true })
  const words = useAsk('exhibit.part', { ...which, part: { ask: 'words', page } })
  return (
    <div
      className={styles.page}
      style={{
        width,
        height,
        transform: `translateY(${top}px)`,
        insetInlineStart: `max(0px, calc(50% - ${width / 2}px))`,
      }}
      data-page={page}
      aria-busy={picture.isPending}
    >
      {picture.data && <img src={bytesUrl(picture.data.bytes)} alt={`Page ${page}`} draggable={false} />}
      {picture.error && <p className={styles.unread}>{picture.error.message}</p>}
      {read ? (
        <Words words={read} scale={scale} />
      ) : (
        words.data?.ask === 'words' && <Words words={words.data.words} scale={scale} />
      )}
      {boxes.map(({ x, y, width: wide, height: high }, index) => (
        <i
          // oxlint-disable-next-line react/no-array-index-key -- boxes have no name
          key={index}
          className={styles.mark}
          style={{ left: x * scale, top: y * scale, width: wide * scale, height: high * scale }}
        />
      ))}
    </div>
  )
}
