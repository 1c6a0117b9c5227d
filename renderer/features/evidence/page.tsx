import { clsx } from 'clsx'
import { useEffect, type ReactElement, type ReactNode } from 'react'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'
import { words as said } from './catalogue.ts'
import type { PlacedMark } from './mark-place.ts'
import { Pin } from './pin.tsx'
import type { BoxedWord } from './boxes.ts'
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
  /** Marks on it. */
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
  /** Tells the words that stand on it. */
  onWords: (page: number, words: readonly BoxedWord[]) => void
  /** What lies over it. */
  children?: ReactNode
}

/** Widths in which a page is drawn, so that a small step of the zoom draws nothing anew. */
const step = 400
const widest = 4000
/** Pixels that the sign of a mark needs. */
const pin = 26

/** One page: the picture of it, its words over it so that they can be selected, and what is marked. */
export function Page(props: PageProps): ReactElement {
  const { which, page, size, scale, top, boxes, read, marks, onMark, onWords, children } = props
  const [width, height] = [size.width * scale, size.height * scale]
  const drawn = Math.min(widest, Math.ceil((width * window.devicePixelRatio) / step) * step)
  const picture = useAsk('exhibit.picture', { ...which, page, width: drawn }, { keep: true })
  const { data } = useAsk('exhibit.part', { ...which, part: { ask: 'words', page } })
  const own = data?.ask === 'words' ? data.words : undefined
  const words = read ?? own
  useEffect(() => {
    if (words) onWords(page, words)
  }, [onWords, page, words])
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
      {picture.data && <img src={bytesUrl(picture.data.bytes)} alt={said.pageNumber(page)} draggable={false} />}
      {picture.error && <p className={styles.unread}>{picture.error.message}</p>}
      {words && <Words words={words} scale={scale} />}
      {boxes.map((box, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- boxes have no name
        <Frame key={index} box={box} scale={scale} />
      ))}
      {marks.flatMap(({ id, at, on }) =>
        at?.kind === 'page'
          ? (at.boxes ?? []).map((box, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- boxes have no name
              <Frame key={`${id} ${index}`} box={box} scale={scale} on={on} />
            ))
          : [],
      )}
      {pinPlaces(marks, scale, height).map(({ mark, at }) => (
        <Pin key={mark.id} mark={mark} onMark={onMark} style={{ top: at, insetInlineEnd: -12 }} />
      ))}
      {children}
    </div>
  )
}

/** A stretch that stands out on a page or a picture. */
export const Frame = ({ box, scale, on = false }: { box: Box; scale: number; on?: boolean }): ReactElement => (
  <i
    className={clsx(styles.mark, on && styles.on)}
    style={{ left: box.x * scale, top: box.y * scale, width: box.width * scale, height: box.height * scale }}
  />
)

/** Where the signs of marks stand in the margin: beside their places, and never over each other. */
function pinPlaces(marks: readonly PlacedMark[], scale: number, height: number): { mark: PlacedMark; at: number }[] {
  const wanted = marks
    .map((mark) => ({ mark, at: mark.at?.kind === 'page' ? (mark.at.boxes?.[0]?.y ?? 0) * scale : 0 }))
    .toSorted((one, two) => one.at - two.at)
  let least = 0
  return wanted.map(({ mark, at }) => {
    const place = Math.max(least, Math.min(at, height - pin))
    least = place + pin
    return { mark, at: place }
  })
}
