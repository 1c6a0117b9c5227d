import { clsx } from 'clsx'
import type { CSSProperties, ReactElement } from 'react'
import { words } from './catalogue.ts'
import type { PlacedMark } from './mark-place.ts'
import styles from './pin.module.css'

interface PinProps {
  mark: PlacedMark
  onMark: (id: string) => void
  style?: CSSProperties
  /** In a line of other things instead of over a picture. */
  inline?: boolean
}

/** The sign of a mark in the margin of what it is a mark of: it leads to what is said there. */
export const Pin = ({ mark, onMark, style, inline = false }: PinProps): ReactElement => (
  <button
    type="button"
    className={clsx(styles.pin, inline && styles.inline)}
    style={style}
    title={mark.says}
    aria-label={words.markNumber({ serial: mark.serial, says: mark.says })}
    aria-current={mark.on ? 'location' : undefined}
    onPointerDown={(event) => event.stopPropagation()}
    onClick={(event) => {
      event.stopPropagation()
      onMark(mark.id)
    }}
  >
    {mark.serial}
  </button>
)

interface PinsProps {
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
}

/** The signs of several marks beside each other. */
export const Pins = ({ marks, onMark }: PinsProps): ReactElement | null =>
  marks.length === 0 ? null : (
    <span className={styles.pins}>
      {marks.map((mark) => (
        <Pin key={mark.id} mark={mark} onMark={onMark} inline />
      ))}
    </span>
  )
