import { Button } from '@mantine/core'
import { useState, type PointerEvent, type ReactElement } from 'react'
import type { Shape } from '../../../../shared/contract/evidence/shapes.ts'
import { plainly } from '../../../ui/name.ts'
import { words } from './catalogue.ts'
import { barOf, besides, degreesOf, frameOf, narrowing, stepOf, type Frame } from './map-frame.ts'
import styles from './placed.module.css'

const [width, height] = [640, 360]

interface MapDrawingProps {
  shapes: readonly Shape[]
  /** A position that is looked at: latitude and longitude. */
  marked?: readonly [number, number] | undefined
}

/** Lines, areas and points by their positions, over a grid with a scale: no map is loaded from anywhere. */
export function MapDrawing({ shapes, marked }: MapDrawingProps): ReactElement {
  const [frame, setFrame] = useState<Frame>()
  const [held, setHeld] = useState<{ x: number; y: number }>()
  const seen = frame ?? frameOf(shapes, width, height)
  const narrow = narrowing(seen.latitude)
  const at = ([latitude, longitude]: readonly [number, number]): [number, number] => [
    width / 2 + (besides(longitude, seen.longitude) - seen.longitude) * narrow * seen.scale,
    height / 2 - (latitude - seen.latitude) * seen.scale,
  ]
  const zoom = (by: number): void => setFrame({ ...seen, scale: Math.min(5e7, Math.max(1, seen.scale * by)) })
  const drag = ({ clientX: x, clientY: y, buttons }: PointerEvent): void => {
    if (held && buttons === 1) {
      const latitude = Math.min(90, Math.max(-90, seen.latitude + (y - held.y) / seen.scale))
      setFrame({ ...seen, latitude, longitude: besides(seen.longitude - (x - held.x) / narrow / seen.scale, 0) })
    }
    setHeld(buttons === 1 ? { x, y } : undefined)
  }
  const bar = barOf(seen.scale, 140)
  return (
    <figure className={styles.map}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={words.drawing(shapes.length)}
        onPointerDown={drag}
        onPointerMove={drag}
        onPointerUp={() => setHeld(undefined)}
      >
        <Grid frame={seen} at={at} />
        {shapes.map((shape, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- names may stand twice
          <Drawn key={index} shape={shape} at={at} scale={seen.scale} />
        ))}
        {marked && <circle className={styles.marked} cx={at(marked)[0]} cy={at(marked)[1]} r={7} />}
        <g className={styles.scale} transform={`translate(12 ${height - 14})`}>
          <path d={`M0 -5V0H${bar.length}V-5`} />
          <text x={bar.length + 6} y={0}>
            {bar.metres < 1000 ? words.metres(String(bar.metres)) : words.kilometres(String(bar.metres / 1000))}
          </text>
        </g>
      </svg>
      <figcaption>
        <Button variant="subtle" onClick={() => zoom(2)}>
          {words.closer}
        </Button>
        <Button variant="subtle" onClick={() => zoom(0.5)}>
          {words.farther}
        </Button>
        <Button variant="subtle" disabled={!frame} onClick={() => setFrame(undefined)}>
          {words.whole}
        </Button>
        <span className="quiet">{words.noMapBehindIt}</span>
      </figcaption>
    </figure>
  )
}

type At = (place: readonly [number, number]) => [number, number]

function Drawn({ shape, at, scale }: { shape: Shape; at: At; scale: number }): ReactElement | null {
  const { kind, path, radius, name } = shape
  const [first] = path
  if (!first) return null
  const title = <title>{plainly(name)}</title>
  if (kind === 'point' || kind === 'circle') {
    const [x, y] = at(first)
    // A circle without a size is a place all the same.
    const r = kind === 'circle' ? Math.max(4, degreesOf(radius ?? 0) * scale) : 4
    return (
      <circle className={kind === 'circle' ? styles.area : styles.point} cx={x} cy={y} r={r}>
        {title}
      </circle>
    )
  }
  const places = path.map(at)
  const [from] = places
  // Of two neighbours on the two sides of the drawing none is joined to the other.
  const d = places
    .map(([x, y], index) => {
      const before = places[index - 1]
      const torn = before === undefined || (kind === 'line' && Math.abs(before[0] - x) > 180 * scale * 0.9)
      return `${torn ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`
    })
    .join('')
  return (
    <>
      <path className={kind === 'area' ? styles.area : styles.track} d={kind === 'area' ? `${d}Z` : d}>
        {title}
      </path>
      {kind === 'line' && from && <circle className={styles.point} cx={from[0]} cy={from[1]} r={4} />}
    </>
  )
}

/** Parallels and meridians with their degrees at the edge. */
function Grid({ frame, at }: { frame: Frame; at: At }): ReactElement {
  const narrow = narrowing(frame.latitude)
  const step = stepOf(height / frame.scale)
  const figures = Math.max(0, Math.min(6, Math.ceil(-Math.log10(step))))
  const between = (middle: number, span: number, most: number): number[] => {
    const from = Math.ceil((middle - span / 2) / step)
    const to = Math.floor((middle + span / 2) / step)
    return Array.from({ length: Math.max(0, Math.min(40, to - from + 1)) }, (_, index) => (from + index) * step).filter(
      (degree) => Math.abs(degree) <= most,
    )
  }
  return (
    <g className={styles.grid}>
      {between(frame.latitude, height / frame.scale, 90).map((degree) => {
        const y = at([degree, frame.longitude])[1]
        return (
          <g key={degree}>
            <path d={`M0 ${y}H${width}`} />
            <text x={4} y={y - 3}>{`${Math.abs(degree).toFixed(figures)}° ${degree < 0 ? 'S' : 'N'}`}</text>
          </g>
        )
      })}
      {between(frame.longitude, width / frame.scale / narrow, 540).map((degree) => {
        const x = width / 2 + (degree - frame.longitude) * narrow * frame.scale
        const shown = besides(degree, 0)
        return (
          <g key={degree}>
            <path d={`M${x} 0V${height}`} />
            <text x={x + 3} y={12}>{`${Math.abs(shown).toFixed(figures)}° ${shown < 0 ? 'W' : 'E'}`}</text>
          </g>
        )
      })}
    </g>
  )
}
