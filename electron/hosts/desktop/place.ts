import type { Place } from '../remembered.ts'

interface Area {
  x: number
  y: number
  width: number
  height: number
}

/** A display as Electron tells of it. */
export interface Screen {
  id: number
  workArea: Area
}

/**
 * Where a window opens: on the display that it was on last, else the first given, at the place that it had there, else in
 * its middle. A place that would lie outside of the display's work area is moved and made smaller until it does not.
 */
export function placeOf(
  screens: readonly [Screen, ...Screen[]],
  { places, display }: { places: Readonly<Record<string, Place>>; display: string | null },
): Place {
  const screen = screens.find(({ id }) => String(id) === display) ?? screens[0]
  const { workArea } = screen
  return within(workArea, places[String(screen.id)] ?? middleOf(workArea))
}

/** A place moved into an area, and made as small as the area is. */
export function within(area: Area, place: Place): Place {
  const width = Math.min(place.width, area.width)
  const height = Math.min(place.height, area.height)
  const x = Math.min(Math.max(place.x, area.x), area.x + area.width - width)
  const y = Math.min(Math.max(place.y, area.y), area.y + area.height - height)
  return { ...place, x, y, width, height }
}

function middleOf(area: Area): Place {
  const width = Math.min(1440, area.width)
  const height = Math.min(900, area.height)
  return {
    x: area.x + Math.floor((area.width - width) / 2),
    y: area.y + Math.floor((area.height - height) / 2),
    width,
    height,
    maximised: false,
  }
}
