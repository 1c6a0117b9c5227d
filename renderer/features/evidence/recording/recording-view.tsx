import { Button, NativeSelect } from '@mantine/core'
import { useEffect, useState, type ReactElement } from 'react'
import { parseAt, showAt, showClock } from '../../../../shared/kernel/pinpoint.ts'
import { client } from '../../../session/client.ts'
import { useKeys } from '../../../session/keys.ts'
import { Act } from '../../../session/may.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { words } from './catalogue.ts'
import { KeepStill } from './still.tsx'
import { speeds, usePlayer } from './use-player.ts'
import { Waveform } from './waveform.tsx'
import type { ViewProps, Which } from '../which.ts'
import styles from './recording.module.css'

/** Seconds that one key goes on or back. */
const step = 3
/** Seconds of one step where nothing says how long a picture stands. */
const unknownPicture = 0.04

/** The span that is being marked: an end may be open. */
interface Span {
  from: number
  to: number | undefined
}

/** Sound or video: heard and seen by the window's engine, with spans that can be marked. */
export function RecordingView({
  which,
  opened,
  view,
  at,
  turn,
  marks,
  onHere,
  onMark,
}: ViewProps<'recording'>): ReactElement {
  const codecs = view.tracks.map(({ codec }) => codec).join(', ') || view.container
  const player = usePlayer(which, codecs)
  const { element, time, playing, speed, open, pictures, problem, seek, toggle, pause, now, load, setSpeed } = player
  const seconds = player.seconds ?? view.seconds
  const [{ span, ...gone }, setGone] = useState<{ span?: Span | undefined; turn: number }>({ turn: -1 })
  const setSpan = (span: Span | undefined): void => setGone({ span, turn })
  const pictureTracks = view.tracks.filter(({ kind }) => kind === 'picture')
  const pictureCodecs = pictureTracks.map(({ codec }) => codec).join(', ')
  const video = pictureTracks.length > 0

  const place = at === undefined ? undefined : parseAt(at)
  const wanted = place?.kind === 'time' ? place.from : undefined
  if (gone.turn !== turn)
    setGone({
      span: place?.kind === 'time' && place.to !== undefined ? { from: place.from, to: place.to } : undefined,
      turn,
    })
  useEffect(() => {
    if (wanted !== undefined && turn >= 0) seek(wanted)
  }, [wanted, turn, seek])

  const moment = Math.round((playing ? Math.floor(time) : time) * 1000) / 1000
  const here = showAt(
    span?.to === undefined
      ? { kind: 'time', from: span?.from ?? moment }
      : { kind: 'time', from: span.from, to: span.to },
  )
  useEffect(() => onHere(here), [here, onHere])

  const exact = (): number => Math.round(now() * 1000) / 1000
  const go = (by: number): void => seek(Math.min(seconds ?? Number.POSITIVE_INFINITY, exact() + by))
  const begin = (): void => setSpan({ from: exact(), to: undefined })
  const end = (): void => {
    const to = exact()
    setSpan(span && to > span.from ? { from: span.from, to } : { from: 0, to })
  }
  const faster = (by: 1 | -1): void =>
    setSpeed(speeds[Math.max(0, Math.min(speeds.length - 1, speeds.indexOf(speed as 1) + by))] ?? 1)
  const stepPicture = async (by: 1 | -1): Promise<void> => {
    pause()
    load()
    const from = exact()
    const next = view.frames ? await pictureBeside(which, from, by) : from + by * unknownPicture
    if (next !== undefined) seek(next)
  }
  useKeys(words.recording, [
    { key: ' ', says: words.keys.play, run: () => onButton() ?? toggle() },
    { key: 'k', says: words.keys.play, run: toggle },
    { key: 'ArrowLeft', says: words.keys.back(step), run: () => go(-step) },
    { key: 'ArrowRight', says: words.keys.on(step), run: () => go(step) },
    ...(video
      ? [
          { key: ',', says: words.keys.pictureBefore, run: () => void stepPicture(-1) },
          { key: '.', says: words.keys.pictureNext, run: () => void stepPicture(1) },
        ]
      : []),
    { key: 'Home', says: words.keys.beginning, run: () => seek(0) },
    { key: '<', says: words.keys.slower, run: () => faster(-1) },
    { key: '>', says: words.keys.faster, run: () => faster(1) },
    { key: 's', says: words.keys.begins, run: begin },
    { key: 'e', says: words.keys.ends, run: end },
    { key: 'x', says: words.keys.none, run: () => setSpan(undefined) },
  ])
  return (
    <div className={styles.recording}>
      <div className={styles.screen} data-video={video || undefined}>
        <video
          ref={element}
          className={styles.film}
          preload="auto"
          playsInline
          disablePictureInPicture
          disableRemotePlayback
          aria-label={opened.name}
        />
      </div>
      <Problem problem={problem} title={words.itDoesNotPlay} />
      {open && video && !pictures && !problem && (
        <p className={styles.blind} role="status">
          {words.noPictures(pictureCodecs)}
        </p>
      )}
      {seconds === null ? (
        <p className="quiet">{words.lengthNotSaid}</p>
      ) : (
        <Waveform {...{ which, view, seconds, time, span, marks, onMark }} onSeek={seek} />
      )}
      <div className={styles.transport} role="toolbar" aria-label={words.playing}>
        <Act needs="exhibit.read" variant="filled" onClick={toggle}>
          {playing ? words.pause : words.play}
        </Act>
        <Button variant="subtle" onClick={() => go(-step)}>
          {words.back(step)}
        </Button>
        <Button variant="subtle" onClick={() => go(step)}>
          {words.on(step)}
        </Button>
        <output className={styles.clock} aria-label={words.time}>
          {showClock(moment)}
          {seconds !== null && <span> {words.ofAll(showClock(Math.round(seconds * 1000) / 1000))}</span>}
        </output>
        <NativeSelect
          aria-label={words.speed}
          value={String(speed)}
          onChange={({ currentTarget }) => setSpeed(Number(currentTarget.value))}
          data={speeds.map((one) => ({ value: String(one), label: `${one}×` }))}
        />
        {video && (
          <>
            <Button variant="subtle" onClick={() => void stepPicture(-1)}>
              {words.pictureBefore}
            </Button>
            <Button variant="subtle" onClick={() => void stepPicture(1)}>
              {words.nextPicture}
            </Button>
            <KeepStill which={which} film={element} shown={pictures} />
            {!view.frames && <span className="quiet">{words.rateNotKnown}</span>}
          </>
        )}
        <Button variant="subtle" onClick={begin}>
          {words.spanFromHere}
        </Button>
        <Button variant="subtle" onClick={end}>
          {words.spanToHere}
        </Button>
        {span && (
          <span className={styles.span}>
            {span.to === undefined
              ? words.spanFrom(showClock(span.from))
              : `${showClock(span.from)}–${showClock(span.to)}`}
            <Button variant="subtle" onClick={() => setSpan(undefined)}>
              {words.clear}
            </Button>
          </span>
        )}
      </div>
    </div>
  )
}

/** When the picture beside the one of a moment is shown, seconds; undefined at the ends. */
async function pictureBeside(which: Which, at: number, by: 1 | -1): Promise<number | undefined> {
  const answer = await client.call('exhibit.part', { ...which, part: { ask: 'frames', at } })
  if (answer.ask !== 'frames') return undefined
  // Before the first one's time the engine shows it already.
  const now = Math.max(
    0,
    answer.times.findLastIndex((time) => time <= at + 0.0005),
  )
  return answer.times[now + by]
}

/** Presses the button that has the focus, so that the space bar does there what it does on any; undefined where none has it. */
function onButton(): true | undefined {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLElement) || !activeElement.matches('button, a, [role="radio"]')) return undefined
  activeElement.click()
  return true
}
