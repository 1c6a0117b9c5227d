import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactElement, type RefObject } from 'react'
import { toFailure, type Failure } from '../../../../shared/kernel/errors.ts'
import { sendBytes } from '../../../session/bytes.ts'
import { client } from '../../../session/client.ts'
import { Act } from '../../../session/may.tsx'
import { Problem } from '../../../ui/problem.tsx'
import { words } from './catalogue.ts'
import type { Which } from '../which.ts'

/** Name and version of the window's engine, as it says itself. */
const engine = (): string => `Chromium ${/Chrom(?:e|ium)\/([\d.]+)/.exec(navigator.userAgent)?.[1] ?? ''}`.trim()

/** Waits for the picture of the moment that was gone to. */
const settled = (video: HTMLVideoElement): Promise<void> =>
  video.seeking
    ? new Promise((resolve) => video.addEventListener('seeked', () => resolve(), { once: true }))
    : Promise.resolve()

async function pictureOf(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = video.videoWidth
  canvas.height = video.videoHeight
  canvas.getContext('2d')?.drawImage(video, 0, 0)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
}

interface StillProps {
  which: Which
  film: RefObject<HTMLVideoElement | null>
  /** Whether the engine shows a picture now. */
  shown: boolean
}

/** Keeps the picture that is shown as an exhibit made from this one. */
export function KeepStill({ which, film, shown }: StillProps): ReactElement {
  const navigate = useNavigate()
  const [kept, setKept] = useState<string>()
  const [problem, setProblem] = useState<Failure>()
  const keep = async (): Promise<void> => {
    const video = film.current
    if (!video || !shown) return
    setProblem(undefined)
    try {
      video.pause()
      await settled(video)
      const at = video.currentTime
      const bytes = await sendBytes(await pictureOf(video), new AbortController().signal)
      const { number } = await client.call('exhibit.still', { ...which, at, bytes, engine: engine() })
      setKept(number)
    } catch (thrown) {
      setProblem(toFailure(thrown))
    }
  }
  return (
    <>
      <Act needs="exhibit.write" variant="subtle" disabled={!shown} onClick={() => void keep()}>
        {words.keepPicture}
      </Act>
      {kept !== undefined && (
        <button
          type="button"
          className="link"
          onClick={() => void navigate({ to: '/exhibits/$exhibitRef', params: { exhibitRef: kept }, search: {} })}
        >
          {words.keptAs(kept)}
        </button>
      )}
      <Problem problem={problem} title={words.notKept} />
    </>
  )
}
