import iconv from 'iconv-lite'
import type { EvidenceFact } from '../../../../../shared/contract/evidence/parts.ts'
import { Unreadable } from '../../../readers/index.ts'
import type { Format } from '../format.ts'
import { wholeOf } from '../source.ts'
import { Flow, linesOf, type SpanKind } from './flow.ts'
import { Lines, shownAs } from './lines.ts'

const largest = 64 * 1024 * 1024
const deepest = 1000

/** Code pages of the character sets that fonts name (RTF 1.9.1, \fcharset). */
const charsets = new Map([
  [0, 1252],
  [77, 10000],
  [128, 932],
  [129, 949],
  [130, 1361],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
  [254, 437],
])
const pages = new Map([
  [10000, 'macroman'],
  [65001, 'utf8'],
  [1361, 'johab'],
])

/** Groups that hold no text of the document. */
const silent = new Set([
  'fonttbl',
  'colortbl',
  'stylesheet',
  'listtable',
  'listoverridetable',
  'rsidtbl',
  'generator',
  'pict',
  'objdata',
  'themedata',
  'colorschememapping',
  'latentstyles',
  'datastore',
  'xmlnstbl',
  'filetbl',
  'revtbl',
  'mmathPr',
  'pgdsctbl',
  'wgrffmtfilter',
  'blipuid',
  'panose',
  'falt',
  'sp',
  'template',
])
/** Groups that are shown with what they are. */
const named = new Map<string, string>([
  ['footnote', 'footnote'],
  ['annotation', 'comment'],
  ['atnauthor', 'by'],
  ['atnid', 'by'],
  ['fldinst', 'field'],
  ['header', 'header'],
  ['headerl', 'header'],
  ['headerr', 'header'],
  ['headerf', 'header'],
  ['footer', 'footer'],
  ['footerl', 'footer'],
  ['footerr', 'footer'],
  ['footerf', 'footer'],
])
const facts = new Set([
  'title',
  'subject',
  'author',
  'operator',
  'keywords',
  'comment',
  'doccomm',
  'company',
  'manager',
  'category',
  'hlinkbase',
])
const times = new Set(['creatim', 'revtim', 'printim', 'buptim'])
const signs: Record<string, string> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  tab: '\t',
  cell: '\t',
  nestcell: '\t',
  nestrow: '\n',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: '\u2003',
  enspace: '\u2002',
}
const marks: Record<string, SpanKind> = {
  v: 'hidden',
  deleted: 'deleted',
  revised: 'inserted',
  strike: 'struck out',
  striked: 'struck out',
}

const kindOf: Record<string, SpanKind> = { footnote: 'note', comment: 'comment', by: 'comment', field: 'field' }

interface Group {
  skip: boolean
  fact: string | undefined
  /** Whether it is a stretch of its own that ends with it. */
  named: boolean
  unicode: number
  font: number
  marks: SpanKind[]
  when: Record<string, number> | undefined
}

/** A group takes over what holds around it. */
const within = (group: Group): Group => ({ ...group, named: false, marks: [...group.marks] })

const reader = 'rtf 2'

/** Rich Text Format: its words, with what is hidden, changed or remarked named in place. Objects are named, and not opened. */
export const rtf: Format = {
  reader,
  takes: ({ start }) => Buffer.from(start.subarray(0, 5)).toString('latin1') === '{\\rtf',
  open(source) {
    if (source.size > largest)
      throw new Unreadable('It is larger than 64 MiB, which is more than is read of a text of this kind.')
    const { flow, rows, found, problems } = read(Buffer.from(wholeOf(source)).toString('latin1'))
    const lines = new Lines()
    const all = linesOf(flow)
    const last = all.findLastIndex(({ text }) => text !== '')
    for (const [index, { text, spans }] of all.slice(0, last + 1).entries()) {
      const line = new Flow()
      line.add(text)
      line.spans.push(...spans)
      const ends = rows.has(index) ? endsIn(text) : undefined
      lines.block(line, ends ? { kind: 'row', cells: ends } : {})
    }
    return { ...shownAs(lines, reader), facts: found, members: [], problems: [...problems, ...lines.problems] }
  },
}

/** Where the cells of a row end: each with a tab, and what comes after the last. */
const endsIn = (row: string): number[] => [...row.replace(/\t$/, '').matchAll(/\t|$/g)].map(({ index }) => index)

const token = /\\(?:'([0-9a-fA-F]{2})|([a-zA-Z]{1,32})(-?\d{1,10})? ?|([^a-zA-Z]))|([{}])|([\r\n]+)|([^\\{}\r\n]+)/g

function read(source: string): { flow: Flow; rows: Set<number>; found: EvidenceFact[]; problems: string[] } {
  const found: EvidenceFact[] = []
  const problems = new Set<string>()
  const fonts = new Map<number, number>()
  const flow = new Flow()
  /** Lines that are rows of a table. */
  const rows = new Set<number>()
  let line = 0
  const stack: Group[] = []
  let now: Group = { skip: false, fact: undefined, named: false, unicode: 1, font: -1, marks: [], when: undefined }
  let [codepage, bytes, fact, owed, started, table, star] = [1252, '', '', 0, '', false, false]
  const put = (text: string): void => {
    if (now.fact !== undefined) fact += text
    else if (!now.skip) {
      const wanted = now.marks.join(', ')
      if (wanted !== started && text !== '\n') {
        if (started !== '') flow.end()
        const [kind] = now.marks
        if (kind !== undefined) flow.begin(kind, `${wanted}: `)
        started = wanted
      }
      flow.add(text)
      if (text === '\n') line += 1
    }
  }
  /** Ends what the marks of the words before began: stretches lie one in the other. */
  const settle = (): void => {
    if (started !== '') flow.end()
    started = ''
  }
  const flush = (): void => {
    if (bytes === '') return
    const page = fonts.get(now.font) ?? codepage
    const encoding = pages.get(page) ?? `cp${page}`
    const known = iconv.encodingExists(encoding)
    if (!known) problems.add(`Letters of the code page ${page} are not known; they are shown as Windows-1252.`)
    put(iconv.decode(Buffer.from(bytes, 'latin1'), known ? encoding : 'cp1252'))
    bytes = ''
  }
  for (const [, hex, word, number, sign, brace, , plain] of source.matchAll(token)) {
    if (brace === '{') {
      flush()
      if (stack.length >= deepest) throw new Unreadable('Its groups lie more than 1,000 deep.')
      stack.push(now)
      now = within(now)
    } else if (brace === '}') {
      flush()
      if (now.when) found.push(timeOf(now.when))
      if (now.named) {
        settle()
        flow.end()
      }
      const left = now
      now = stack.pop() ?? now
      if (left.fact !== undefined && now.fact === undefined) {
        if (fact.trim() !== '')
          found.push({ name: left.fact, value: fact.trim().slice(0, 10_000).toWellFormed(), source: 'RTF information' })
        fact = ''
      }
      if (stack.length === 0) break
    } else if (hex !== undefined) {
      if (owed > 0) owed -= 1
      else bytes += String.fromCharCode(Number.parseInt(hex, 16))
    } else if (plain !== undefined) {
      const skipped = Math.min(owed, plain.length)
      owed -= skipped
      bytes += plain.slice(skipped)
    } else if (sign !== undefined) {
      flush()
      star = sign === '*'
      if ('{}\\'.includes(sign)) put(sign)
      else if (sign === '~') put('\u00a0')
      else if (sign === '_') put('\u2011')
      else if (sign === '\n' || sign === '\r') put('\n')
      continue
    } else if (word !== undefined) {
      flush()
      const value = number === undefined ? undefined : Number(number)
      if (word === 'u' && value !== undefined) {
        put(String.fromCharCode(value & 0xffff))
        owed = now.unicode
        star = false
        continue
      }
      owed = 0
      if (word === 'fonttbl') table = true
      else if (word === 'colortbl' || word === 'stylesheet') table = false
      if (word === 'ansicpg' && value) codepage = value
      else if (word === 'mac') codepage = 10000
      else if (word === 'pc') codepage = 437
      else if (word === 'uc') now.unicode = value ?? 1
      else if (word === 'f') now.font = value ?? -1
      else if (word === 'fcharset' && table) fonts.set(now.font, charsets.get(value ?? 0) ?? codepage)
      else if (word === 'plain') now.marks = []
      else if (word === 'bin' && value)
        problems.add('It holds bytes of other programs in it (\\bin), which were not read.')
      else if (word === 'object' || word === 'objocx')
        problems.add('It has objects of other programs in it; they were not opened.')
      else if (facts.has(word)) Object.assign(now, { fact: word, skip: false })
      else if (times.has(word)) now.when = { [word]: 1 }
      else if (now.when) now.when[word] = value ?? 0
      else if (named.has(word)) {
        const name = named.get(word) ?? ''
        now.skip = false
        if (now.fact === undefined) {
          settle()
          flow.begin(kindOf[name] ?? 'header', `${name}: `)
          now.named = true
        }
      } else if (silent.has(word)) {
        now.skip = true
        if (word === 'template') problems.add('It names a template outside; it was not fetched.')
      } else if (star && !['shptxt', 'shpinst', 'nesttableprops', 'atnref'].includes(word)) now.skip = true
      else if (marks[word] !== undefined) {
        const rest = now.marks.filter((mark) => mark !== marks[word])
        now.marks = value === 0 ? rest : [...rest, marks[word]]
      } else if (signs[word] !== undefined) {
        if (word === 'row' && !now.skip) rows.add(line)
        put(signs[word])
      }
    }
    star = false
  }
  flush()
  if (stack.length > 0) problems.add('It ends before its groups do: it may be cut short.')
  settle()
  if (/\[field:\s*DDE/i.test(flow.text))
    problems.add('It has a field that asks another program for data (DDE). It was not asked.')
  return { flow, rows, found, problems: [...problems] }
}

/** A time of the document's information: by the clock of whoever wrote it, without a zone. */
function timeOf(when: Record<string, number>): EvidenceFact {
  const two = (name: string): string => String(when[name] ?? 0).padStart(2, '0')
  const name = [...times].find((one) => one in when) ?? 'time'
  return {
    name,
    value: `${when['yr'] ?? 0}-${two('mo')}-${two('dy')}T${two('hr')}:${two('min')}`,
    source: 'RTF information',
  }
}
