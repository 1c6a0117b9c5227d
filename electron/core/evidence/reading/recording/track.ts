import type { InputTrack } from 'mediabunny'
import type { ViewOf } from '../../../../../shared/contract/evidence/views.ts'
import { codecName } from './names.ts'

export type Track = ViewOf<'recording'>['tracks'][number]

/** Packets from which the rate of pictures is told. */
const looked = 240

const round = (n: number): string => String(Math.round(n * 1000) / 1000)
const thousands = (n: number): string => Math.round(n).toLocaleString('en')

/** A track in words: its codec, and what its header says of it. */
export async function describeTrack(track: InputTrack): Promise<Track> {
  const codec = codecName(await track.getCodec(), await track.getInternalCodecId())
  const language = await track.getLanguageCode()
  const name = await track.getName()
  const says: string[] = []
  if (track.isVideoTrack()) {
    const [width, height, turned] = [
      await track.getDisplayWidth(),
      await track.getDisplayHeight(),
      await track.getRotation(),
    ]
    says.push(`${width} × ${height}`)
    if (turned !== 0) says.push(`turned by ${turned}°`)
    const rate = await rateOf(track)
    says.push(rate)
  } else if (track.isAudioTrack()) {
    const channels = await track.getNumberOfChannels()
    says.push(`${thousands(await track.getSampleRate())} Hz`, channels === 1 ? '1 channel' : `${channels} channels`)
  }
  if (language !== 'und' && language !== '') says.push(`language ${language}`)
  if (name !== null && name !== '') says.push(`“${name.slice(0, 200)}”`)
  return {
    kind: track.isVideoTrack() ? 'picture' : track.isAudioTrack() ? 'sound' : 'other',
    codec,
    says: says.join(', '),
  }
}

/** Pictures a second on average over the first of them, and whether each stands as long as the others. */
async function rateOf(track: InputTrack): Promise<string> {
  const { averagePacketRate } = await track.computePacketStats(looked)
  return Number.isFinite(averagePacketRate) && averagePacketRate > 0
    ? `${round(averagePacketRate)} pictures a second on average`
    : 'rate of pictures not known'
}
