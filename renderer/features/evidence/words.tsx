import type { ReactElement } from 'react'
import { doubtfulBelow } from '../../../shared/contract/evidence/ocr.ts'
import { plainly } from '../../ui/name.ts'
import { words as said } from './catalogue.ts'
import type { Box } from './which.ts'
import styles from './viewer.module.css'

let pen: CanvasRenderingContext2D | null | undefined
/** Width of words at a size of 100 pixels in the face of the text layer. */
function widthOf(text: string): number {
  pen ??= document.createElement('canvas').getContext('2d')
  if (!pen) return text.length * 50
  pen.font = ['100px', 'sans-serif'].join(' ')
  return pen.measureText(text).width
}

interface Word extends Box {
  text: string
  after: '' | 'space' | 'line'
  /** Per cent, of a word that was read by OCR. */
  confidence?: number
}

/** Words over the picture of what they stand on, so that they can be selected; doubtful ones are underlined. */
export function Words({ words, scale }: { words: readonly Word[]; scale: number }): ReactElement {
  return (
    <div className={styles.words} onPointerDown={(event) => event.stopPropagation()}>
      {words.map(({ text, x, y, width, height, after, confidence = 100 }, index) => {
        const size = height * scale
        const shown = widthOf(text) * (size / 100)
        return (
          <span
            // oxlint-disable-next-line react/no-array-index-key -- words have no name
            key={index}
            data-word={index}
            {...(confidence < doubtfulBelow ? { className: styles.doubtful, title: said.sure(confidence) } : {})}
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
