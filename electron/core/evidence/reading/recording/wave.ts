import type { Source } from '../source.ts'
import { waveForm } from './avi.ts'
import { bufferAt, chunksIn } from './bytes-of.ts'
import type { Container } from './opened.ts'

/** Where the sound of a WAVE file lies, and its form as it stands there. */
export interface WaveData {
  form: Buffer
  /** Bytes of one sample of all channels. */
  frame: number
  rate: number
  at: number
  size: number
  /** As its header says; another than `size` in one that was not closed, or is cut. */
  stated: number
}

/** The sound of a RIFF WAVE (RF64 too); undefined where a part is missing. What goes on past the end of the file ends with it. */
export function waveData(source: Source): WaveData | undefined {
  let form: Buffer | undefined
  let long: number | undefined
  for (const { id, at, size } of chunksIn(source, 12, source.size, 'little')) {
    if (id === 'ds64' && size >= 16) long = Number(bufferAt(source, at + 8, 8).readBigUInt64LE(0))
    if (id === 'fmt ' && size >= 16) form = bufferAt(source, at, Math.min(size, 256))
    if (id !== 'data' || !form) continue
    const stated = size === 0xffffffff && long !== undefined ? long : size
    const open = size === 0xffffffff || size === 0
    const left = source.size - at
    return {
      form,
      frame: form.readUInt16LE(12),
      rate: form.readUInt32LE(4),
      at,
      size: open && long === undefined ? left : Math.min(stated, left),
      stated,
    }
  }
  return undefined
}

/** What the header says against what is there; empty where they agree. */
export function waveProblems({ size, stated }: WaveData): string[] {
  if (stated === size) return []
  return stated === 0 || stated === 0xffffffff
    ? ['Its header says no length: it was not closed. Everything that is there is taken.']
    : [`Its header says ${stated.toLocaleString('en')} bytes of sound; ${size.toLocaleString('en')} are there.`]
}

/** The same file as if its header said what is there, for a library that takes it at its word. */
export function closed(source: Source, { at, size, stated }: WaveData): Source {
  if (stated === size) return source
  const patches = [
    { place: 4, size: source.size - 8 },
    { place: at - 4, size },
  ].flatMap(({ place, size: said }) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(Math.min(said, 0xfffffffe))
    return [...length].map((byte, n) => ({ place: place + n, byte }))
  })
  return {
    ...source,
    read: (from, count) => {
      const bytes = Uint8Array.from(source.read(from, count))
      for (const { place, byte } of patches)
        if (place >= from && place < from + bytes.length) bytes[place - from] = byte
      return bytes
    },
  }
}

/** A WAVE whose form the library does not read, by its header. */
export function openWave(source: Source): Container | undefined {
  const data = waveData(source)
  if (!data) return undefined
  const perSecond = data.form.readUInt32LE(8)
  const samples = [...chunksIn(source, 12, source.size, 'little')].find(({ id, size }) => id === 'fact' && size >= 4)
  const stated = samples === undefined ? 0 : bufferAt(source, samples.at, 4).readUInt32LE(0) / data.rate
  return {
    tracks: [{ kind: 'sound', ...waveForm(data.form) }],
    seconds: thousandths(stated > 0 ? stated : data.size / perSecond),
    facts: [],
    problems: [],
  }
}

const thousandths = (seconds: number): number | null =>
  Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) / 1000 : null
