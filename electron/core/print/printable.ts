import { isolated } from '../../../shared/kernel/direction.ts'
import type { Coverage } from './coverage.ts'

/** Makes any string safe to typeset. */
export type Printable = (text: string) => string

/** A token longer than this gets places where a line may end. */
const longestToken = 24
const breakHere = '\u200b'

/**
 * Keeps a grapheme cluster (UAX #29) only while one font has all of it, so that the engine never meets a glyph it lacks
 * (PDF/A forbids those); everything else is shown as `[U+XXXX]`, one for each code point. Controls, direction overrides
 * and private-use characters are shown that way too: a page must not hide or reorder what was said. Presentation
 * selectors are dropped from view where the font lacks them. Right-to-left words are isolated, so that they leave the
 * order of the words around them alone. The unaltered text stands in manifest.json.
 */
export function printableWith(coverage: Coverage[]): Printable {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  const seen = new Map<string, string>()
  const cluster = (text: string): string => {
    let shown = seen.get(text)
    if (shown === undefined) {
      shown = showCluster(text, coverage)
      if (seen.size < 50_000) seen.set(text, shown)
    }
    return shown
  }
  return (text) => {
    let out = ''
    let run = 0
    for (const { segment } of segmenter.segment(text)) {
      const shown = cluster(segment)
      run = /^\s$/.test(shown) || shown.endsWith('\n') ? 0 : run + shown.length
      if (run > longestToken) {
        out += breakHere
        run = shown.length
      }
      out += shown
    }
    return isolated(out)
  }
}

function showCluster(text: string, coverage: Coverage[]): string {
  if (text === '\n' || text === '\r\n' || text === '\r') return '\n'
  if (text === '\t') return '    '
  if (/^[ -~]+$/.test(text)) return text
  for (const candidate of [text, text.replace(/[\ufe0e\ufe0f]/g, '')]) {
    const codes = Array.from(candidate, (char) => char.codePointAt(0) ?? 0)
    if (codes.length > 0 && !codes.some(hidden) && coverage.some((covers) => codes.every(covers))) return candidate
  }
  return codePointsOf(text)
}

/** `[U+XXXX]` for each code point of a text. */
export const codePointsOf = (text: string): string =>
  Array.from(text, (char) => `[U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`).join('')

/** Characters that a page must not pass on even where a font has a glyph for them. */
function hidden(code: number): boolean {
  return (
    code < 0x20 ||
    (code >= 0x7f && code <= 0x9f) ||
    code === 0xad ||
    // Zero-width space, marks, line and paragraph separators, embeddings, overrides, isolates, invisible operators.
    code === 0x200b ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    code === 0xfeff ||
    (code >= 0xd800 && code <= 0xf8ff) ||
    (code >= 0xfff0 && code <= 0xffff) ||
    code >= 0xe0000
  )
}

/** The last resort: ASCII as it is, everything else as its code point. */
export const asciiOnly: Printable = (text) => {
  const ascii = printableWith([])
  return ascii(text)
}
