// Words of RTF as mail programs wrap them: compressed (MS-OXRTFCP), and with HTML inside (MS-OXRTFEX).
import { decodeLetters } from '../reading/letters.ts'

const prefix = Buffer.from(
  String.raw`{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0` +
    '\r\n' +
    String.raw`\par \pard\plain\f0\fs20\b\i\u\tab\tx`,
  'latin1',
)
const largest = 32 * 1024 * 1024

/** Decompresses RTF of a mail's properties; undefined where it is none. */
export function decompressRtf(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 16) return undefined
  const [size, kind] = [bytes.readUInt32LE(4), bytes.toString('latin1', 8, 12)]
  if (kind === 'MELA') return bytes.subarray(16, 16 + size)
  if (kind !== 'LZFu' || size > largest) return undefined
  const window = Buffer.alloc(4096)
  prefix.copy(window)
  let write = prefix.length
  const out = Buffer.alloc(size)
  let length = 0
  const put = (byte: number): void => {
    if (length < size) out[length++] = byte
    window[write] = byte
    write = (write + 1) & 4095
  }
  for (let at = 16; at < bytes.length && length < size;) {
    const control = bytes[at++] ?? 0
    for (let bit = 0; bit < 8 && at < bytes.length; bit++) {
      if ((control & (1 << bit)) === 0) {
        put(bytes[at++] ?? 0)
        continue
      }
      const token = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
      at += 2
      const offset = token >> 4
      if (offset === write) return out.subarray(0, length)
      for (let n = 0; n < (token & 15) + 2; n++) put(window[(offset + n) & 4095] ?? 0)
    }
  }
  return out.subarray(0, length)
}

const skipped = new Set(
  'fonttbl colortbl stylesheet info pict object header footer listtable listoverridetable rsidtbl generator themedata datastore mhtmltag xmlnstbl'.split(
    ' ',
  ),
)

interface Group {
  skip: boolean
  /** Looks for RTF alone, while HTML is inside. */
  rtfOnly: boolean
  tag: boolean
  unicodeSkip: number
}

/** What RTF holds: its words, or the HTML that was wrapped in it. */
export function fromRtf(rtf: Buffer): { html: boolean; text: string } {
  const text = rtf.toString('latin1')
  const html = /\\fromhtml1?\b/.test(text.slice(0, 2000))
  const charset = `windows-${/\\ansicpg(\d{3,5})/.exec(text.slice(0, 2000))?.[1] ?? '1252'}`
  const out: string[] = []
  let bytes: number[] = []
  const flush = (): void => {
    if (bytes.length > 0) out.push(decodeLetters(Uint8Array.from(bytes), { charset }).text)
    bytes = []
  }
  const stack: Group[] = []
  let now: Group = { skip: false, rtfOnly: false, tag: false, unicodeSkip: 1 }
  let passOver = 0
  const put = (words: string): void => {
    if (now.skip || (html && now.rtfOnly)) return
    flush()
    out.push(html && !now.tag ? words.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : words)
  }
  const token = /\\'([0-9a-f]{2})|\\([a-z]{1,32})(-?\d{1,10})? ?|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/gi
  for (const [, hex, word, number, symbol, brace, plain] of text.matchAll(token)) {
    if (brace === '{') {
      stack.push(now)
      now = within(now)
    } else if (brace === '}') {
      flush()
      now = stack.pop() ?? now
    } else if (hex !== undefined) {
      if (passOver > 0) passOver--
      else if (!now.skip && !(html && now.rtfOnly)) bytes.push(Number.parseInt(hex, 16))
    } else if (plain !== undefined) {
      const words = plain.slice(passOver)
      passOver = Math.max(0, passOver - plain.length)
      if (words !== '') put(words)
    } else if (symbol !== undefined) {
      if (symbol === '*') now.skip = true
      else if ('\\{}'.includes(symbol)) put(symbol)
      else if (symbol === '~') put('\u00a0')
    } else if (word !== undefined) control(word, number)
  }
  flush()
  return { html, text: out.join('').replaceAll('\0', '') }

  function control(word: string, number: string | undefined): void {
    if (word === 'htmltag') Object.assign(now, { skip: false, tag: true })
    else if (word === 'htmlrtf') now.rtfOnly = number !== '0'
    else if (skipped.has(word)) now.skip = true
    else if (word === 'uc') now.unicodeSkip = Number(number ?? 1)
    else if (word === 'u' && number !== undefined) {
      const code = Number(number)
      put(String.fromCharCode(code < 0 ? code + 65_536 : code))
      passOver = now.unicodeSkip
    } else if (word === 'par' || word === 'line' || word === 'row') put('\n')
    else if (word === 'tab' || word === 'cell') put('\t')
    else if (word in signs) put(signs[word] ?? '')
  }
}

const within = (outer: Group): Group => ({ ...outer })

const signs: Record<string, string> = {
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  endash: '–',
  emdash: '—',
}
