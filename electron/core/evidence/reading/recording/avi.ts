import type { Source } from '../source.ts'
import { bufferAt, chunksIn, textIn, tidy, type Chunk } from './bytes-of.ts'
import { codecName, waveForms } from './names.ts'
import type { Container } from './opened.ts'

const told = new Map([
  ['ISFT', 'Made with'],
  ['ICRD', 'Date'],
  ['IDIT', 'Recorded'],
  ['INAM', 'Title'],
  ['IART', 'Artist'],
  ['ICMT', 'Comment'],
  ['ICOP', 'Copyright'],
  ['IPRD', 'Product'],
])

/** Pictures in AVI, by the four letters of their codec. */
const pictures: Readonly<Record<string, string>> = {
  divx: 'MPEG-4 Visual (DivX)',
  dx50: 'MPEG-4 Visual (DivX)',
  xvid: 'MPEG-4 Visual (Xvid)',
  fmp4: 'MPEG-4 Visual',
  h264: 'H.264 (AVC)',
  avc1: 'H.264 (AVC)',
  hevc: 'H.265 (HEVC)',
  dvsd: 'DV',
  cvid: 'Cinepak',
  mpg2: 'MPEG-2',
  wmv3: 'Windows Media Video 9',
}

const pictureName = (letters: string): string => pictures[letters.toLowerCase()] ?? codecName(null, letters)

/** AVI: its headers alone (Microsoft's AVI RIFF File Reference). No engine of ours plays it. */
export function openAvi(source: Source): Container {
  const found: Container = { tracks: [], seconds: null, facts: [], problems: [] }
  const walk = (from: number, to: number, depth: number): void => {
    let stream: { kind: string; codec: string; rate: number } | undefined
    for (const chunk of chunksIn(source, from, to, 'little')) {
      const { id, at, size } = chunk
      const end = at + Math.min(size, to - at)
      if (id === 'LIST' && depth < 4) {
        const list = bufferAt(source, at, 4).toString('latin1')
        if (list === 'movi') continue
        walk(at + 4, end, depth + 1)
      } else if (id === 'avih') found.seconds = lengthIn(source, chunk)
      else if (id === 'strh') stream = streamIn(source, chunk)
      else if (id === 'strf' && stream) addTrack(found, stream, bufferAt(source, at, 40))
      else {
        const name = told.get(id)
        const value = name === undefined ? '' : textIn(bufferAt(source, at, Math.min(size, 1000)))
        if (name !== undefined && value !== '')
          found.facts.push({
            name,
            value: name === 'Recorded' ? `${value} (no zone said)` : value,
            source: `chunk ${tidy(id)}`,
          })
      }
    }
  }
  walk(12, source.size, 0)
  return found
}

function lengthIn(source: Source, { at }: Chunk): number | null {
  const header = bufferAt(source, at, 20)
  if (header.length < 20) return null
  const seconds = (header.readUInt32LE(0) * header.readUInt32LE(16)) / 1e6
  return seconds > 0 ? seconds : null
}

function streamIn(source: Source, { at }: Chunk): { kind: string; codec: string; rate: number } | undefined {
  const header = bufferAt(source, at, 28)
  if (header.length < 28) return undefined
  const scale = header.readUInt32LE(20)
  return {
    kind: header.toString('latin1', 0, 4),
    codec: header.toString('latin1', 4, 8),
    rate: scale === 0 ? 0 : header.readUInt32LE(24) / scale,
  }
}

function addTrack(
  { tracks }: Container,
  { kind, codec, rate }: { kind: string; codec: string; rate: number },
  form: Buffer,
): void {
  if (tracks.length >= 32) return
  if (kind === 'vids' && form.length >= 20) {
    const size = `${form.readInt32LE(4)} × ${Math.abs(form.readInt32LE(8))}`
    const pace = rate > 0 ? `, ${Math.round(rate * 1000) / 1000} pictures a second` : ''
    const letters = form.toString('latin1', 16, 20)
    tracks.push({ kind: 'picture', codec: pictureName(tidy(letters) === '' ? codec : letters), says: `${size}${pace}` })
  } else if (kind === 'auds' && form.length >= 16) {
    tracks.push({ kind: 'sound', ...waveForm(form) })
  } else tracks.push({ kind: 'other', codec: `“${tidy(codec)}”`, says: '' })
}

/** The form of sound that WAVE, AVI and ASF share (WAVEFORMATEX). */
export function waveForm(form: Buffer): { codec: string; says: string } {
  const [tag, channels, rate, bits] = [
    form.readUInt16LE(0),
    form.readUInt16LE(2),
    form.readUInt32LE(4),
    form.readUInt16LE(14),
  ]
  const name = waveForms[tag] ?? `a codec with the number ${tag}`
  return {
    codec: tag === 1 && bits > 0 ? `${name}, ${bits} bits` : name,
    says: `${rate.toLocaleString('en')} Hz, ${channels === 1 ? '1 channel' : `${channels} channels`}`,
  }
}
