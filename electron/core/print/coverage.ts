import { tableOf, type LoadedFace } from './fonts.ts'

/** Which code points a face can draw in all its styles. */
export type Coverage = (codePoint: number) => boolean

/** Reads the coverage of each face from its `cmap` tables. */
export const coverageOf = (faces: LoadedFace[]): Coverage[] =>
  faces.map(({ files }) => {
    const styles = files.map(codePoints)
    return (codePoint) => styles.every((style) => style.has(codePoint))
  })

/** Code points with a glyph, from `cmap` subtables of formats 4 and 12 (OpenType, "cmap"). */
export function codePoints(font: Buffer): Set<number> {
  const out = new Set<number>()
  const cmap = tableOf(font, 'cmap')
  if (!cmap) return out
  for (let i = 0; i < font.readUInt16BE(cmap.start + 2); i++) {
    const at = cmap.start + font.readUInt32BE(cmap.start + 4 + i * 8 + 4)
    const format = font.readUInt16BE(at)
    if (format === 4) format4(font, at, out)
    if (format === 12) format12(font, at, out)
  }
  return out
}

function format4(font: Buffer, at: number, out: Set<number>): void {
  const twice = font.readUInt16BE(at + 6)
  const [ends, starts] = [at + 14, at + 16 + twice]
  const [deltas, offsets] = [starts + twice, starts + 2 * twice]
  for (let i = 0; i < twice; i += 2) {
    const start = font.readUInt16BE(starts + i)
    const offset = font.readUInt16BE(offsets + i)
    for (let code = start; code <= font.readUInt16BE(ends + i) && code < 0xffff; code++) {
      const glyph = offset === 0 ? code : font.readUInt16BE(offsets + i + offset + 2 * (code - start))
      if (glyph !== 0 && ((glyph + font.readUInt16BE(deltas + i)) & 0xffff) !== 0) out.add(code)
    }
  }
}

function format12(font: Buffer, at: number, out: Set<number>): void {
  for (let i = 0; i < font.readUInt32BE(at + 12); i++) {
    const group = at + 16 + i * 12
    const start = font.readUInt32BE(group)
    const glyph = font.readUInt32BE(group + 8)
    for (let code = start; code <= font.readUInt32BE(group + 4); code++) if (glyph + code - start !== 0) out.add(code)
  }
}
