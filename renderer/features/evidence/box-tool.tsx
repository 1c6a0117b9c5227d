import { Button } from '@mantine/core'
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement, type RefObject } from 'react'
import type { Box } from '../../../shared/kernel/pinpoint.ts'
import { boxBetween, movedBox, sizedBox, unturned, type Extent, type Fine, type Point } from './boxes.ts'
import { words } from './catalogue.ts'
import { useViewKeys } from './linked.ts'
import styles from './box-tool.module.css'

/** Pixels of the screen that one press of an arrow goes. */
const step = 8
const steps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -step, y: 0 },
  ArrowRight: { x: step, y: 0 },
  ArrowUp: { x: 0, y: -step },
  ArrowDown: { x: 0, y: step },
}

interface BoxToolOptions {
  /** The room that scrolls; what boxes are drawn on has `data-page` in it. */
  room: RefObject<HTMLDivElement | null>
  /** Pixels of the screen for one unit. */
  scale: number
  /** Degrees clockwise by which it is turned. */
  turned?: number
  fine: Fine
  /** The page that is looked at, from 1. */
  page: number
  sizeOf: (page: number) => Extent
  onBox: (page: number, box: Box) => void
}

interface BoxTool {
  on: boolean
  /** Turns it on or off. */
  control: ReactElement
  /** Over each page, while it is on. */
  layer: (page: number) => ReactElement | null
  /** Of the room; answers whether the key was its own. */
  onKeyDown: (event: KeyboardEvent) => boolean
}

/** Drawing a box on a page or a picture by hand: with the pointer, or with the arrows, which move it, and with Shift size it. */
export function useBoxTool({ room, scale, turned = 0, fine, page, sizeOf, onBox }: BoxToolOptions): BoxTool {
  const [on, setOn] = useState(false)
  const [drawn, setDrawn] = useState<{ page: number; box: Box }>()
  const corner = useRef<Point>(undefined)
  const elementOf = (of: number): HTMLElement | null =>
    room.current?.querySelector<HTMLElement>(`[data-page="${of}"]`) ?? null
  /** A point of the window on a page, in its units. */
  const pointOn = (of: number, x: number, y: number): Point => {
    const box = elementOf(of)?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    const { width, height } = sizeOf(of)
    const seen = unturned({ x: x - (box.left + box.width / 2), y: y - (box.top + box.height / 2) }, turned)
    return { x: seen.x / scale + width / 2, y: seen.y / scale + height / 2 }
  }
  const put = (of: number, box: Box): void => {
    setDrawn({ page: of, box })
    onBox(of, box)
  }
  /** A quarter of what is in sight of the page, in its middle. */
  const begin = (): void => {
    const seen = room.current?.getBoundingClientRect()
    const own = elementOf(page)?.getBoundingClientRect()
    setOn(true)
    room.current?.focus({ preventScroll: true })
    if (!seen || !own) return
    const [left, right] = [Math.max(seen.left, own.left), Math.min(seen.right, own.right)]
    const [top, bottom] = [Math.max(seen.top, own.top), Math.min(seen.bottom, own.bottom)]
    const at = (share: number): Point => pointOn(page, left + (right - left) * share, top + (bottom - top) * share)
    put(page, boxBetween(at(0.375), at(0.625), sizeOf(page), fine))
  }
  const end = (): void => {
    setOn(false)
    setDrawn(undefined)
  }
  useViewKeys(words.boxTool, [{ key: 'b', says: words.keyBox, run: on ? end : begin }])
  useViewKeys(
    words.boxTool,
    [
      { key: 'Escape', says: words.keyNoBox, run: end },
      { key: 'Arrows', says: words.keyMoveBox, run: () => undefined },
    ],
    on,
  )
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const by = steps[event.key]
    if (!on || !drawn || !by || event.ctrlKey || event.metaKey || event.altKey) return false
    event.preventDefault()
    const own = unturned({ x: by.x / scale, y: by.y / scale }, turned)
    const change = event.shiftKey ? sizedBox : movedBox
    put(drawn.page, change(drawn.box, own, sizeOf(drawn.page), fine))
    return true
  }
  const layer = (of: number): ReactElement | null =>
    on ? (
      <div
        className={styles.layer}
        onPointerDown={(event: PointerEvent) => {
          event.stopPropagation()
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          corner.current = pointOn(of, event.clientX, event.clientY)
        }}
        onPointerMove={(event: PointerEvent) => {
          event.stopPropagation()
          if (!corner.current || (event.buttons & 1) === 0) return
          put(of, boxBetween(corner.current, pointOn(of, event.clientX, event.clientY), sizeOf(of), fine))
        }}
        onPointerUp={() => (corner.current = undefined)}
      >
        {drawn?.page === of && (
          <i
            className={styles.drawn}
            style={{
              left: drawn.box.x * scale,
              top: drawn.box.y * scale,
              width: drawn.box.width * scale,
              height: drawn.box.height * scale,
            }}
          />
        )}
      </div>
    ) : null
  const control = (
    <Button variant="subtle" aria-pressed={on} title={words.drawBoxSays} onClick={on ? end : begin}>
      {words.drawBox}
    </Button>
  )
  return { on, control, layer, onKeyDown }
}
