// A place in an exhibit, and the one short form in which it is written: "p. 3", "at 01:12–01:20", "member a/b.pdf, p. 3".

/** A box, from the upper left corner: points of a page as displayed, pixels of a picture as it stands upright. */
export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Characters (UTF-16 units, from 0, the end not included) of the text of a place, with the words that stand there. */
export interface Span {
  from: number
  to: number
  words: string
}

/** A page of what has pages (from 1), several of them up to `to`, or boxes on the one, with the words that stand in them. */
export interface PagePlace {
  kind: 'page'
  page: number
  to?: number | undefined
  boxes?: Box[] | undefined
  words?: string | undefined
}
/** A box of a picture; `frame` (from 1) of one that has several. */
export interface BoxPlace {
  kind: 'box'
  box: Box
  frame?: number | undefined
}
/** Seconds of a recording, to the millisecond; `to` left out: a moment. */
export interface TimePlace {
  kind: 'time'
  from: number
  to?: number | undefined
}
/**
 * Characters (UTF-16 units, from 0, the end not included) of the text as a reader extracted it, with the words that stand there;
 * `reader`: its name and version, since another may count otherwise.
 */
export interface TextPlace {
  kind: 'text'
  from: number
  to: number
  words: string
  reader?: string | undefined
}
/** A message of a mailbox (from 1), a part of it by its MIME path (`1.2`), a line of its text (from 1) or characters of that text. */
export interface MessagePlace {
  kind: 'message'
  message?: number | undefined
  part?: string | undefined
  line?: number | undefined
  span?: Span | undefined
}
/** A line of a text (from 1), or several; `span`: characters of them, with one between each two for the end of a line. */
export interface LinePlace {
  kind: 'line'
  line: number
  to?: number | undefined
  span?: Span | undefined
}
/** A cell of a sheet (`B4`), or a range (`B4:C9`); `sheet` left out where a file is one table. */
export interface CellPlace {
  kind: 'cell'
  sheet?: string | undefined
  range: string
}
/** What a file has numbered (from 1, in its own order): a point of a track, an event of a calendar and the like. */
export const itemKinds = ['point', 'area', 'event', 'contact', 'information', 'record'] as const
/** One of them, or several up to `to`. */
export interface ItemPlace {
  kind: 'item'
  item: (typeof itemKinds)[number]
  number: number
  to?: number | undefined
}
/** A member of an archive or an attachment, by its path, and a place inside it. */
export interface MemberPlace {
  kind: 'member'
  path: string
  at?: At | undefined
}
/** Bytes, from 0, the end not included. */
export interface BytesPlace {
  kind: 'bytes'
  from: number
  to: number
}

/** A place inside an exhibit; `null` stands for all of it. */
export type At =
  | PagePlace
  | BoxPlace
  | TimePlace
  | TextPlace
  | MessagePlace
  | LinePlace
  | CellPlace
  | ItemPlace
  | MemberPlace
  | BytesPlace

/** A place in an exhibit (design, section 10). `exhibit`: its number, `2026-014-E04`. */
export interface Pinpoint {
  exhibit: string
  sha256: string
  at: At | null
}

const two = (n: number): string => String(n).padStart(2, '0')

/** `01:12`, `1:02:03`, `01:12.250`. */
export function showClock(seconds: number): string {
  const ms = Math.round(seconds * 1000)
  const [whole, rest] = [Math.floor(ms / 1000), ms % 1000]
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const clock = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`
  return rest === 0 ? clock : `${clock}.${String(rest).padStart(3, '0')}`
}

function clockIn(text: string): number {
  const parts = text.split(':').map(Number)
  return Math.round(parts.reduce((sum, part) => sum * 60 + part, 0) * 1000) / 1000
}

/** Rounded to a hundredth: finer than a person points. */
const number = (n: number): string => String(Math.round(n * 100) / 100)
const showBox = ({ x, y, width, height }: Box): string => `${number(x)},${number(y)} ${number(width)}×${number(height)}`
const span = (from: number, to: number | undefined): string => (to === undefined ? `${from}` : `${from}–${to}`)

const showSpan = (at: Span): string => `characters ${at.from}–${at.to} ${JSON.stringify(at.words)}`
const withSpan = (at: Span | undefined): string => (at === undefined ? '' : `, ${showSpan(at)}`)

/** A name in quotation marks where it would not be read back without: JSON's, so that any name comes through. */
const name = (text: string): string =>
  text === '' || /^\s|\s$|[",“”\n\r]|^[0-9.]+$/.test(text) ? JSON.stringify(text) : text

/** A place in its short form, which `parseAt` reads back. */
export function showAt(at: At): string {
  switch (at.kind) {
    case 'page':
      if (!at.boxes || at.boxes.length === 0) return `p. ${span(at.page, at.to)}`
      return `p. ${span(at.page, at.to)} [${at.boxes.map(showBox).join('; ')}]${at.words === undefined ? '' : ` ${JSON.stringify(at.words)}`}`
    case 'box':
      return `${at.frame === undefined ? '' : `frame ${at.frame} `}box ${showBox(at.box)}`
    case 'time':
      return `at ${showClock(at.from)}${at.to === undefined ? '' : `–${showClock(at.to)}`}`
    case 'text':
      return `${showSpan(at)}${at.reader === undefined ? '' : ` by ${at.reader}`}`
    case 'message': {
      const parts = [
        at.message === undefined ? '' : `message ${at.message}`,
        at.part === undefined ? '' : `part ${at.part}`,
        at.line === undefined ? '' : `line ${at.line}`,
        at.span === undefined ? '' : showSpan(at.span),
      ].filter(Boolean)
      return at.message === undefined && at.part === undefined ? `message, ${parts.join(', ')}` : parts.join(', ')
    }
    case 'line':
      return (at.to === undefined ? `line ${at.line}` : `lines ${span(at.line, at.to)}`) + withSpan(at.span)
    case 'cell':
      return at.sheet === undefined ? `cell ${at.range}` : `sheet ${name(at.sheet)}, ${at.range}`
    case 'item':
      return `${at.item}${at.to === undefined ? '' : 's'} ${span(at.number, at.to)}`
    case 'member':
      return `member ${name(at.path)}${at.at === undefined ? '' : `, ${showAt(at.at)}`}`
    case 'bytes':
    default:
      return `bytes ${at.from}–${at.to}`
  }
}

const dash = '\\s?[–-]\\s?'
const decimal = '\\d{1,9}(?:\\.\\d{1,6})?'
const boxForm = `(${decimal}),\\s?(${decimal}) (${decimal})\\s?[×x]\\s?(${decimal})`
const clockForm = '(?:\\d{1,4}:)?\\d{1,4}:\\d{2}(?:\\.\\d{1,3})?'
const quoted = '"(?:[^"\\\\]|\\\\.)*"'
const spanForm = `characters? (\\d{1,12})${dash}(\\d{1,12}) (${quoted})`

const boxOf = (match: readonly (string | undefined)[], from: number): Box => ({
  x: Number(match[from]),
  y: Number(match[from + 1]),
  width: Number(match[from + 2]),
  height: Number(match[from + 3]),
})

const unquote = (text: string): string | undefined => {
  if (!text.startsWith('"')) return text
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'string' ? found : undefined
  } catch {
    return undefined
  }
}

/** The span that was written: null where none was, undefined where it is none. */
function spanOf(from: string | undefined, to: string | undefined, words: string | undefined): Span | null | undefined {
  if (from === undefined || to === undefined || words === undefined) return null
  const said = unquote(words)
  return said === undefined || Number(to) < Number(from)
    ? undefined
    : { from: Number(from), to: Number(to), words: said }
}

type Form = [RegExp, (match: RegExpExecArray) => At | undefined]
const ordered = (from: number, to: number | undefined): boolean => to === undefined || to >= from
const numberIn = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text))

const forms: Form[] = [
  [
    new RegExp(
      `^(?:p\\.|pp\\.|page|pages) ?(\\d{1,7})(?:${dash}(\\d{1,7}))?(?: \\[([^\\]]{1,20000})\\](?: (${quoted}))?)?$`,
      'is',
    ),
    ([, page = '', to, boxes, words]) => {
      const place: PagePlace = { kind: 'page', page: Number(page) }
      if (to !== undefined) place.to = Number(to)
      if (boxes !== undefined) {
        const found = boxes.split(/;\s?/).map((one) => new RegExp(`^${boxForm}$`).exec(one))
        if (found.some((one) => one === null)) return undefined
        place.boxes = found.map((one) => boxOf(one ?? [], 1))
      }
      if (words !== undefined) {
        place.words = unquote(words)
        if (place.words === undefined) return undefined
      }
      return place.page >= 1 && ordered(place.page, place.to) ? place : undefined
    },
  ],
  [
    new RegExp(`^(?:frame (\\d{1,6}) )?box ${boxForm}$`, 'i'),
    (match) => ({
      kind: 'box',
      box: boxOf(match, 2),
      ...(match[1] === undefined ? {} : { frame: Number(match[1]) }),
    }),
  ],
  [
    new RegExp(`^(?:at )?(${clockForm})(?:${dash}(${clockForm}))?$`, 'i'),
    ([, from = '', to]) => {
      const place: TimePlace = { kind: 'time', from: clockIn(from) }
      if (to !== undefined) place.to = clockIn(to)
      return ordered(place.from, place.to) ? place : undefined
    },
  ],
  [
    new RegExp(`^${spanForm}(?: by (.{1,100}))?$`, 'is'),
    ([, from, to, words, reader]) => {
      const span = spanOf(from, to, words)
      return span ? { kind: 'text', ...span, ...(reader === undefined ? {} : { reader }) } : undefined
    },
  ],
  [
    new RegExp(`^message(?: (\\d{1,9}))?(?:, part (\\d+(?:\\.\\d+)*))?(?:, line (\\d{1,9}))?(?:, ${spanForm})?$`, 'is'),
    ([, message, part, line, ...span]) => messageOf(message, part, line, spanOf(span[0], span[1], span[2])),
  ],
  [
    new RegExp(`^part (\\d+(?:\\.\\d+)*)(?:, line (\\d{1,9}))?(?:, ${spanForm})?$`, 'is'),
    ([, part, line, ...span]) => messageOf(undefined, part, line, spanOf(span[0], span[1], span[2])),
  ],
  [
    new RegExp(`^lines? (\\d{1,12})(?:${dash}(\\d{1,12}))?(?:, ${spanForm})?$`, 'is'),
    ([, line = '', to, ...span]) => {
      const place: LinePlace = { kind: 'line', line: Number(line) }
      if (to !== undefined) place.to = Number(to)
      const within = spanOf(span[0], span[1], span[2])
      if (within) place.span = within
      return within !== undefined && place.line >= 1 && ordered(place.line, place.to) ? place : undefined
    },
  ],
  [
    /^cells? ([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)$/i,
    ([, range = '']) => ({ kind: 'cell', range: range.toUpperCase() }),
  ],
  [
    new RegExp(`^sheet (${quoted}|[^",]+), ([A-Z]{1,3}\\d{1,7}(?::[A-Z]{1,3}\\d{1,7})?)$`, 'is'),
    ([, sheet = '', range = '']) => {
      const said = unquote(sheet)
      return said === undefined ? undefined : { kind: 'cell', sheet: said, range: range.toUpperCase() }
    },
  ],
  [
    new RegExp(`^(${itemKinds.join('|')})s? (\\d{1,9})(?:${dash}(\\d{1,9}))?$`, 'i'),
    ([, said = '', number = '', to]) => {
      const item = itemKinds.find((one) => one === said.toLowerCase())
      if (item === undefined || Number(number) < 1 || !ordered(Number(number), numberIn(to))) return undefined
      return { kind: 'item', item, number: Number(number), ...(to === undefined ? {} : { to: Number(to) }) }
    },
  ],
  [
    new RegExp(`^bytes? (\\d{1,15})${dash}(\\d{1,15})$`, 'i'),
    ([, from = '', to = '']) =>
      Number(to) < Number(from) ? undefined : { kind: 'bytes', from: Number(from), to: Number(to) },
  ],
]

function messageOf(
  message: string | undefined,
  part: string | undefined,
  line: string | undefined,
  span: Span | null | undefined,
): At | undefined {
  if (span === undefined || (message === undefined && part === undefined && line === undefined)) return undefined
  const [n, l] = [numberIn(message), numberIn(line)]
  return {
    kind: 'message',
    ...(n === undefined ? {} : { message: n }),
    ...(part === undefined ? {} : { part }),
    ...(l === undefined ? {} : { line: l }),
    ...(span === null ? {} : { span }),
  }
}

/** How deep members may lie in members. */
const deepest = 12

/** The place that a short form names; undefined when it is none. */
export function parseAt(text: string, depth = 0): At | undefined {
  const trimmed = text.trim()
  const member = new RegExp(`^member (${quoted}|[^",]+)(?:, (.+))?$`, 'is').exec(trimmed)
  if (member) {
    const [, path = '', rest] = member
    const said = unquote(path.trim())
    if (said === undefined || said === '' || depth >= deepest) return undefined
    if (rest === undefined) return { kind: 'member', path: said }
    const at = parseAt(rest, depth + 1)
    return at && { kind: 'member', path: said, at }
  }
  for (const [form, place] of forms) {
    const match = form.exec(trimmed)
    if (match) return place(match)
  }
  return undefined
}

/** A place with its exhibit: inside its case `E04 p. 3` (`within`: the case's or report's number), elsewhere `2026-014 E04 p. 3`. */
export function showPinpoint({ exhibit, at }: Pick<Pinpoint, 'exhibit' | 'at'>, within?: string): string {
  const [, home = '', own = exhibit] = /^(.+)-(E\d+)$/.exec(exhibit) ?? []
  const whose = home === '' || home === within ? own : `${home} ${own}`
  return at === null ? whose : `${whose} ${showAt(at)}`
}

/** The exhibit's number and the place that a written pinpoint names, `within` a case or a report; undefined when it is none. */
export function parsePinpoint(text: string, within?: string): Pick<Pinpoint, 'exhibit' | 'at'> | undefined {
  const match = /^\s*(?:(\d{4}-\d{3,9}|R-\d{1,9})[ -])?(E\d{1,9})(?:[ ,]\s*(.+?))?\s*$/is.exec(text)
  if (!match) return undefined
  const [, home = within, own = '', rest] = match
  const at = rest === undefined ? null : parseAt(rest)
  if (at === undefined) return undefined
  const exhibit = home === undefined ? own.toUpperCase() : `${home.toUpperCase()}-${own.toUpperCase()}`
  return { exhibit, at }
}
