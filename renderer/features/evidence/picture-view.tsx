import { Button } from '@mantine/core'
import { useCallback, useEffect, useRef, useState, type PointerEvent, type ReactElement } from 'react'
import { parseAt, showAt } from '../../../shared/kernel/pinpoint.ts'
import { bytesUrl } from '../../session/bytes.ts'
import { useAsk } from '../../session/client.ts'
import { Loading } from '../../ui/empty.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { useBoxTool } from './box-tool.tsx'
import { boxesOf, type BoxedWord } from './boxes.ts'
import { words } from './catalogue.ts'
import { useViewKeys } from './linked.ts'
import { Frame } from './page.tsx'
import { Pin, Pins } from './pin.tsx'
import { useReadText } from './read-text.tsx'
import { around, useSelection } from './selection.ts'
import { useChosen } from './use-chosen.ts'
import type { Box, ViewProps } from './which.ts'
import { selectByKey } from './word-keys.ts'
import { Words } from './words.tsx'
import { ZoomBar } from './zoom-bar.tsx'
import { useZoom } from './zoom.ts'
import styles from './viewer.module.css'

const widest = 4000

/** A picture: zoomed, moved by hand, turned for looking only. */
export function PictureView({
  which,
  opened,
  view,
  at,
  turn: gone,
  marks,
  onHere,
  onMark,
}: ViewProps<'picture'>): ReactElement {
  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'box' ? place : undefined
  const [shown, setShown] = useState({ gone, frame: wanted?.frame ?? 1 })
  // Going to a place shows its picture, and leaves the others free until the next.
  if (shown.gone !== gone) setShown({ gone, frame: wanted ? (wanted.frame ?? 1) : shown.frame })
  const { frame } = shown
  const setFrame = (next: number): void => setShown({ gone, frame: Math.max(1, Math.min(view.frames, next)) })
  const isHere = (of: { frame?: number | undefined }): boolean => (of.frame ?? 1) === frame
  const box = wanted && isHere(wanted) ? wanted.box : undefined
  const [turn, setTurn] = useState(0)
  const lies = turn % 180 !== 0
  const [wide, high] = lies ? [view.height, view.width] : [view.width, view.height]
  const zooming = useZoom(words.picture, (width, height) => Math.min(1, (width - 32) / wide, (height - 32) / high))
  const { scale, room } = zooming
  const drawn = Math.min(view.width, widest, Math.ceil((view.width * scale * window.devicePixelRatio) / 400) * 400)
  const picture = useAsk('exhibit.picture', { ...which, page: frame, width: Math.max(16, drawn) }, { keep: true })
  useViewKeys(words.picture, [
    { key: 'r', says: words.keyTurn, run: () => setTurn((turn + 90) % 360) },
    ...(view.frames > 1
      ? [
          { key: 'j', says: words.nextPictureOfIt, run: () => setFrame(frame + 1) },
          { key: 'k', says: words.pictureBeforeIt, run: () => setFrame(frame - 1) },
        ]
      : []),
  ])
  const pan = usePan(room)
  const ocr = useReadText({ which, page: frame, what: 'picture' })
  const read = ocr.words(frame)
  const onFrame = view.frames > 1 ? { frame } : {}
  const { choose } = useChosen(onHere, { turn: gone })
  const choosing = useRef({ choose, read, onFrame })
  useEffect(() => {
    choosing.current = { choose, read, onFrame }
  })
  const onRange = useCallback((range: Range | null): void => {
    const { current } = choosing
    const around = range ? boxAround(range, current.read ?? []) : undefined
    current.choose(around ? showAt({ kind: 'box', box: around, ...current.onFrame }) : undefined)
  }, [])
  useSelection(room, onRange)
  const boxTool = useBoxTool({
    room,
    scale,
    fine: 1,
    page: frame,
    turned: turn,
    sizeOf: () => view,
    onBox: (_, next) => choose(showAt({ kind: 'box', box: next, ...onFrame })),
  })
  useEffect(() => {
    room.current?.querySelector('[data-here]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-deps -- each going to a place, once the picture is there
  }, [room, gone, picture.data])
  const boxed = marks.filter(({ at: of }) => of?.kind === 'box' && isHere(of))
  return (
    <div className={styles.view}>
      <ZoomBar zooming={zooming}>
        <Button variant="subtle" onClick={() => setTurn((turn + 90) % 360)}>
          {words.turn}
        </Button>
        {boxTool.control}
        {view.frames > 1 && (
          <span className={styles.place}>
            <Button
              variant="subtle"
              disabled={frame <= 1}
              onClick={() => setFrame(frame - 1)}
              aria-label={words.pictureBeforeIt}
            >
              ‹
            </Button>
            {words.numberOf({ number: frame, of: view.frames })}
            <Button
              variant="subtle"
              disabled={frame >= view.frames}
              onClick={() => setFrame(frame + 1)}
              aria-label={words.nextPictureOfIt}
            >
              ›
            </Button>
          </span>
        )}
        <span className="quiet">
          {words.pixels({ width: view.width, height: view.height })}
          {turn === 0 ? '' : ` · ${words.turnedForLooking}`}
        </span>
        <Pins marks={marks.filter(({ at: of }) => of === null)} onMark={onMark} />
        {ocr.controls}
      </ZoomBar>
      <div
        ref={room}
        className={styles.room}
        tabIndex={0}
        role="region"
        aria-label={words.pictureNamed(plainly(opened.name))}
        onKeyDown={(event) => boxTool.onKeyDown(event) || selectByKey(event)}
        {...pan}
      >
        <Problem problem={picture.error} title={words.cannotBeDrawn} />
        {picture.isPending && <Loading what={words.thePicture} />}
        {picture.data && (
          <div className={styles.frame} style={{ width: wide * scale, height: high * scale }}>
            <div
              style={{
                width: view.width * scale,
                height: view.height * scale,
                transform: `translate(-50%, -50%) rotate(${turn}deg)`,
              }}
              data-page={frame}
            >
              <img
                src={bytesUrl(picture.data.bytes)}
                alt={words.pictureOf({ number: frame, name: plainly(opened.name) })}
                draggable={false}
              />
              {read && <Words words={read} scale={scale} />}
              {box && <Frame box={box} scale={scale} />}
              {box && <i data-here style={{ position: 'absolute', left: box.x * scale, top: box.y * scale }} />}
              {boxed.map(
                (mark) =>
                  mark.at?.kind === 'box' && (
                    <span key={mark.id}>
                      <Frame box={mark.at.box} scale={scale} on={mark.on} />
                      <Pin
                        mark={mark}
                        onMark={onMark}
                        style={{
                          left: (mark.at.box.x + mark.at.box.width) * scale - 12,
                          top: Math.max(0, mark.at.box.y * scale - 12),
                        }}
                      />
                    </span>
                  ),
              )}
              {boxTool.layer(frame)}
            </div>
          </div>
        )}
      </div>
    </div>
  )
}

/** The box around the words that are selected; undefined where none is. */
function boxAround(range: Range, read: readonly BoxedWord[]): Box | undefined {
  const [first, last] = [range.startContainer, range.endContainer].map((node) =>
    Number(around(node, '[data-word]')?.dataset['word'] ?? -1),
  )
  if (first === undefined || last === undefined || first < 0 || last < 0) return undefined
  const boxes = boxesOf(read.slice(first, last + 1))
  if (boxes.length === 0) return undefined
  const left = Math.floor(Math.min(...boxes.map(({ x }) => x)))
  const top = Math.floor(Math.min(...boxes.map(({ y }) => y)))
  const right = Math.ceil(Math.max(...boxes.map(({ x, width }) => x + width)))
  const bottom = Math.ceil(Math.max(...boxes.map(({ y, height }) => y + height)))
  return { x: left, y: top, width: right - left, height: bottom - top }
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
