import { useCallback, useContext, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { words } from './catalogue.ts'
import { Linked, useLinkedPlace, useViewKeys, type Zoom } from './linked.ts'

const steps = [0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8]

interface Zooming {
  room: RefObject<HTMLDivElement | null>
  /** What it is now, `fit` worked out. */
  scale: number
  zoom: Zoom
  set: (zoom: Zoom) => void
  step: (by: 1 | -1) => void
}

/** Zoom of a view, from a tenth to eight times, by keys and by the wheel with Ctrl. `fitOf`: the scale that fits a room of that size. */
export function useZoom(
  title: string,
  fitOf: (width: number, height: number) => number,
  by: 'place' | 'share' = 'share',
): Zooming {
  const room = useRef<HTMLDivElement>(null)
  const link = useContext(Linked)
  const [zoom, setOwn] = useState<Zoom>('fit')
  // Of two that are linked, each has the zoom of both.
  if (link?.on === true && link.zoom !== zoom) setOwn(link.zoom)
  const setShared = link?.on === true ? link.setZoom : undefined
  const setZoom = useCallback(
    (next: Zoom): void => {
      setOwn(next)
      setShared?.(next)
    },
    [setShared],
  )
  const [size, setSize] = useState({ width: 800, height: 600 })
  useLayoutEffect(() => {
    const element = room.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const scale = zoom === 'fit' ? Math.max(0.02, fitOf(size.width, size.height)) : zoom
  const step = useCallback(
    (by: 1 | -1): void => {
      const next = by === 1 ? steps.find((one) => one > scale * 1.01) : steps.findLast((one) => one < scale * 0.99)
      if (next !== undefined) setZoom(next)
    },
    [scale, setZoom],
  )
  useLinkedPlace(room, scale, by)
  useLayoutEffect(() => {
    const element = room.current
    if (!element) return undefined
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      step(event.deltaY < 0 ? 1 : -1)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [step])
  useViewKeys(title, [
    { key: '+', says: words.keyLarger, run: () => step(1) },
    { key: '=', says: words.keyLarger, run: () => step(1) },
    { key: '-', says: words.keySmaller, run: () => step(-1) },
    { key: '0', says: words.keyFit, run: () => setZoom('fit') },
    { key: '1', says: words.keyOwnSize, run: () => setZoom(1) },
  ])
  return { room, scale, zoom, set: setZoom, step }
}
