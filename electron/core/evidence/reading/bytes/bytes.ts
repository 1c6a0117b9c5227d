import type { Format } from '../format.ts'
import type { Source } from '../source.ts'

/** How many stretches of a file are measured, and bytes of each that are looked at. */
const stretches = 128
const sample = 16_384

/** Takes whatever nothing else takes: bytes, and how ordered they are. */
export const bytes: Format = {
  reader: 'bytes 1',
  takes: () => true,
  open: (source) => ({
    view: {
      kind: 'bytes',
      why:
        source.size === 0
          ? 'This file is empty. It is kept as it came.'
          : 'No reader of Holdfast knows this kind of file.',
      entropy: entropyOf(source),
    },
    facts: [{ name: 'First bytes', value: Buffer.from(source.read(0, 16)).toString('hex'), source: 'content' }],
    members: [],
    problems: [],
  }),
}

/** Shannon's entropy, in bits a byte, of equal stretches. */
function entropyOf(source: Source): number[] {
  if (source.size === 0) return []
  const count = Math.min(stretches, Math.ceil(source.size / 256))
  return Array.from({ length: count }, (_, index) =>
    entropy(source.read(Math.floor((source.size * index) / count), Math.min(sample, Math.ceil(source.size / count)))),
  )
}

function entropy(part: Uint8Array): number {
  const counts = new Uint32Array(256)
  for (const byte of part) counts[byte] = (counts[byte] ?? 0) + 1
  let bits = 0
  for (const count of counts) if (count > 0) bits -= (count / part.length) * Math.log2(count / part.length)
  return Math.round(bits * 100) / 100
}
