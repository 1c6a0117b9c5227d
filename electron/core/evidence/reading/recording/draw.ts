import type { InputAudioTrack } from 'mediabunny'
import sharp from 'sharp'
import { Unreadable } from '../../../readers/index.ts'
import type { Picture } from '../format.ts'
import { peaksOf } from './peaks.ts'

/** Milliseconds in which a waveform is drawn, or not at all: half of a picture would be taken for all of it. */
const patience = 8000
const usual = 1600

/** Colours of the middle line, the largest samples and the mean. */
const [ground, line, largest, mean] = [255, 200, 150, 60]

/** The waveform of a whole recording: the largest sample of each column in light grey, the root of the mean square in dark. */
export async function drawWaveform(track: InputAudioTrack, seconds: number, wanted = usual): Promise<Picture> {
  const width = Math.max(16, Math.min(4000, wanted))
  const height = Math.max(16, Math.round(width / 5))
  const pixels = Buffer.alloc(width * height, ground)
  const began = Date.now()
  const each = seconds / width
  for (let column = 0; column < width;) {
    if (Date.now() - began > patience)
      throw new Unreadable('It is too long to be drawn in one go.', 'Its waveform is drawn bit by bit in the viewer.')
    const { peaks } = await peaksOf(track, { from: column * each, to: seconds, count: width - column })
    for (const { peak, rms } of peaks) {
      paint(column, peak, largest)
      paint(column, rms, mean)
      column += 1
    }
  }
  for (let x = 0; x < width; x += 1) {
    const at = Math.floor(height / 2) * width + x
    if (pixels[at] === ground) pixels[at] = line
  }
  const bytes = await sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer()
  return { bytes, mediaType: 'image/png', width, height }

  function paint(x: number, level: number, colour: number): void {
    const half = Math.round(Math.min(1, level) * (height / 2 - 1))
    for (let y = Math.floor(height / 2) - half; y <= Math.floor(height / 2) + half && half > 0; y += 1)
      pixels[y * width + x] = colour
  }
}
