import exifr from 'exifr'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'

/** How a block of claims is called, by the name that exifr has for it. */
const sources: Record<string, string> = {
  ifd0: 'EXIF',
  ifd1: 'EXIF of the thumbnail',
  exif: 'EXIF',
  gps: 'EXIF GPS',
  interop: 'EXIF',
  xmp: 'XMP',
  iptc: 'IPTC',
  ihdr: 'PNG',
  jfif: 'JFIF',
}
const factsMost = 400
const longest = 1000

/** What a picture says of itself, each claim with its block; times as they stand there, without a zone where none is named. */
export async function claimsOf(bytes: Uint8Array): Promise<{ facts: EvidenceFact[]; problems: string[] }> {
  const facts: EvidenceFact[] = []
  let blocks: Record<string, unknown>
  try {
    blocks = ((await exifr.parse(bytes, {
      mergeOutput: false,
      reviveValues: false,
      tiff: true,
      ifd0: {},
      exif: true,
      gps: true,
      interop: true,
      xmp: true,
      iptc: true,
      multiSegment: true,
    })) ?? {}) as Record<string, unknown>
  } catch {
    return { facts, problems: ['What it says of itself (EXIF, XMP, IPTC) is damaged and was not read whole.'] }
  }
  for (const [block, claims] of Object.entries(blocks)) {
    const source = sources[block] ?? (block === 'errors' ? undefined : `XMP ${block}`)
    if (source === undefined) continue
    for (const [name, value] of entriesOf(claims)) {
      if (facts.length >= factsMost)
        return { facts, problems: [`It makes more than ${factsMost} claims; the others are not shown.`] }
      facts.push({ name, value: inWords(value), source })
    }
  }
  const position = positionIn(blocks['gps'])
  if (position) facts.push({ name: 'Position', value: position, source: 'EXIF GPS' })
  return { facts, problems: [] }
}

const entriesOf = (claims: unknown): [string, unknown][] =>
  typeof claims === 'object' && claims !== null ? Object.entries(claims) : [['value', claims]]

/** A claim that is made and says nothing: cameras fill fields with blanks. */
const blank = '(blank)'

function inWords(value: unknown): string {
  if (value === undefined || value === null) return blank
  if (value instanceof Uint8Array) return `${value.length} bytes`
  if (Array.isArray(value)) return value.map(inWords).join(', ').slice(0, longest)
  if (typeof value === 'object') return JSON.stringify(value).slice(0, longest).toWellFormed()
  // oxlint-disable-next-line typescript/no-base-to-string -- numbers, truths and texts are left: no object
  return String(value).replaceAll('\0', '').slice(0, longest).toWellFormed().trim() || blank
}

/** Degrees, north and east counted up; undefined where a hemisphere is missing: it is not guessed. */
function positionIn(gps: unknown): string | undefined {
  const said = (gps ?? {}) as Record<string, unknown>
  const latitude = degrees(said['GPSLatitude'], said['GPSLatitudeRef'], 'N', 'S')
  const longitude = degrees(said['GPSLongitude'], said['GPSLongitudeRef'], 'E', 'W')
  return latitude === undefined || longitude === undefined
    ? undefined
    : `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`
}

function degrees(parts: unknown, hemisphere: unknown, plus: string, minus: string): number | undefined {
  if (!Array.isArray(parts) || typeof hemisphere !== 'string') return undefined
  const [d = 0, m = 0, s = 0] = parts.map(Number)
  const size = d + m / 60 + s / 3600
  if (!Number.isFinite(size)) return undefined
  const side = hemisphere.replaceAll('\0', '').trim().toUpperCase()
  if (side === plus) return size
  return side === minus ? -size : undefined
}
