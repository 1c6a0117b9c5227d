import { AudioSampleSink, type InputAudioTrack } from 'mediabunny'
import type { AnswerTo } from '../../../../../shared/contract/evidence/asks.ts'

/** Milliseconds after which a question is answered with what there is; the next one goes on from there. */
const patience = 700

/**
 * How loud a track is between two moments, in `count` equal stretches: the largest sample and the root of the mean square, of full
 * scale, over all channels. It goes as far as it comes in a while.
 */
export async function peaksOf(
  track: InputAudioTrack,
  { from, to, count }: { from: number; to: number; count: number },
): Promise<AnswerTo<'peaks'>> {
  const width = (to - from) / count
  const peak = new Float64Array(count)
  const squares = new Float64Array(count)
  const counted = new Float64Array(count)
  const began = Date.now()
  let reached = to
  for await (const sample of new AudioSampleSink(track).samples(from, to)) {
    const { numberOfFrames: frames, numberOfChannels: channels, sampleRate, timestamp } = sample
    const plane = new Float32Array(frames)
    for (let channel = 0; channel < channels; channel += 1) {
      sample.copyTo(plane, { planeIndex: channel, format: 'f32-planar' })
      for (let n = 0; n < frames;) {
        const at = Math.floor((timestamp + n / sampleRate - from) / width)
        const next = Math.max(n + 1, Math.min(frames, Math.ceil((from + (at + 1) * width - timestamp) * sampleRate)))
        if (at >= 0 && at < count) {
          let [largest, sum] = [peak[at] ?? 0, 0]
          for (let k = n; k < next; k += 1) {
            const value = Math.abs(plane[k] ?? 0)
            if (value > largest) largest = value
            sum += value * value
          }
          peak[at] = largest
          squares[at] = (squares[at] ?? 0) + sum
          counted[at] = (counted[at] ?? 0) + next - n
        }
        n = next
      }
    }
    const end = timestamp + frames / sampleRate
    sample.close()
    // Whole stretches only, and one at least.
    if (Date.now() - began > patience && end - from > width) {
      reached = Math.min(to, from + Math.floor((end - from) / width) * width)
      break
    }
  }
  const stretches = Math.max(1, Math.round((reached - from) / width))
  return {
    ask: 'peaks',
    to: reached,
    peaks: Array.from({ length: stretches }, (_, n) => ({
      peak: round(peak[n] ?? 0),
      rms: round(Math.sqrt((squares[n] ?? 0) / Math.max(1, counted[n] ?? 0))),
    })),
  }
}

const round = (value: number): number => Math.round(Math.min(value, 99) * 1e5) / 1e5
