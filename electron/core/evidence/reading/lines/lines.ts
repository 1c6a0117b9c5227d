import { Unreadable } from '../../../readers/index.ts'
import { canDecode, decodeAll } from '../../../imports/reading/decoders.ts'
import { decodeLetters } from '../../../imports/reading/letters.ts'
import { aliasOf, spelled } from '../../../imports/reading/letter-labels.ts'
import { separatorOf } from '../../../imports/reading/separator.ts'
import type { Format, OpenedFile, TextPart } from '../format.ts'
import { cellsOf } from '../sheets/shown.ts'
import { TextTable } from '../sheets/text-table.ts'
import type { Source } from '../source.ts'
import { LineIndex } from './line-index.ts'

/** Bytes by which the encoding is told. */
const sample = 1 << 20
/** Characters of a line that are shown. */
const longest = 20_000
/** Lines of one unit of extracted text, and units of one answer. */
const ofUnit = 200
const units = 20
/** Milliseconds for which lines are counted when a text is opened. */
const countFor = 300

/** Texts of every kind, by lines: what they are made of is shown, and nothing in them acts. */
export const lines: Format = {
  reader: 'lines 1',
  takes: ({ start, mime }, { size }) => size > 0 && (mime === undefined || isMarkup(mime)) && isText(start),
  open(source, _, { encoding: chosen }) {
    const letters = decodeLetters(sampleOf(source), { charset: chosenOf(chosen), utf8: true })
    const { encoding, doubt, text: beginning } = letters
    const wide = encoding === 'utf-16le' ? 'le' : encoding === 'utf-16be' ? 'be' : undefined
    const index = new LineIndex(source, wide)
    index.seekEnd(countFor)
    const decode = (bytes: Uint8Array): string => decodeAll(bytes, encoding === 'us-ascii' ? 'utf-8' : encoding)
    const read = (from: number, count: number): string[] => index.lines(from, count).map(decode)
    const separated = isData(beginning)
      ? undefined
      : separatorOf(beginning.slice(0, tableSample), source.size <= sample)
    let table: TextTable | undefined
    const shown = encoding === 'us-ascii' ? 'ASCII' : spelled(encoding)
    const file: OpenedFile = {
      view: {
        kind: 'lines',
        encoding: shown,
        doubt: doubt ?? null,
        lines: index.total,
        table: separated ? { separator: separated.name } : null,
      },
      facts: [{ name: 'Encoding', value: shown, source: sourceOfEncoding(chosen, doubt) }],
      members: [],
      problems: doubt === undefined ? [] : [`Its text ${doubt}.`],
      text: (from) => textFrom(read, from),
      part: (ask) => {
        if (ask.ask === 'cells' && separated)
          return cellsOf((table ??= new TextTable(source, { ...separated, wide }, decode)), ask)
        return ask.ask === 'lines'
          ? {
              ask: 'lines',
              lines: read(ask.from, ask.count).map((text) => ({
                text: text.slice(0, longest).toWellFormed(),
                cut: Math.max(0, text.length - longest),
              })),
              total: index.total,
            }
          : undefined
      },
    }
    return file
  },
}

/** The encoding that a person chose, as it was named. Fails with Unreadable where it is none. */
export function chosenOf(chosen: string | undefined): string | undefined {
  const known = chosen === undefined ? undefined : aliasOf(chosen)
  if (chosen !== undefined && (known === undefined || known === 'unsaid' || !canDecode(known)))
    throw new Unreadable(
      `“${chosen}” is no encoding that is known.`,
      'Name one like utf-8, windows-1251, shift_jis, gb18030, euc-kr, big5 or koi8-r.',
    )
  return chosen
}

const sourceOfEncoding = (chosen: string | undefined, doubt: string | undefined): string =>
  chosen === undefined ? (doubt === undefined ? 'content' : 'guessed') : 'chosen by a person'

/** Characters by which a table is told. */
const tableSample = 200_000

/** Texts that are no tables though their lines have as many commas: markup, and data of programs. */
const isData = (text: string): boolean => /^\uFEFF?\s*[<{[]|^BEGIN:/.test(text)

/** Formats that are known by magic and are text all the same. */
const isMarkup = (mime: string): boolean => /^text\/|[/+](?:xml|json|x-sh|rtf)$/.test(mime)

function textFrom(read: (from: number, count: number) => string[], from: number): TextPart {
  const found: TextPart['units'] = []
  for (let unit = from; unit < from + units; unit++) {
    const some = read(unit * ofUnit, ofUnit)
    if (some.length === 0) return { units: found, unread: [], next: null }
    const first = unit * ofUnit + 1
    const at = some.length === 1 ? `line ${first}` : `lines ${first}–${first + some.length - 1}`
    found.push({ at, text: some.join('\n').toWellFormed() })
    if (some.length < ofUnit) return { units: found, unread: [], next: null }
  }
  return { units: found, unread: [], next: from + units }
}

/** The beginning, up to a line's end where there is more: a letter of several bytes is not cut then. */
function sampleOf(source: Source): Uint8Array {
  const start = source.read(0, sample)
  if (start.length === source.size) return start
  const end = start.lastIndexOf(10)
  return end > 0 ? start.subarray(0, end) : start.subarray(0, start.length - (start.length % 4))
}

/** Control characters tell binary from text; in UTF-16 every other byte of plain letters is zero. */
function isText(start: Uint8Array): boolean {
  const [one = 0, two = 0] = start
  if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff)) return true
  const text = Buffer.from(start).toString('latin1')
  // oxlint-disable-next-line no-control-regex -- see above
  if (!/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return true
  // oxlint-disable-next-line no-control-regex -- see above
  const wide = /^(?:[^\u0000]\u0000){8,}|^(?:\u0000[^\u0000]){8,}/.test(text)
  return wide && decodeLetters(start.subarray(0, start.length - (start.length % 2))).encoding.startsWith('utf-16')
}
