import { cellPlace, columnName } from './cells.ts'
import { walk, type Lines, type Parts } from './parts.ts'

/** Cells and rows that are written once and stand often: as many are set out. */
const repeatsMost = 1000
const often = (count: string | undefined): number => Math.max(1, Number(count ?? 1) || 1)

/** Text of an OpenDocument part by paragraphs; cells of a row on one line, with what was changed, hidden or remarked in brackets. */
class Reading {
  readonly #lines: Lines
  readonly #about: string
  readonly #open: string[] = []
  readonly #changes = new Map<string, string>()
  #change = ''
  #region = ''
  #remarks = 0
  #page = 0
  #sheets = false
  #table = ''
  #rowAt = 0
  #row: string[] | undefined
  #rowHidden = false
  #rowTimes = 1
  #cell = ''
  #cellTimes = 1
  #formula = ''

  constructor(lines: Lines, about: string) {
    this.#lines = lines
    this.#about = about
  }

  read(xml: string): void {
    walk(xml, {
      open: (name, attributes) => this.#begin(name, attributes),
      text: (text) => this.#add(text),
      close: (name) => this.#end(name),
    })
  }

  #add(text: string): void {
    if (this.#open.length > 0) this.#open[this.#open.length - 1] += text
  }

  /** Who wrote a remark or a change, and when. */
  #isSaid(name: string): boolean {
    return (
      name === 'p' ||
      name === 'h' ||
      ((name === 'creator' || name === 'date') && (this.#remarks > 0 || this.#change !== ''))
    )
  }

  #begin(name: string, attributes: Record<string, string>): void {
    if (name === 'spreadsheet') this.#sheets = true
    else if (name === 'page') this.#page += 1
    else if (name === 'changed-region') this.#region = attributes['id'] ?? ''
    else if (name === 'deletion' || name === 'insertion') {
      this.#change = name
      this.#changes.set(this.#region, name === 'deletion' ? 'deleted here' : 'inserted')
    } else if (name === 'change')
      this.#add(`[${this.#changes.get(attributes['change-id'] ?? '') ?? 'changed'} here]`.replace('here here', 'here'))
    else if (name === 'change-start') this.#add(`[${this.#changes.get(attributes['change-id'] ?? '') ?? 'changed'}: `)
    else if (name === 'change-end') this.#add(']')
    else if (name === 'annotation' || name === 'note-body') {
      this.#add(name === 'annotation' ? '[comment: ' : '[note: ')
      this.#remarks += 1
    } else if (name === 's') this.#add(' '.repeat(Math.min(repeatsMost, often(attributes['c']))))
    else if (name === 'tab') this.#add('\t')
    else if (name === 'line-break') this.#add('\n')
    else this.#beginTable(name, attributes)
    if (this.#isSaid(name)) this.#open.push('')
  }

  #beginTable(name: string, attributes: Record<string, string>): void {
    if (name === 'table' && attributes['name'] !== undefined) {
      this.#table = attributes['name']
      this.#rowAt = 0
      this.#lines.add(`[${this.#sheets ? 'sheet' : 'table'} ${this.#table}]`)
    } else if (name === 'table-row') {
      this.#row = []
      this.#rowTimes = often(attributes['number-rows-repeated'])
      this.#rowHidden = /^(?:collapse|filter)$/.test(attributes['visibility'] ?? '')
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#cell = ''
      this.#formula = attributes['formula'] ?? ''
      this.#cellTimes = often(attributes['number-columns-repeated'])
    }
  }

  #end(name: string): void {
    if (name === 'annotation' || name === 'note-body') {
      this.#remarks -= 1
      if (this.#open.length > 0) this.#add(']')
      else this.#cell += ']'
    }
    if (this.#isSaid(name)) this.#say(name, this.#open.pop() ?? '')
    if (name === 'deletion' || name === 'insertion') this.#change = ''
    if ((name === 'table-cell' || name === 'covered-table-cell') && this.#row) {
      const words = this.#formula === '' ? this.#cell : `${this.#cell} [${this.#formula}]`
      for (let n = 0; n < Math.min(this.#cellTimes, repeatsMost); n++) this.#row.push(words)
      this.#cell = ''
    }
    if (name === 'table-row') this.#endRow()
  }

  #say(name: string, text: string): void {
    if (this.#change !== '')
      this.#lines.add(`[${this.#change}${name === 'p' || name === 'h' ? '' : `, ${name}`}: ${text}]`)
    else if (this.#remarks > 0 && this.#open.length > 0) this.#add(`${text} `)
    else if (this.#row) this.#cell += this.#remarks > 0 ? `[comment: ${text}` : (this.#cell === '' ? '' : ' / ') + text
    else this.#lines.add(`${this.#about}${text}`, this.#page > 0 ? `p. ${this.#page}` : undefined)
  }

  #endRow(): void {
    const cells = this.#row ?? []
    this.#row = undefined
    while (cells.at(-1) === '') cells.pop()
    const first = this.#rowAt + 1
    this.#rowAt += this.#rowTimes
    if (cells.length === 0) return
    const notes = [
      this.#rowHidden ? '[hidden row] ' : '',
      this.#rowTimes > 1 ? `[the same to row ${this.#rowAt}] ` : '',
    ]
    const from = cells.findIndex((cell) => cell !== '')
    const at = cellPlace(this.#table, `${columnName(from + 1)}${first}`, `${columnName(cells.length)}${first}`)
    const text = `${notes.join('')}${cells.slice(this.#sheets ? from : 0).join('\t')}`.replaceAll('\n', ' ')
    this.#lines.add(text, this.#sheets ? at : undefined)
  }
}

/** Everything that stands in an OpenDocument file: its content, and headers and footers of its page styles. */
export async function readOpenDocument(parts: Parts, lines: Lines): Promise<void> {
  const content = await parts.xml('content.xml')
  if (content !== undefined) new Reading(lines, '').read(content)
  const styles = await parts.xml('styles.xml')
  const from = styles?.search(/<(?:\w+:)?master-styles[\s>]/) ?? -1
  const end = /<\/(?:\w+:)?master-styles>/.exec(styles ?? '')
  // Only the master pages hold words; numbers of pages and names of fields lie in them too.
  if (styles !== undefined && end && from !== -1 && end.index > from)
    new Reading(lines, '[header or footer] ').read(styles.slice(from, end.index + end[0].length))
}
