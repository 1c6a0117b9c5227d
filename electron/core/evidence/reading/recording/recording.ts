import type { InputAudioTrack, InputTrack, InputVideoTrack } from 'mediabunny'
import type { EvidenceAnswer, EvidenceAsk } from '../../../../../shared/contract/evidence/asks.ts'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import type { ViewOf } from '../../../../../shared/contract/evidence/views.ts'
import { showClock } from '../../../../../shared/kernel/pinpoint.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format, OpenedFile } from '../format.ts'
import type { Source } from '../source.ts'
import { openAsf } from './asf.ts'
import { openAvi } from './avi.ts'
import { broadcastClaims, movieClaims, tagClaims } from './claims.ts'
import { cutOf, isGiven, soundOf } from './cut.ts'
import { decodes } from './decode.ts'
import { drawWaveform } from './draw.ts'
import { framesAround } from './frames.ts'
import { inputOf, tracksOf } from './library.ts'
import { matroskaClaims } from './matroska.ts'
import { containers } from './names.ts'
import type { Container } from './opened.ts'
import { peaksOf } from './peaks.ts'
import { openAiff, openAmr } from './plain-sound.ts'
import { describeTrack } from './track.ts'
import { closed, openWave, waveData, waveProblems } from './wave.ts'

/** Sound and video, by what their first bytes say they are. */
export const recording: Format = {
  reader: 'mediabunny 1.61.0',
  takes: ({ mime }) => mime !== undefined && typeOf(mime) in containers,
  open: (source, _password, { mime = '' }) => openRecording(source, typeOf(mime)),
}

/** Without what is said after a semicolon. */
const typeOf = (mime: string): string => mime.replace(/;.*$/, '').toLowerCase()

/** Containers that the library takes apart; of the others the headers are read here, or nothing but their name. */
const byLibrary = new Set([
  'WAVE',
  'MP3',
  'AAC (ADTS)',
  'FLAC',
  'Ogg',
  'MP4',
  'QuickTime',
  '3GPP',
  '3GPP2',
  'WebM',
  'Matroska',
  'MPEG transport stream',
])
const byHeader: Readonly<Record<string, (source: Source) => Container>> = {
  AVI: openAvi,
  'Windows Media (ASF)': openAsf,
  AMR: openAmr,
  AIFF: openAiff,
}

async function openRecording(source: Source, mediaType: string): Promise<OpenedFile> {
  const name = containers[mediaType] ?? mediaType
  const container = await containerOf(source, name)
  const { tracks, seconds, sound, picture } = container
  const heard = sound !== undefined && (await decodes(sound))
  const bySpans = sound !== undefined && !heard && isGiven(await sound.getCodec())
  const view: ViewOf<'recording'> = {
    kind: 'recording',
    container: name,
    mediaType,
    seconds,
    tracks,
    sound: heard ? 'reader' : bySpans ? 'engine' : 'none',
    why: heard || bySpans ? '' : whySilent(container),
    frames: picture !== undefined,
  }
  const whole = showPlace(seconds)
  return {
    view,
    facts: [...factsOf(view), ...container.facts],
    members: [],
    problems: container.problems,
    text: () => ({
      units: [],
      unread: [{ at: whole, reason: 'It is sound or video: nothing here turns speech into text.' }],
      next: null,
    }),
    part: (ask) => answer(ask, container, heard),
    picture: (_page, width) => {
      if (!sound || !heard || seconds === null)
        throw new Unreadable(
          bySpans
            ? 'Its waveform is drawn in the viewer alone, where the window’s engine decodes it.'
            : `No waveform is drawn of it. ${view.why}`,
        )
      return drawWaveform(sound, seconds, width)
    },
    ...(bySpans ? { span: (from, to) => soundOf(container, { from, to }) } : {}),
    derive: (at) => {
      if (at.kind !== 'time' || at.to === undefined || at.to <= at.from)
        throw new Unreadable('Out of a recording a span is taken: “01:12–01:20”.')
      return cutOf(source, view, container, { from: at.from, to: at.to })
    },
  }
}

const showPlace = (seconds: number | null): string =>
  seconds === null ? 'at 00:00' : `at 00:00–${showClock(Math.round(seconds * 1000) / 1000)}`

async function answer(
  ask: EvidenceAsk,
  { sound, picture }: Container,
  heard: boolean,
): Promise<EvidenceAnswer | undefined> {
  if (ask.ask === 'peaks' && sound && heard) {
    if (ask.to <= ask.from) throw new Unreadable('A span of a recording ends after it begins.')
    return peaksOf(sound, ask)
  }
  if (ask.ask === 'frames' && picture) return framesAround(picture, ask.at)
  return undefined
}

function whySilent({ tracks }: Container): string {
  const sounds = tracks.filter(({ kind }) => kind === 'sound').map(({ codec }) => codec)
  if (sounds.length > 0) return `Its sound (${sounds.join(', ')}) is decoded by nothing here.`
  return tracks.length === 0 ? 'Nothing here takes this container apart.' : 'It has no sound.'
}

async function containerOf(source: Source, name: string): Promise<Container> {
  const ownHeader = byHeader[name]
  if (ownHeader) return ownHeader(source)
  if (!byLibrary.has(name))
    return { tracks: [], seconds: null, facts: [], problems: [`What is in it (${name}) is not taken apart here.`] }
  const data = name === 'WAVE' ? waveData(source) : undefined
  const input = inputOf(data ? closed(source, data) : source)
  let tracks: InputTrack[]
  try {
    tracks = await tracksOf(input)
  } catch (thrown) {
    const header = name === 'WAVE' ? openWave(source) : undefined
    if (!header) throw thrown
    return header
  }
  if (tracks.length === 0) throw new Unreadable('It begins like a recording, and holds no sound and no pictures.')
  const sound = tracks.find((track): track is InputAudioTrack => track.isAudioTrack())
  const picture = tracks.find((track): track is InputVideoTrack => track.isVideoTrack())
  const theora = name === 'Ogg' && Buffer.from(source.read(0, 4096)).includes('\x80theora', 'latin1')
  return {
    tracks: [
      ...(theora ? [{ kind: 'picture' as const, codec: 'Theora', says: '' }] : []),
      ...(await Promise.all(tracks.map(describeTrack))),
    ],
    seconds: await secondsOf(source, tracks),
    facts: [...(await input.getMetadataTags().then(tagClaims, () => [])), ...ownClaims(source, name)],
    problems: data ? waveProblems(data) : [],
    input,
    sound,
    picture,
  }
}

function ownClaims(source: Source, name: string): EvidenceFact[] {
  if (name === 'WAVE') return broadcastClaims(source)
  if (['MP4', 'QuickTime', '3GPP', '3GPP2'].includes(name)) return movieClaims(source)
  return name === 'Matroska' || name === 'WebM' ? matroskaClaims(source) : []
}

/** Bytes of a file of which the length is counted where its header does not say it. */
const counted = 64 * 1024 * 1024

async function secondsOf(source: Source, tracks: InputTrack[]): Promise<number | null> {
  const stated = await Promise.all(tracks.map((track) => track.getDurationFromMetadata()))
  const known = stated.filter((seconds) => seconds !== null)
  if (known.length > 0) return Math.max(...known)
  if (source.size > counted) return null
  return Math.max(...(await Promise.all(tracks.map((track) => track.computeDuration()))))
}

function factsOf({ container, seconds, tracks }: ViewOf<'recording'>): EvidenceFact[] {
  const heads = { picture: 'Pictures', sound: 'Sound', other: 'Other track' }
  return [
    { name: 'Container', value: container, source: 'first bytes' },
    ...(seconds === null
      ? []
      : [{ name: 'Length', value: showClock(Math.round(seconds * 1000) / 1000), source: 'container' }]),
    ...tracks.map(({ kind, codec, says }, n) => ({
      name: heads[kind],
      value: says === '' ? codec : `${codec}, ${says}`,
      source: `track ${n + 1}`,
    })),
  ]
}
