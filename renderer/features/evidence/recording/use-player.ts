import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import type { Failure } from '../../../../shared/kernel/errors.ts'
import { toFailure } from '../../../../shared/kernel/errors.ts'
import { bytesUrl } from '../../../session/bytes.ts'
import { client } from '../../../session/client.ts'
import { words } from './catalogue.ts'
import type { Which } from '../which.ts'

/** Seconds by which a moment is passed, so that it is the picture that begins there, however the engine rounds. */
const inside = 0.0004

/** Speeds, of the recording's own. */
export const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2] as const

export interface Player {
  element: RefObject<HTMLVideoElement | null>
  /** Seconds. */
  time: number
  /** Seconds, as the engine says once it plays; null before. */
  seconds: number | null
  playing: boolean
  speed: number
  /** Whether the engine has it: its bytes may be asked for. */
  open: boolean
  /** Whether the engine shows pictures of it. */
  pictures: boolean
  problem: Failure | undefined
  toggle: () => void
  seek: (seconds: number) => void
  setSpeed: (speed: number) => void
  pause: () => void
  /** Seconds, as of this moment: `time` is told a few times a second. */
  now: () => number
  /** Has the engine open it, without playing. */
  load: () => void
}

/**
 * Plays sound or video by the window's engine. Its address is asked for when it is played first, which records the access, and is
 * dead when the viewer is closed. `codecs`: what it holds, for the words of a refusal.
 */
export function usePlayer(which: Which, codecs: string): Player {
  const element = useRef<HTMLVideoElement>(null)
  const token = useRef<Promise<string> | undefined>(undefined)
  const wanted = useRef(0)
  const [time, setTime] = useState(0)
  const [seconds, setSeconds] = useState<number | null>(null)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeedTo] = useState(1)
  const [open, setOpen] = useState(false)
  const [pictures, setPictures] = useState(false)
  const [problem, setProblem] = useState<Failure>()

  useEffect(
    () => () => {
      const mine = token.current
      token.current = undefined
      element.current?.removeAttribute('src')
      element.current?.load()
      mine?.then((bytes) => client.call('exhibit.stop', { bytes })).catch(() => undefined)
    },
    [],
  )
  useEffect(() => {
    const media = element.current
    if (!media) return undefined
    const onMeta = (): void => {
      if (media.readyState === 0) return
      setSeconds(Number.isFinite(media.duration) ? media.duration : null)
      setPictures(media.videoWidth > 0)
      setOpen(true)
      if (wanted.current > 0 && media.currentTime === 0) media.currentTime = wanted.current + inside
    }
    const onTime = (): void => setTime(media.currentTime)
    const onState = (): void => setPlaying(!media.paused && !media.ended)
    const onError = (): void => {
      if (token.current === undefined) return
      setPlaying(false)
      setProblem(refusal(media.error?.code ?? 0, codecs))
    }
    const told: [string, () => void][] = [
      ['loadedmetadata', onMeta],
      ['durationchange', onMeta],
      ['timeupdate', onTime],
      ['seeked', onTime],
      ['play', onState],
      ['pause', onState],
      ['ended', onState],
      ['error', onError],
    ]
    for (const [name, listener] of told) media.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of told) media.removeEventListener(name, listener)
    }
  }, [codecs])

  const load = useCallback((): void => {
    if (token.current) return
    const asked = client.call('exhibit.play', which).then(({ bytes }) => bytes)
    token.current = asked
    asked.then(
      (bytes) => {
        if (token.current === asked && element.current) element.current.src = bytesUrl(bytes)
      },
      (thrown: unknown) => {
        token.current = undefined
        setPlaying(false)
        setProblem(toFailure(thrown))
      },
    )
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a viewer is made anew for another exhibit
  }, [])

  const seek = useCallback((to: number): void => {
    const media = element.current
    const at = Math.max(0, to)
    wanted.current = at
    setTime(at)
    if (media && media.readyState > 0) media.currentTime = at + inside
  }, [])

  const toggle = (): void => {
    const media = element.current
    if (!media) return
    if (!media.paused) {
      media.pause()
      return
    }
    setProblem(undefined)
    load()
    const begin = (): void => void media.play().catch(() => undefined)
    if (media.readyState > 0) begin()
    else media.addEventListener('loadedmetadata', begin, { once: true })
  }

  const setSpeed = (to: number): void => {
    setSpeedTo(to)
    if (element.current) {
      element.current.defaultPlaybackRate = to
      element.current.playbackRate = to
    }
  }
  const pause = (): void => element.current?.pause()
  const now = (): number =>
    element.current && element.current.readyState > 0 ? element.current.currentTime : wanted.current
  return { element, time, seconds, playing, speed, open, pictures, problem, toggle, seek, setSpeed, pause, now, load }
}

/** Why the engine does not play it, by the code of MediaError. */
const refusal = (code: number, codecs: string): Failure =>
  code === 2
    ? { code: 'IO', message: words.refused.bytes, next: words.refused.bytesNext }
    : {
        code: 'INVALID_INPUT',
        message: code === 3 ? words.refused.stopped(codecs) : words.refused.codec(codecs),
        next: words.refused.codecNext,
      }
