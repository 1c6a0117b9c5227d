import { Button } from '@mantine/core'
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react'
import type { ViewOf } from '../../../../shared/contract/evidence/views.ts'
import { showClock } from '../../../../shared/kernel/pinpoint.ts'
import { useKeys } from '../../../session/keys.ts'
import { words } from './catalogue.ts'
import { decibels, together, type Level } from './levels.ts'
import type { PlacedMark } from '../mark-place.ts'
import { Pin } from '../pin.tsx'
import { useLevels } from './use-levels.ts'
import type { Which } from '../which.ts'
import styles from './recording.module.css'

interface WaveformProps {
  which: Which
  view: ViewOf<'recording'>
  /** Of the whole recording. */
  seconds: number
  time: number
  span: { from: number; to: number | undefined } | undefined
  onSeek: (seconds: number) => void
  marks: readonly PlacedMark[]
  onMark: (id: string) => void
}

/** Columns that are drawn. */
const columns = 800
const largest = 4096

/**
 * The length of a recording: how loud it is, where it stands, what is marked. A click goes there; it can be enlarged, and then follows what
 * plays.
 */
export function Waveform({ which, view, seconds, time, span, onSeek, marks, onMark }: WaveformProps): ReactElement {
  const [zoom, setZoom] = useState(1)
  const length = seconds / zoom
  const [begun, setBegun] = useState(0)
  // What plays stays in sight.
  const from =
    time < begun || time > begun + length ? Math.max(0, Math.min(seconds - length, time - length / 10)) : begun
  if (from !== begun) setBegun(from)
  const whole = useLevels(which, view.sound, { from: 0, to: seconds, count: columns })
  const part = useLevels(which, zoom === 1 ? 'none' : view.sound, { from, to: from + length, count: columns })
  const shown = zoom === 1 ? whole : part
  const change = (to: number): void => {
    const next = Math.max(1, Math.min(largest, to))
    const wide = seconds / next
    setZoom(next)
    setBegun(Math.max(0, Math.min(seconds - wide, time - wide / 2)))
  }
  useKeys(words.waveform, [
    { key: '+', says: words.keys.larger, run: () => change(zoom * 2) },
    { key: '=', says: words.keys.larger, run: () => change(zoom * 2) },
    { key: '-', says: words.keys.smaller, run: () => change(zoom / 2) },
    { key: '0', says: words.keys.all, run: () => change(1) },
    { key: 'End', says: words.keys.end, run: () => onSeek(seconds) },
    { key: 'PageUp', says: words.keys.tenthBack, run: () => onSeek(Math.max(0, time - length / 10)) },
    {
      key: 'PageDown',
      says: words.keys.tenthOn,
      run: () => onSeek(Math.min(seconds, time + length / 10)),
    },
  ])
  return (
    <div className={styles.wave}>
      <Strip {...{ seconds, time, span, onSeek, marks, from, length }} levels={shown.levels} />
      <MarkedAt {...{ marks, onMark, from, length }} />
      <div className={styles.scale}>
        <span>{showClock(tenth(from))}</span>
        <span className={styles.says}>
          {view.sound === 'none' ? view.why : (whole.problem ?? loudness(whole.levels))}
        </span>
        <Button variant="subtle" disabled={zoom === 1} onClick={() => change(zoom / 2)}>
          {words.smaller}
        </Button>
        <Button variant="subtle" disabled={zoom === largest} onClick={() => change(zoom * 2)}>
          {words.larger}
        </Button>
        <span>{showClock(tenth(from + length))}</span>
      </div>
    </div>
  )
}

const tenth = (seconds: number): number => Math.round(seconds * 10) / 10

/** Loudness in words: full scale is the largest number that a sample can be. */
function loudness(levels: readonly Level[]): string {
  if (levels.length === 0) return words.measuring
  const { peak, rms } = together(levels)
  const said = { peak: decibels(peak), rms: decibels(rms) }
  return levels.length < columns
    ? words.loudnessSoFar({ ...said, share: Math.floor((levels.length / columns) * 100) })
    : words.loudness(said)
}

interface StripProps extends Pick<WaveformProps, 'seconds' | 'time' | 'span' | 'onSeek' | 'marks'> {
  from: number
  length: number
  levels: readonly Level[]
}

function Strip({ seconds, time, span, onSeek, marks, from, length, levels }: StripProps): ReactElement {
  const strip = useRef<HTMLDivElement>(null)
  const place = (moment: number): string => `${((moment - from) / length) * 100}%`
  const seekTo = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0 || !strip.current) return
    const { left, width } = strip.current.getBoundingClientRect()
    onSeek(Math.max(0, Math.min(seconds, from + ((event.clientX - left) / width) * length)))
  }
  const onKey = (event: KeyboardEvent): void => {
    // The arrows are the recording's own.
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') event.preventDefault()
  }
  return (
    <div
      ref={strip}
      className={styles.strip}
      role="slider"
      tabIndex={0}
      aria-label={words.place}
      aria-valuemin={0}
      aria-valuemax={Math.round(seconds)}
      aria-valuenow={Math.round(time)}
      aria-valuetext={words.placeOf({ time: showClock(Math.floor(time)), length: showClock(Math.round(seconds)) })}
      onPointerDown={seekTo}
      onPointerMove={seekTo}
      onKeyDown={onKey}
    >
      <Bars levels={levels} />
      {marks.map(
        ({ id, at }) =>
          at?.kind === 'time' && (
            <i
              key={id}
              className={styles.marked}
              style={{ insetInlineStart: place(at.from), width: `${(((at.to ?? at.from) - at.from) / length) * 100}%` }}
            />
          ),
      )}
      {span && (
        <i
          className={styles.chosen}
          style={{
            insetInlineStart: place(span.from),
            width: `${(Math.max(0, (span.to ?? time) - span.from) / length) * 100}%`,
          }}
        />
      )}
      <i className={styles.needle} style={{ insetInlineStart: place(time) }} />
    </div>
  )
}

/** Each column from the largest sample, the mean in it darker. */
const Bars = ({ levels }: { levels: readonly Level[] }): ReactElement => {
  const drawn = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = drawn.current
    const pen = canvas?.getContext('2d')
    if (!canvas || !pen) return
    const style = getComputedStyle(canvas)
    pen.clearRect(0, 0, columns, 200)
    for (const [name, of] of [
      ['--wave-peak', 'peak'],
      ['--wave-rms', 'rms'],
    ] as const) {
      pen.fillStyle = style.getPropertyValue(name)
      levels.forEach((level, x) => {
        const half = Math.min(1, level[of]) * 100
        pen.fillRect(x, 100 - half, 1, Math.max(1, half * 2))
      })
    }
  }, [levels])
  return <canvas ref={drawn} width={columns} height={200} aria-hidden />
}

/** The signs of marks under the stretch that is shown, each at its moment. */
function MarkedAt({
  marks,
  onMark,
  from,
  length,
}: Pick<WaveformProps, 'marks' | 'onMark'> & { from: number; length: number }): ReactElement | null {
  const shown = marks.flatMap((mark) =>
    mark.at?.kind === 'time' && mark.at.from >= from && mark.at.from <= from + length
      ? [{ mark, at: mark.at.from }]
      : [],
  )
  if (shown.length === 0) return null
  return (
    <div className={styles.pins}>
      {shown.map(({ mark, at }) => (
        <Pin
          key={mark.id}
          mark={mark}
          onMark={onMark}
          style={{ insetInlineStart: `clamp(0px, ${((at - from) / length) * 100}%, calc(100% - 24px))` }}
        />
      ))}
    </div>
  )
}
