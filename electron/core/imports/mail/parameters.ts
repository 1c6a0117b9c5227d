import { decodeLetters } from '../reading/letters.ts'
import { decodeWords, hexAt, rawText, type Doubts } from './words.ts'

/** A field like `Content-Type: text/plain; charset=utf-8`. */
export interface Structured {
  /** In small letters, without comments. */
  value: string
  parameters: ReadonlyMap<string, string>
  /** Names of parameters that stand twice with different values: programs disagree on which of them counts. */
  twice: string[]
}

interface Piece {
  text: string
  section: number | undefined
  extended: boolean
}

/** Reads a value with parameters (RFC 2045, 5.1), with their continuations and charsets (RFC 2231, 3 and 4). */
export function structured(field: Buffer | undefined, doubts: Doubts, beside?: string): Structured {
  const text = field ? rawText(field, doubts, beside) : ''
  const [head = '', ...rest] = split(text)
  const pieces = new Map<string, Piece[]>()
  const twice: string[] = []
  for (const one of rest) {
    const equals = one.indexOf('=')
    if (equals <= 0) continue
    const spelled = one.slice(0, equals).trim().toLowerCase()
    const [, name = spelled, section, star] = /^([^*]+)(?:\*(\d{1,3}))?(\*)?$/.exec(spelled) ?? []
    const piece = {
      text: unquoted(one.slice(equals + 1).trim()),
      section: section === undefined ? undefined : Number(section),
      extended: star !== undefined,
    }
    const before = pieces.get(name) ?? []
    const same = before.find((other) => other.section === piece.section && other.extended === piece.extended)
    if (same && same.text !== piece.text) twice.push(name)
    if (!same) pieces.set(name, [...before, piece])
  }
  const parameters = new Map<string, string>()
  for (const [name, found] of pieces) parameters.set(name, joined(found, doubts))
  return {
    value: head
      .replaceAll(/\([^()]*\)/g, '')
      .trim()
      .toLowerCase(),
    parameters,
    twice,
  }
}

/** At semicolons outside of quotation marks. */
function split(text: string): string[] {
  const out: string[] = []
  let from = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === '\\' && quoted) at++
    else if (char === '"') quoted = !quoted
    else if (char === ';' && !quoted) {
      out.push(text.slice(from, at))
      from = at + 1
    }
  }
  out.push(text.slice(from))
  return out
}

/** Only quotation marks and backslashes are unescaped: Windows programs write paths with single backslashes. */
function unquoted(text: string): string {
  if (!text.startsWith('"')) return text
  const end = /^"(?:[^"\\]|\\[\s\S]|\\$)*/.exec(text)?.[0].length ?? text.length
  return text.slice(1, end).replaceAll(/\\(["\\])/g, '$1')
}

function joined(pieces: readonly Piece[], doubts: Doubts): string {
  const parts = pieces.filter(({ section }) => section !== undefined).toSorted(bySection)
  const whole = pieces.filter(({ section }) => section === undefined)
  const chosen = parts.length > 0 ? parts : [whole.find(({ extended }) => extended) ?? whole[0]]
  const used = chosen.filter((piece) => piece !== undefined)
  const other = [...whole, ...parts].find((piece) => !used.includes(piece))
  if (other && endingOf(other.text) !== endingOf(used.at(-1)?.text ?? ''))
    doubts(`is said in two ways: “${other.text.slice(0, 100)}” too`)
  const gap = parts.findIndex(({ section }, index) => section !== index)
  if (gap !== -1) doubts(`lacks piece ${gap} of a value that comes in several`)
  if (!used.some(({ extended }) => extended)) return decodeWords(used.map(({ text }) => text).join(''), doubts)
  let charset = ''
  const bytes = used.map(({ text, extended }, index) => {
    if (!extended) return Buffer.from(text)
    const [, label = '', after = text] = (index === 0 ? /^([^']*)'[^']*'([\s\S]*)$/.exec(text) : null) ?? []
    charset ||= label
    return percent(after)
  })
  const { text, doubt } = decodeLetters(Buffer.concat(bytes), { charset, utf8: true })
  if (doubt !== undefined) doubts(doubt)
  return text
}

/** The ending of a file’s name, in small letters. */
export const endingOf = (name: string): string => (/\.([^.]{1,10})$/.exec(name)?.[1] ?? '').toLowerCase()

const bySection = (a: Piece, b: Piece): number => (a.section ?? 0) - (b.section ?? 0)

function percent(text: string): Buffer {
  const bytes = Buffer.from(text)
  const out: number[] = []
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] === 0x25 ? hexAt(bytes, at + 1) : undefined
    out.push(code ?? bytes[at] ?? 0)
    if (code !== undefined) at += 2
  }
  return Buffer.from(out)
}
