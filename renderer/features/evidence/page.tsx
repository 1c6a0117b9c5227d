import type { ReactElement } from 'react'
import type { AnswerTo } from '../../../shared/contract/evidence/asks.ts'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'
import { plainly } from '../../ui/name.ts'
import type { Box, Which } from './which.ts'
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
}

/** Widths in which a page is drawn, so that a small step of the zoom draws nothing anew. */
const step = 400
const widest = 4000

/** One page: the picture of it, its words over it so that they can be selected, and what is marked. */
export function Page({ which, page, size, scale, top, boxes }: PageProps): ReactElement {
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
      {words.data?.ask === 'words' && <Words words={words.data.words} scale={scale} />}
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

let pen: CanvasRenderingContext2D | null | undefined
/** Width of words at a size of 100 pixels in the face of the text layer. */
function widthOf(text: string): number {
  pen ??= document.createElement('canvas').getContext('2d')
  if (!pen) return text.length * 50
  pen.font = '100px sans-serif'
  return pen.measureText(text).width
}

function Words({ words, scale }: { words: AnswerTo<'words'>['words']; scale: number }): ReactElement {
  return (
    <div className={styles.words}>
      {words.map(({ text, x, y, width, height, after }, index) => {
        const size = height * scale
        const shown = widthOf(text) * (size / 100)
        return (
          <span
            // oxlint-disable-next-line react/no-array-index-key -- words have no name
            key={index}
            style={{
              left: x * scale,
              top: y * scale,
              fontSize: size,
              transform: `scaleX(${shown > 0 ? (width * scale) / shown : 1})`,
            }}
          >
            {plainly(text)}
            {after === 'space' ? ' ' : after === 'line' ? '\n' : ''}
          </span>
        )
      })}
    </div>
  )
}
