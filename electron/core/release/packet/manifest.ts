import type { ShownText, WrittenManifest } from '../../../../shared/packet/manifest.ts'
import type { PacketContent, ExhibitPlace } from '../../print/index.ts'
import { mediaTypeOf } from './plan.ts'

/** The whole manifest of a packet: the caller's parts, the exhibits with their places, and every text unaltered. */
export function manifestOf(content: PacketContent, places: ExhibitPlace[]): WrittenManifest {
  const { manifest, ...shown } = content
  const exhibits = content.exhibits.map(({ entry, number, fileName, size, sha256, mediaType, custody }, i) => ({
    entry,
    number,
    ...(places[i]?.file === undefined ? {} : { file: places[i].file }),
    originalName: fileName,
    size,
    sha256,
    mediaType: mediaTypeOf(mediaType),
    disposition: places[i]?.disposition ?? ('noted' as const),
    ...(places[i]?.reason === undefined ? {} : { reason: places[i].reason }),
    custody: custody.map(({ also: _, ...step }) => step),
  }))
  return { ...wellFormed({ ...manifest, exhibits }), texts: textsOf(shown) }
}

/** Every string of plain data with the path to it, in the order of the data. */
export function textsOf(top: unknown): ShownText[] {
  const out: ShownText[] = []
  const waiting: { at: string; value: unknown }[] = [{ at: '', value: top }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { at, value } = next
    if (typeof value === 'string') out.push({ at, ...carried(value) })
    else if (Array.isArray(value)) {
      for (let i = value.length - 1; i >= 0; i--) waiting.push({ at: `${at}[${i}]`, value: value[i] as unknown })
    } else if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).toReversed()
      for (const [key, member] of members) waiting.push({ at: at === '' ? key : `${at}.${key}`, value: member })
    }
  }
  return out
}

// Canonical JSON has no form for lone surrogates (RFC 8785, section 3.2.2.2); JSON's own escapes have.
const carried = (text: string): Pick<ShownText, 'text' | 'escaped'> =>
  text.isWellFormed() ? { text } : { text: JSON.stringify(text), escaped: true }

/** The same data with every lone surrogate replaced by U+FFFD. */
function wellFormed<T>(value: T): T
function wellFormed(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map((member: unknown) => wellFormed(member))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key.toWellFormed(), wellFormed(member)]))
}
