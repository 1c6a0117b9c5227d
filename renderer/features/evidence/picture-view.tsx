import { Button } from '@mantine/core'
import { useState, type PointerEvent, type ReactElement } from 'react'
import { parseAt } from '../../../shared/kernel/pinpoint.ts'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useReadText } from './read-text.tsx'
import type { ViewProps } from './which.ts'
import { Words } from './words.tsx'
import { ZoomBar } from './zoom-bar.tsx'
import { useZoom } from './zoom.ts'
import styles from './viewer.module.css'

const widest = 4000

/** A picture: zoomed, moved by hand, turned for looking only. */
export function PictureView({ which, opened, view, at }: ViewProps<'picture'>): ReactElement {
  const place = at === undefined ? undefined : parseAt(at)
  const box = place?.kind === 'box' ? place.box : undefined
  const [frame, setFrame] = useState(place?.kind === 'box' ? (place.frame ?? 1) : 1)
  const [turn, setTurn] = useState(0)
  const lies = turn % 180 !== 0
  const [wide, high] = lies ? [view.height, view.width] : [view.width, view.height]
  const zooming = useZoom('Picture', (width, height) => Math.min(1, (width - 32) / wide, (height - 32) / high))
  const { scale, room } = zooming
  const drawn = Math.min(view.width, widest, Math.ceil((view.width * scale * window.devicePixelRatio) / 400) * 400)
  const picture = useAsk('exhibit.picture', { ...which, page: frame, width: Math.max(16, drawn) }, { keep: true })
  useKeys('Picture', [
    { key: 'r', says: 'turn it, for looking only', run: () => setTurn((turn + 90) % 360) },
    ...(view.frames > 1
      ? [
          { key: 'j', says: 'next picture of it', run: () => setFrame(Math.min(view.frames, frame + 1)) },
          { key: 'k', says: 'picture before it', run: () => setFrame(Math.max(1, frame - 1)) },
        ]
      : []),
  ])
  const pan = usePan(room)
  const ocr = useReadText({ which, page: frame, what: 'picture' })
  const words = ocr.words(frame)
  return (
    <div className={styles.view}>
      <ZoomBar zooming={zooming}>
        <Button variant="subtle" onClick={() => setTurn((turn + 90) % 360)}>
          Turn
        </Button>
        {view.frames > 1 && (
          <span className={styles.place}>
            <Button
              variant="subtle"
              disabled={frame <= 1}
              onClick={() => setFrame(frame - 1)}
              aria-label="Picture before it"
            >
              ‹
            </Button>
            {frame} of {view.frames}
            <Button
              variant="subtle"
              disabled={frame >= view.frames}
              onClick={() => setFrame(frame + 1)}
              aria-label="Next picture of it"
            >
              ›
            </Button>
          </span>
        )}
        <span className="quiet">
          {view.width} × {view.height} pixels{turn === 0 ? '' : ' · turned for looking only'}
        </span>
        {ocr.controls}
      </ZoomBar>
      <div ref={room} className={styles.room} tabIndex={0} role="region" aria-label={`Picture ${opened.name}`} {...pan}>
        <Problem problem={picture.error} title="It cannot be drawn" />
        {picture.isPending && <Loading what="the picture" />}
        {picture.data && (
          <div className={styles.frame} style={{ width: wide * scale, height: high * scale }}>
            <div
              style={{
                width: view.width * scale,
                height: view.height * scale,
                transform: `translate(-50%, -50%) rotate(${turn}deg)`,
              }}
            >
              <img src={bytesUrl(picture.data.bytes)} alt={`Picture ${frame} of ${opened.name}`} draggable={false} />
              {words && <Words words={words} scale={scale} />}
              {box && (
                <i
                  className={styles.mark}
                  style={{
                    left: box.x * scale,
                    top: box.y * scale,
                    width: box.width * scale,
                    height: box.height * scale,
                  }}
                />
              )}
            </div>
          </div>
        )}
      </div>
    </div>
  )
}

/** Moves what is shown in a room by the pointer. */
function usePan(room: { current: HTMLDivElement | null }): {
  onPointerDown: (event: PointerEvent) => void
  onPointerMove: (event: PointerEvent) => void
} {
  return {
    onPointerDown: (event) => event.button === 0 && event.currentTarget.setPointerCapture(event.pointerId),
    onPointerMove: (event) => {
      const element = room.current
      if (!element || (event.buttons & 1) === 0) return
      element.scrollLeft -= event.movementX
      element.scrollTop -= event.movementY
    },
  }
}
