import { Tokenizer } from 'htmlparser2'
import { oddLetters } from './odd-letters.ts'
import { Lines } from './html-lines.ts'
import { isSeen, looksOf, plainLooks, readSheet, type Looks, type Sheet } from './html-style.ts'

// Words of an HTML message, by one pass from left to right: nothing is built that could be shown, run or fetched.

/** Text of an HTML message, and what of it a reader does not see or may be misled by. */
export interface HtmlText {
  text: string
  problems: string[]
}

const unread = new Set(['script', 'style', 'head', 'title', 'template'])
const empty = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const spaced = new Set('p h1 h2 h3 h4 h5 h6 table ul ol dl blockquote pre'.split(' '))
const own = new Set(
  'div section article header footer main aside nav address center form fieldset figure figcaption details summary li dt dd tr caption thead tbody tfoot option select body html'.split(
    ' ',
  ),
)
/** What an element that opens ends, up to what holds both. */
const ends: Record<string, { these: Set<string>; within: Set<string> }> = {
  td: { these: new Set(['td', 'th']), within: new Set(['table', 'tr']) },
  th: { these: new Set(['td', 'th']), within: new Set(['table', 'tr']) },
  tr: { these: new Set(['tr']), within: new Set(['table']) },
  li: { these: new Set(['li']), within: new Set(['ul', 'ol', 'table']) },
  p: { these: new Set(['p']), within: new Set(['td', 'th', 'table', 'div', 'blockquote', 'li']) },
  option: { these: new Set(['option']), within: new Set(['select']) },
  body: { these: new Set(['head']), within: new Set() },
}
// Beyond these an element is read as if its tag were not there, as browsers do.
const deepest = 500
const deepestCells = 12

interface Open {
  name: string
  looks: Looks
  lines: Lines
  /** Of a row: its cells so far. */
  cells?: string[][]
  /** Of a list: the number of its last item; undefined for one without numbers. */
  number?: number | undefined
  link?: { target: string; text: string[] }
  /** Of `sup` and `sub`: whether its words have begun. */
  raised?: { seen: boolean }
  nested: number
}

/** The words of an HTML text: rows as rows, struck words and hidden ones marked, links with where they lead. */
export const htmlToText = (html: string): HtmlText => readHtml(html, false)

/** `comment`: the text of a comment, in which Outlook keeps settings. */
function readHtml(html: string, comment: boolean): HtmlText {
  const reader = new Reader(html, comment)
  const tokenizer = new Tokenizer({}, reader)
  tokenizer.write(html)
  tokenizer.end()
  return reader.result()
}

class Reader {
  private readonly html: string
  private readonly sheet: Sheet = new Map()
  private readonly root: Open = { name: '', looks: plainLooks, lines: new Lines(), nested: 0 }
  private readonly stack: Open[] = []
  private readonly counts = new Map<string, number>()
  private readonly hidden: string[] = []
  private readonly comments: string[] = []
  private readonly misleading: string[] = []
  private name = ''
  private attributes = new Map<string, string>()
  private attribute = ''
  private value = ''
  private mark: { kind: 'hidden' | 'struck'; lines: Lines } | undefined
  private css: string[] = []
  /** Whether the style sheet that is being read hides all until a script of the AMP format has run. */
  private boilerplate = false
  private raised = 0

  private readonly comment: boolean

  constructor(html: string, comment: boolean) {
    this.html = html
    this.comment = comment
  }

  private isUnread(name: string): boolean {
    return unread.has(name) || (this.comment && name === 'xml')
  }

  private get top(): Open {
    return this.stack.at(-1) ?? this.root
  }

  result(): HtmlText {
    while (this.stack.length > 0) this.pop()
    this.setMark(undefined, this.root.lines)
    const text = this.root.lines.end().join('\n')
    const problems: string[] = []
    const say = (what: string, found: readonly string[]): void => {
      const words = found.join('').replaceAll(/\s+/g, ' ').trim()
      if (/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(words))
        problems.push(`${what}: “${words.length > 300 ? `${words.slice(0, 300).toWellFormed()}…` : words}”.`)
    }
    say('It has words that its reader does not see; they are kept and marked', this.hidden)
    say('Its HTML has words in comments, which are not in its text', [this.comments.join(' … ')])
    if (this.raised > 0)
      problems.push('It has raised or lowered words; they are kept as ^(…) and _(…), so that 2^(3) is not read as 23.')
    for (const words of this.misleading.slice(0, 20)) problems.push(words)
    return { text, problems: [...problems, ...oddLetters(text)] }
  }

  // What the tokenizer finds, by its place in the text.
  ontext(start: number, end: number): void {
    this.words(this.html.slice(start, end))
  }
  ontextentity(code: number): void {
    this.words(String.fromCodePoint(code))
  }
  oncdata(start: number, end: number): void {
    this.words(this.html.slice(start, end))
  }
  onopentagname(start: number, end: number): void {
    this.name = this.html.slice(start, end).toLowerCase()
    this.attributes = new Map()
  }
  onattribname(start: number, end: number): void {
    this.attribute = this.html.slice(start, end).toLowerCase()
    this.value = ''
  }
  onattribdata(start: number, end: number): void {
    this.value += this.html.slice(start, end)
  }
  onattribentity(code: number): void {
    this.value += String.fromCodePoint(code)
  }
  onattribend(): void {
    if (!this.attributes.has(this.attribute) && this.attributes.size < 200)
      this.attributes.set(this.attribute, this.value)
  }
  onopentagend(): void {
    this.open()
  }
  onselfclosingtag(): void {
    this.open()
  }
  onclosetag(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase()
    if (name === 'br') this.top.lines.newline()
    else if (name === 'p' && !this.counts.get('p')) this.top.lines.apart(2)
    else this.close(name)
  }
  oncomment(start: number, end: number, offset: number): void {
    if (this.comment) return
    const comment = this.html.slice(start, end - offset)
    const inner = /^\[if[^\]]{0,200}\]>([\s\S]*)<!\[endif\]$/i.exec(comment.trim())?.[1]
    const { text: words } = readHtml(inner ?? comment, true)
    if (this.comments.length < 100 && words !== '' && !/^\[(?:if|endif)/i.test(words))
      this.comments.push(words.slice(0, 1000))
  }
  ondeclaration(): void {
    // Nothing that is read.
  }
  onprocessinginstruction(): void {
    // Nothing that is read.
  }
  onend(): void {
    // The end of the text ends what is open.
  }

  private words(text: string): void {
    const { top } = this
    if (top.name === 'style' && !this.boilerplate) this.css.push(text)
    if (this.counts.get('unread')) return
    const { looks, lines } = top
    if (text.trim() === '') {
      if (text !== '') lines.text(text, looks.pre)
      return
    }
    const seen = isSeen(looks)
    this.setMark(seen ? (looks.struck ? 'struck' : undefined) : 'hidden', lines)
    if (!seen && this.hidden.length < 1000) this.hidden.push(text)
    this.raise(text)
    lines.text(text, looks.pre)
    const link = this.stack.findLast((one) => one.link !== undefined)?.link
    if (link && link.text.length < 100) link.text.push(text)
  }

  /** What stands above or below the line runs into the word before it in plain text: 2<sup>3</sup> is not 23. */
  private raise(text: string): void {
    const one = this.stack.findLast(({ raised }) => raised !== undefined)
    if (!one?.raised || one.raised.seen) return
    // An ordinal is read as it stands: 23<sup>rd</sup>.
    if (/^\s*(?:st|nd|rd|th|er|re|e|ème|[oaºª])\s*$/iu.test(text)) return
    one.raised.seen = true
    one.lines.text(one.name === 'sup' ? '^(' : '_(')
  }

  private setMark(kind: 'hidden' | 'struck' | undefined, lines: Lines): void {
    if (this.mark?.kind === kind && (kind === undefined || this.mark?.lines === lines)) return
    if (this.mark) this.mark.lines.text(']')
    this.mark = kind === undefined ? undefined : { kind, lines }
    if (kind !== undefined) lines.text(kind === 'hidden' ? '[hidden: ' : '[struck out: ')
    if (kind === 'hidden' && this.hidden.length > 0) this.hidden.push(' … ')
  }

  /** Ends a mark before what does not share its looks begins a line. */
  private settle(looks: Looks): void {
    const kind = isSeen(looks) ? (looks.struck ? 'struck' : undefined) : 'hidden'
    if (this.mark && this.mark.kind !== kind) this.setMark(undefined, this.mark.lines)
  }

  private open(): void {
    const { name, attributes } = this
    const rule = ends[name]
    if (rule) this.endImplied(rule)
    const outer = this.top
    if (name === 'br') return outer.lines.newline()
    if (name === 'hr') return outer.lines.apart(2)
    if (name === 'img') return this.picture(attributes)
    if (empty.has(name)) return
    if (this.stack.length >= deepest) {
      if (spaced.has(name) || own.has(name)) outer.lines.apart(1)
      return
    }
    const looks = looksOf(name, attributes, outer.looks, this.sheet)
    const one: Open = { name, looks, lines: outer.lines, nested: outer.nested }
    if (name === 'style') this.boilerplate = attributes.has('amp4email-boilerplate')
    this.count(name, 1)
    if (this.isUnread(name)) this.count('unread', 1)
    this.stack.push(one)
    this.begin(one, outer, attributes)
  }

  private begin(one: Open, outer: Open, attributes: ReadonlyMap<string, string>): void {
    const { name } = one
    this.settle(one.looks)
    const listed = name === 'li' || ((name === 'ul' || name === 'ol') && outer.name === 'li')
    if (spaced.has(name) && !listed) outer.lines.apart(2)
    else if (own.has(name) || listed) outer.lines.apart(1)
    if (name === 'tr') one.cells = []
    if (name === 'ol') one.number = Number(attributes.get('start') ?? 1) - 1
    const nests =
      name === 'blockquote' || name === 'li' || ((name === 'td' || name === 'th') && this.rowOf() !== undefined)
    if (nests && one.nested < deepestCells) {
      this.setMark(undefined, outer.lines)
      one.lines = new Lines()
      one.nested++
    } else if (name === 'td' || name === 'th') outer.lines.text(' ')
    if (name === 'a') one.link = { target: (attributes.get('href') ?? '').trim(), text: [] }
    if (name === 'q') one.lines.text('“')
    if (name === 'sup' || name === 'sub') one.raised = { seen: false }
  }

  private picture(attributes: ReadonlyMap<string, string>): void {
    const words = (attributes.get('alt') ?? '').trim()
    if (words !== '' && !this.counts.get('unread')) this.words(`[image: ${words.slice(0, 500)}]`)
  }

  private count(name: string, by: 1 | -1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by)
  }

  private endImplied({ these, within }: { these: Set<string>; within: Set<string> }): void {
    for (let at = this.stack.length - 1; at >= 0; at--) {
      const name = this.stack[at]?.name ?? ''
      if (these.has(name)) {
        while (this.stack.length > at) this.pop()
        return
      }
      if (within.has(name)) return
    }
  }

  private close(name: string): void {
    if (!this.counts.get(name)) return
    while (this.stack.length > 0 && this.pop() !== name);
  }

  private rowOf(): Open | undefined {
    const at = this.stack.findLastIndex((one) => one.name === 'tr' || one.name === 'table')
    const found = this.stack[at]
    return found?.name === 'tr' ? found : undefined
  }

  private pop(): string {
    const one = this.stack.pop()
    if (!one) return ''
    const { name } = one
    this.count(name, -1)
    if (this.isUnread(name)) this.count('unread', -1)
    if (name === 'style') readSheet(this.css.splice(0).join(''), this.sheet)
    const outer = this.top
    this.settle(outer.looks)
    if (one.link) this.leads(one)
    if (name === 'q') one.lines.text('”')
    if (one.raised?.seen) {
      one.lines.text(')')
      this.raised++
    }
    if (one.lines !== outer.lines) {
      this.setMark(undefined, one.lines)
      this.put(one, one.lines.end(), outer)
    } else if (spaced.has(name) && !(outer.name === 'li')) outer.lines.apart(2)
    else if (own.has(name) || spaced.has(name)) outer.lines.apart(1)
    if (one.cells) this.row(one.cells, outer.lines)
    return name
  }

  /** What was written apart goes where it stands: a cell into its row, a quotation and an item under each other. */
  private put({ name }: Open, lines: string[], outer: Open): void {
    if (name === 'blockquote') {
      outer.lines.apart(2)
      outer.lines.block(lines, '> ')
      outer.lines.apart(2)
    } else if (name === 'li') {
      const list = this.stack.findLast((one) => one.name === 'ol' || one.name === 'ul' || one.name === 'table')
      if (list?.number !== undefined) list.number++
      const mark = list?.number === undefined ? '- ' : `${list.number}. `
      outer.lines.block(lines.map((line, index) => `${index === 0 ? mark : '  '}${line}`))
    } else {
      const row = this.rowOf()
      if (row?.cells) row.cells.push(lines)
      else outer.lines.block(lines)
    }
  }

  private row(cells: readonly string[][], lines: Lines): void {
    lines.apart(1)
    const full = cells.filter((cell) => cell.length > 0)
    if (full.length === 0) return
    const short = full.every((cell) => cell.length <= 4 && cell.join('').length <= 300)
    if (cells.length > 1 && short)
      lines.block([cells.map((cell) => cell.filter((line) => line !== '').join(' / ')).join(' | ')])
    else for (const cell of full) lines.block(cell)
    lines.apart(1)
  }

  /** Where a link leads, when its words do not say it. */
  private leads({ link, lines }: Open): void {
    const { target = '', text = [] } = link ?? {}
    if (target === '' || target.startsWith('#') || this.counts.get('unread')) return
    const words = text.join('').replaceAll(/\s+/g, ' ').trim()
    const bare = (one: string): string =>
      one
        .toLowerCase()
        .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
        .replace(/^www\./, '')
        .replace(/\/$/, '')
    if (bare(words) === bare(target)) return
    lines.text(`${words === '' ? '' : ' '}<${target.slice(0, 2000)}>`)
    const shown = /^(?:https?:\/\/)?((?:[\p{L}\p{N}-]{1,63}\.){1,8}\p{L}{2,24})(?=[/:?#]|$)/iu.exec(words)?.[1]
    const real = /^https?:\/\/(?:[^/?#@]*@)?([^/:?#]+)/i.exec(target)?.[1]
    if (shown !== undefined && real !== undefined && bare(shown) !== bare(real))
      this.misleading.push(`A link shows ${shown} and leads to ${real}.`)
    const mailbox = /^[^\s@<>]+@([^\s@<>]+)$/.exec(words)?.[1]
    const to = /^mailto:[^?]*@([^?@]+)/i.exec(target)?.[1]
    if (mailbox !== undefined && to !== undefined)
      this.misleading.push(`A link shows ${words} and writes to ${target.slice(7, 200)}.`)
    if (/^(?:javascript|data|file|vbscript):/i.test(target))
      this.misleading.push(`A link leads to “${target.slice(0, 100)}”.`)
  }
}
