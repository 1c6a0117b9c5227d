import { createContext, useContext, useEffect, useId, useMemo, useRef, useState, type RefObject } from 'react'
import { useKeys, type KeyBinding } from '../../session/keys.ts'

/** `fit`: as large as the room allows; else pixels of the screen for a point or a pixel of what is shown. */
export type Zoom = 'fit' | number

/** Where a room stands: in units of what it shows, and as a share of how far it goes. */
interface Stand {
  x: number
  y: number
  shareX: number
  shareY: number
}

interface Link {
  /** Whether zoom and place are the same in both. */
  on: boolean
  zoom: Zoom
  setZoom: (zoom: Zoom) => void
  tell: (from: string, stand: Stand) => void
  hear: (as: string, take: (stand: Stand) => void) => () => void
}

export const Linked = createContext<Link | undefined>(undefined)
/** Whether a view has the keys: of two beside each other, one. */
export const HasKeys = createContext(true)

/** The keys of a view, while it has them. */
export function useViewKeys(title: string, bindings: KeyBinding[], enabled = true): void {
  useKeys(title, bindings, useContext(HasKeys) && enabled)
}

/** What two views beside each other share while they are linked. */
export function useLink(on: boolean): Link {
  const [zoom, setZoom] = useState<Zoom>('fit')
  const hearers = useRef(new Map<string, (stand: Stand) => void>())
  return useMemo(
    () => ({
      on,
      zoom,
      setZoom,
      tell: (from, stand) => {
        for (const [as, take] of hearers.current) if (as !== from) take(stand)
      },
      hear: (as, take) => {
        hearers.current.set(as, take)
        return () => void hearers.current.delete(as)
      },
    }),
    [on, zoom],
  )
}

const shareOf = (at: number, most: number): number => (most > 0 ? at / most : 0)

/** Pixels by which two places count as one: rooms round. */
const near = 2

/**
 * Moves a room as the one beside it is moved, while they are linked: what has pages by the place on them, a picture by its share, since two
 * pictures of one thing need not have one size.
 */
export function useLinkedPlace(room: RefObject<HTMLElement | null>, scale: number, by: 'place' | 'share'): void {
  const link = useContext(Linked)
  const id = useId()
  const put = useRef<{ left: number; top: number }>(undefined)
  const tell = link?.on === true ? link.tell : undefined
  const hear = link?.on === true ? link.hear : undefined
  useEffect(() => {
    const element = room.current
    if (!element || !tell || !hear) return undefined
    const onScroll = (): void => {
      const { scrollLeft, scrollTop, scrollWidth, scrollHeight, clientWidth, clientHeight } = element
      // What was moved by the other does not move it back.
      const wasPut = put.current
      put.current = undefined
      if (wasPut && Math.abs(wasPut.left - scrollLeft) < near && Math.abs(wasPut.top - scrollTop) < near) return
      tell(id, {
        x: scrollLeft / scale,
        y: scrollTop / scale,
        shareX: shareOf(scrollLeft, scrollWidth - clientWidth),
        shareY: shareOf(scrollTop, scrollHeight - clientHeight),
      })
    }
    const forget = hear(id, ({ x, y, shareX, shareY }) => {
      const { scrollWidth, scrollHeight, clientWidth, clientHeight } = element
      const [mostLeft, mostTop] = [scrollWidth - clientWidth, scrollHeight - clientHeight]
      const left = Math.min(mostLeft, by === 'place' ? x * scale : shareX * mostLeft)
      const top = Math.min(mostTop, by === 'place' ? y * scale : shareY * mostTop)
      if (Math.abs(left - element.scrollLeft) < near && Math.abs(top - element.scrollTop) < near) return
      put.current = { left, top }
      element.scrollTo({ left, top })
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      forget()
      element.removeEventListener('scroll', onScroll)
    }
  }, [room, id, scale, by, tell, hear])
}
