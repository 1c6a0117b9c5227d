import type { Source } from '../source.ts'
import { bufferAt, chunksIn } from './bytes-of.ts'
import type { Container } from './opened.ts'

/** Bytes of a frame by its type, its head included (RFC 4867, 5.3; 3GPP TS 26.101 and 26.201). */
const narrow = [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1]
const wide = [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1]
const frameSeconds = 0.02
/** Bytes of a file of which the frames are counted. */
const counted = 64 * 1024 * 1024

/** AMR, as telephones and recorders of calls write it: a frame each 20 ms. */
export function openAmr(source: Source): Container {
  const isWide = bufferAt(source, 0, 9).toString('latin1') === '#!AMR-WB\n'
  const sizes = isWide ? wide : narrow
  const problems: string[] = []
  let frames = 0
  if (source.size <= counted) {
    const bytes = source.read(0, source.size)
    for (let at = isWide ? 9 : 6; at < bytes.length; frames += 1) {
      const size = sizes[((bytes[at] ?? 0) >> 3) & 15] ?? 0
      if (size === 0 || at + size > bytes.length) {
        problems.push(
          `From byte ${at} on it is not what AMR is made of, or cut off; its length is that of what stands before.`,
        )
        break
      }
      at += size
    }
  }
  return {
    tracks: [
      { kind: 'sound', codec: isWide ? 'AMR-WB' : 'AMR-NB', says: `${isWide ? '16,000' : '8,000'} Hz, 1 channel` },
    ],
    seconds: frames === 0 ? null : Math.round(frames * frameSeconds * 1000) / 1000,
    facts: [],
    problems,
  }
}

/** AIFF and AIFF-C: their common chunk. */
export function openAiff(source: Source): Container {
  const found: Container = { tracks: [], seconds: null, facts: [], problems: [] }
  for (const { id, at, size } of chunksIn(source, 12, source.size, 'big')) {
    if (id !== 'COMM' || size < 18) continue
    const body = bufferAt(source, at, 22)
    const [channels, frames, bits] = [body.readUInt16BE(0), body.readUInt32BE(2), body.readUInt16BE(6)]
    const rate = extended(body)
    const letters = size >= 22 ? body.toString('latin1', 18, 22) : 'NONE'
    const plain = ['NONE', 'sowt', 'twos'].includes(letters)
    found.tracks.push({
      kind: 'sound',
      codec: plain ? `PCM, ${bits} bits` : `“${letters}”`,
      says: `${rate.toLocaleString('en')} Hz, ${channels === 1 ? '1 channel' : `${channels} channels`}`,
    })
    if (rate > 0) found.seconds = Math.round((frames / rate) * 1000) / 1000
    break
  }
  return found
}

/** The rate, a number of 80 bits. */
function extended(body: Buffer): number {
  const exponent = (body.readUInt16BE(8) & 0x7fff) - 16_383
  return Math.round(Number(body.readBigUInt64BE(10)) * 2 ** (exponent - 63))
}
