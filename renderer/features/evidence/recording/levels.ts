import { client } from '../../../session/client.ts'
import { bytesUrl } from '../../../session/bytes.ts'
import { words } from './catalogue.ts'
import type { Which } from '../which.ts'

/** How loud a stretch is, of full scale: its largest sample, and the root of the mean square. */
export interface Level {
  peak: number
  rms: number
}

/** A stretch of a recording in equal parts, and who decodes it. */
export interface Asked {
  which: Which
  by: 'reader' | 'engine'
  from: number
  to: number
  count: number
}

/** Seconds that the engine decodes at once: some megabytes of samples. */
const atOnce = 30

/**
 * The first levels of a stretch: as many parts of it as come in a while, one at least. From the reader; where that decodes nothing, from the
 * window's engine, which is given the sound by short spans.
 */
export async function firstLevels({ which, by, from, to, count }: Asked): Promise<Level[]> {
  if (by === 'reader') {
    const answer = await client.call('exhibit.part', { ...which, part: { ask: 'peaks', from, to, count } })
    return answer.ask === 'peaks' ? answer.peaks : []
  }
  const width = (to - from) / count
  const parts = Math.max(1, Math.min(count, Math.floor(atOnce / width)))
  const end = from + Math.min(parts * width, atOnce)
  const { bytes } = await client.call('exhibit.span', { ...which, from, to: end })
  const file = await (await fetch(bytesUrl(bytes))).arrayBuffer()
  await client.call('exhibit.stop', { bytes })
  const decoder = new OfflineAudioContext(1, 1, 48_000)
  return levelsOf(await decoder.decodeAudioData(file), parts)
}

/** The levels of decoded sound in equal parts, of all channels together. */
function levelsOf(sound: AudioBuffer, parts: number): Level[] {
  const channels = Array.from({ length: sound.numberOfChannels }, (_, n) => sound.getChannelData(n))
  const each = sound.length / parts
  return Array.from({ length: parts }, (_, part) => {
    const [first, last] = [
      Math.floor(part * each),
      Math.max(Math.floor(part * each) + 1, Math.floor((part + 1) * each)),
    ]
    let [peak, squares, counted] = [0, 0, 0]
    for (const channel of channels)
      for (let n = first; n < last && n < channel.length; n += 1) {
        const value = Math.abs(channel[n] ?? 0)
        if (value > peak) peak = value
        squares += value * value
        counted += 1
      }
    return { peak, rms: Math.sqrt(squares / Math.max(1, counted)) }
  })
}

/** The level of all parts together. */
export function together(levels: readonly Level[]): Level {
  const squares = levels.reduce((sum, { rms }) => sum + rms * rms, 0)
  return {
    peak: Math.max(0, ...levels.map(({ peak }) => peak)),
    rms: Math.sqrt(squares / Math.max(1, levels.length)),
  }
}

/** Decibels of full scale: 0 is the largest number that a sample can be. */
export const decibels = (value: number): string =>
  value <= 0 ? words.silence : `${(20 * Math.log10(value)).toFixed(1)} dBFS`
