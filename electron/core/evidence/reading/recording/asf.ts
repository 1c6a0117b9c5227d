import type { Source } from '../source.ts'
import { waveForm } from './avi.ts'
import { bufferAt, instantOf, tidy } from './bytes-of.ts'
import { codecName } from './names.ts'
import type { Container } from './opened.ts'

/** Objects by their GUID as it lies in the file. */
const objects = {
  fileProperties: 'a1dcab8c47a9cf118ee400c00c205365',
  streamProperties: '9107dcb7b7a9cf118ee600c00c205365',
  contentDescription: '3326b2758e66cf11a6d900aa0062ce6c',
  sound: '409e69f84d5bcf11a8fd00805f5c442b',
  picture: 'c0ef19bc4d5bcf11a8fd00805f5c442b',
}

const pictures: Readonly<Record<string, string>> = {
  WMV1: 'Windows Media Video 7',
  WMV2: 'Windows Media Video 8',
  WMV3: 'Windows Media Video 9',
  WVC1: 'Windows Media Video 9 Advanced (VC-1)',
}

/** Milliseconds from 1601, where Windows begins to count, to 1970. */
const from1601 = 11_644_473_600_000

/** Windows Media: the objects of its header (Microsoft's ASF specification). No engine of ours plays it. */
export function openAsf(source: Source): Container {
  const found: Container = { tracks: [], seconds: null, facts: [], problems: [] }
  const head = bufferAt(source, 0, 30)
  if (head.length < 30) return found
  const end = Math.min(source.size, Number(head.readBigUInt64LE(16)))
  for (let [at, n] = [30, 0]; at + 24 <= end && n < 1000; n += 1) {
    const top = bufferAt(source, at, 24)
    const size = Number(top.readBigUInt64LE(16))
    if (size < 24) break
    const body = bufferAt(source, at + 24, Math.min(size - 24, 65_536))
    const guid = top.toString('hex', 0, 16)
    if (guid === objects.fileProperties && body.length >= 64) properties(found, body)
    else if (guid === objects.streamProperties && body.length >= 54) stream(found, body)
    else if (guid === objects.contentDescription) description(found, body)
    at += size
  }
  return found
}

function properties(found: Container, body: Buffer): void {
  const made = instantOf(Number(body.readBigUInt64LE(24) / 10_000n) - from1601)
  if (made !== undefined)
    found.facts.push({ name: 'Created', value: `${made} (UTC by the standard)`, source: 'file properties' })
  const [length, before] = [Number(body.readBigUInt64LE(40)) / 1e7, Number(body.readBigUInt64LE(56)) / 1000]
  if (length > before) found.seconds = Math.round((length - before) * 1000) / 1000
}

function stream({ tracks }: Container, body: Buffer): void {
  if (tracks.length >= 32) return
  const kind = body.toString('hex', 0, 16)
  const own = body.subarray(54)
  if (kind === objects.sound && own.length >= 16) tracks.push({ kind: 'sound', ...waveForm(own) })
  else if (kind === objects.picture && own.length >= 31) {
    const letters = own.toString('latin1', 27, 31)
    tracks.push({
      kind: 'picture',
      codec: pictures[letters] ?? codecName(null, letters),
      says: `${own.readUInt32LE(0)} × ${own.readUInt32LE(4)}`,
    })
  } else tracks.push({ kind: 'other', codec: 'a stream of another kind', says: '' })
}

function description({ facts }: Container, body: Buffer): void {
  if (body.length < 10) return
  let at = 10
  for (const [n, name] of ['Title', 'Author', 'Copyright', 'Description', 'Rating'].entries()) {
    const length = body.readUInt16LE(n * 2)
    const value = tidy(body.toString('utf16le', at, at + length))
    at += length
    if (value !== '') facts.push({ name, value, source: 'content description' })
  }
}
