import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * The packet's typefaces, all under the SIL Open Font License, as single TTF files of pinned packages. The order is the
 * order in which a cluster looks for its glyphs. `family` is the name the template uses, and is not the font's own: a
 * font of the same name on this machine must never be taken instead, or the same case would give other bytes.
 */
export const faces = [
  {
    family: 'Hfto Serif',
    own: 'Noto Serif',
    package: 'noto-serif',
    styles: ['400Regular', '400Regular_Italic', '600SemiBold'],
  },
  { family: 'Hfter', own: 'Inter', package: 'inter', styles: ['400Regular', '400Regular_Italic', '600SemiBold'] },
  { family: 'HftBrains Mono', own: 'JetBrains Mono', package: 'jetbrains-mono', styles: ['400Regular'] },
  { family: 'Hfto Sans Arabic', own: 'Noto Sans Arabic', package: 'noto-sans-arabic', styles: ['400Regular'] },
  { family: 'Hfto Sans Hebrew', own: 'Noto Sans Hebrew', package: 'noto-sans-hebrew', styles: ['400Regular'] },
  {
    family: 'Hfto Sans Devanagari',
    own: 'Noto Sans Devanagari',
    package: 'noto-sans-devanagari',
    styles: ['400Regular'],
  },
  { family: 'Hfto Sans SC', own: 'Noto Sans SC', package: 'noto-sans-sc', styles: ['400Regular'] },
  { family: 'Hfto Sans KR', own: 'Noto Sans KR', package: 'noto-sans-kr', styles: ['400Regular'] },
  { family: 'Hfto Sans Thai', own: 'Noto Sans Thai', package: 'noto-sans-thai', styles: ['400Regular'] },
  { family: 'Hfto Sans Symbols 2', own: 'Noto Sans Symbols 2', package: 'noto-sans-symbols-2', styles: ['400Regular'] },
  { family: 'Hfto Emoji', own: 'Noto Emoji', package: 'noto-emoji', styles: ['400Regular'] },
] as const

export interface LoadedFace {
  family: string
  /** One file for each style, renamed. */
  files: Buffer[]
}

const modules = createRequire(import.meta.url)

/**
 * Reads the fonts from their packages, or from a flat folder of the same file names (an installed application).
 * Throws the file system's own error when one is missing.
 */
export function loadFaces(folder?: string): LoadedFace[] {
  return faces.map(({ family, own, package: name, styles }) => ({
    family,
    files: styles.map((style) => {
      const file = `${own.replaceAll(' ', '')}_${style}.ttf`
      const at = folder === undefined ? `@expo-google-fonts/${name}/${style}/${file}` : undefined
      const path = at === undefined ? fileURLToPath(new URL(file, `file://${folder ?? ''}/`)) : modules.resolve(at)
      return renamed(readFileSync(path), own, family)
    }),
  }))
}

/** Writes another family name of the same length over the font's own in its `name` table (OpenType, "name"). */
function renamed(font: Buffer, own: string, family: string): Buffer {
  const table = tableOf(font, 'name')
  if (!table) return font
  const strings = table.start + font.readUInt16BE(table.start + 4)
  const [from, to] = [Buffer.from(own, 'utf16le').swap16(), Buffer.from(family, 'utf16le').swap16()]
  for (let i = 0; i < font.readUInt16BE(table.start + 2); i++) {
    const record = table.start + 6 + i * 12
    // 1 family, 4 full name, 16 typographic family; the PostScript name (6) stays: it says what is embedded.
    if (![1, 4, 16].includes(font.readUInt16BE(record + 6))) continue
    const start = strings + font.readUInt16BE(record + 10)
    if (font.subarray(start, start + from.length).equals(from)) to.copy(font, start)
  }
  return font
}

/** Where a table lies in an OpenType file. */
export function tableOf(font: Buffer, tag: string): { start: number; length: number } | undefined {
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    const at = 12 + i * 16
    if (font.toString('latin1', at, at + 4) === tag)
      return { start: font.readUInt32BE(at + 8), length: font.readUInt32BE(at + 12) }
  }
  return undefined
}
