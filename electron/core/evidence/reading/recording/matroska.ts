import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import type { Source } from '../source.ts'
import { bufferAt, instantOf, textIn } from './bytes-of.ts'

const segment = 0x18538067
const information = 0x1549a966
const claims = new Map([
  [0x4461, 'Created'],
  [0x4d80, 'Made with (library)'],
  [0x5741, 'Made with'],
  [0x7ba9, 'Title'],
])
/** Milliseconds at which Matroska begins to count. */
const from2001 = Date.UTC(2001, 0, 1)

/** What a Matroska or WebM file says of itself (segment information, RFC 9559, 5.1.2). */
export function matroskaClaims(source: Source): EvidenceFact[] {
  const found: EvidenceFact[] = []
  const walk = (from: number, to: number, depth: number): void => {
    for (let [at, n] = [from, 0]; at < Math.min(to, source.size) && n < 200; n += 1) {
      const element = elementAt(source, at)
      if (!element) return
      const end = Math.min(to, element.at + element.size)
      const name = claims.get(element.id)
      if (element.id === segment && depth === 0) walk(element.at, end, 1)
      else if (element.id === information && depth === 1) walk(element.at, end, 2)
      else if (name !== undefined && depth === 2) {
        const bytes = bufferAt(source, element.at, Math.min(element.size, 1000))
        const value = name === 'Created' ? dateIn(bytes) : textIn(bytes)
        if (value !== '') found.push({ name, value, source: 'segment information' })
      }
      if (depth === 1 && element.id === information) return
      at = element.at + element.size
    }
  }
  walk(0, source.size, 0)
  return found
}

function dateIn(bytes: Buffer): string {
  if (bytes.length !== 8) return ''
  const at = instantOf(from2001 + Number(bytes.readBigInt64BE(0) / 1_000_000n))
  return at === undefined ? '' : `${at} (UTC by the standard)`
}

/** An element of EBML (RFC 8794); one of unknown size goes to the end of the file. */
function elementAt(source: Source, at: number): { id: number; at: number; size: number } | undefined {
  const head = bufferAt(source, at, 12)
  const idLength = Math.clz32(head[0] ?? 0) - 23
  const sizeAt = idLength
  const sizeLength = Math.clz32(head[sizeAt] ?? 0) - 23
  if (idLength > 4 || sizeLength > 8 || sizeAt + sizeLength > head.length) return undefined
  let size = (head[sizeAt] ?? 0) & (0xff >> sizeLength)
  let unknown = size === 0xff >> sizeLength
  for (let n = 1; n < sizeLength; n += 1) {
    const byte = head[sizeAt + n] ?? 0
    size = size * 256 + byte
    unknown &&= byte === 0xff
  }
  const from = at + sizeAt + sizeLength
  return { id: head.readUIntBE(0, idLength), at: from, size: unknown ? source.size - from : size }
}
