import { lastColumn, lastRow } from '../../../../../shared/kernel/cells.ts'
import { Flow, joined } from './flow.ts'
import type { Lines } from './lines.ts'
import { walk, type Parts } from './parts.ts'

/** Spaces, cells and rows that are written once and stand often: as many are set out. */
export const repeatsMost = 1000
/** How often such a one stands; no sheet has more rows than that. */
export const often = (count: string | undefined): number =>
  Math.min(lastRow, Math.max(1, Math.trunc(Number(count ?? 1)) || 1))

const remarks: Record<string, ['comment' | 'note', string]> = {
  annotation: ['comment', 'comment: '],
  'note-body': ['note', 'note: '],
}

/** A paragraph that is open. */
interface Open {
  flow: Flow
  heading: number | undefined
}

/** Text of an OpenDocument part by paragraphs; cells of a row on one line, with what was changed, hidden or remarked in brackets. */
class Reading {
  readonly #lines: Lines
  readonly #about: string
  readonly #open: Open[] = []
  readonly #changes = new Map<string, string>()
  #change = ''
  #region = ''
  #remarks = 0
  #page = 0
  #lists = 0
  #row: Flow[] | undefined
  #rowHidden = false
  #rowTimes = 1
  #cell: Flow[] | undefined
  #cellTimes = 1
  #formula = ''
  /** Characters that may still be set out of what is written once. */
  #room = 5_000_000

  constructor(lines: Lines, about: string) {
    this.#lines = lines
    this.#about = about
  }

  read(xml: string): void {
    walk(xml, {
      open: (name, attributes) => this.#begin(name, attributes),
      text: (text) => this.#flow?.add(text),
      close: (name) => this.#end(name),
    })
  }

  get #flow(): Flow | undefined {
    return this.#open.at(-1)?.flow
  }

  /** Who wrote a remark or a change, and when, beside paragraphs. */
  #isSaid(name: string): boolean {
    return (
      name === 'p' ||
      name === 'h' ||
      ((name === 'creator' || name === 'date') && (this.#remarks > 0 || this.#change !== ''))
    )
  }

  #begin(name: string, attributes: Record<string, string>): void {
    const remark = remarks[name]
    if (name === 'page') this.#page += 1
    else if (name === 'list') this.#lists += 1
    else if (name === 'changed-region') this.#region = attributes['id'] ?? ''
    else if (name === 'deletion' || name === 'insertion') {
      this.#change = name
      this.#changes.set(this.#region, name === 'deletion' ? 'deleted' : 'inserted')
    } else if (name === 'change') this.#flow?.say('deleted', `${this.#changeOf(attributes)} here`, '')
    else if (name === 'change-start') this.#flow?.begin('inserted', `${this.#changeOf(attributes)}: `)
    else if (name === 'change-end') this.#flow?.end()
    else if (remark) {
      // A remark on a cell, beside its paragraphs, is one of its own.
      if (this.#open.length === 0) this.#open.push({ flow: new Flow(), heading: undefined })
      this.#flow?.begin(...remark)
      this.#remarks += 1
    } else if (name === 's') this.#flow?.add(' '.repeat(this.#setOut(often(attributes['c']), 1)))
    else if (name === 'tab') this.#flow?.add('\t')
    else if (name === 'line-break') this.#flow?.add('\n')
    else this.#beginTable(name, attributes)
    const level = name === 'h' ? Number(attributes['outline-level'] ?? 1) - 1 : undefined
    if (this.#isSaid(name)) this.#open.push({ flow: new Flow(), heading: level })
  }

  /** How often something of so many characters is set out that stands often: less where it would make gigabytes of a small file. */
  #setOut(times: number, characters: number): number {
    const set = Math.max(1, Math.min(times, repeatsMost, Math.floor(this.#room / Math.max(1, characters))))
    if (set < times)
      this.#lines.say('Not all spaces and cells are set out that are written once and stand often in it.')
    if (times > 1) this.#room -= set * characters
    return set
  }

  #changeOf(attributes: Record<string, string>): string {
    return this.#changes.get(attributes['change-id'] ?? '') ?? 'changed'
  }

  #beginTable(name: string, attributes: Record<string, string>): void {
    if (name === 'table' && attributes['name'] !== undefined) this.#lines.add(`[table ${attributes['name']}]`)
    else if (name === 'table-row') {
      this.#row = []
      this.#rowTimes = often(attributes['number-rows-repeated'])
      this.#rowHidden = /^(?:collapse|filter)$/.test(attributes['visibility'] ?? '')
    } else if (name === 'table-cell' || name === 'covered-table-cell') {
      this.#cell = []
      this.#formula = attributes['formula'] ?? ''
      this.#cellTimes = often(attributes['number-columns-repeated'])
    }
  }

  #end(name: string): void {
    if (this.#isSaid(name)) this.#say(name, this.#open.pop())
    if (remarks[name]) {
      this.#remarks -= 1
      this.#flow?.end()
      const alone = this.#cell && this.#open.length === 1 ? this.#open.pop() : undefined
      if (alone) this.#cell?.push(alone.flow)
    }
    if (name === 'list') this.#lists -= 1
    if (name === 'deletion' || name === 'insertion') this.#change = ''
    if ((name === 'table-cell' || name === 'covered-table-cell') && this.#row) {
      const { flow } = joined(this.#cell ?? [], ' / ')
      if (this.#formula !== '') flow.say('field', flow.text === '' ? '' : ' ', `[${this.#formula}]`)
      // Empty cells at the end of a row stand to the last column of a sheet; nothing is said of them.
      const times =
        flow.text === '' ? Math.min(this.#cellTimes, repeatsMost) : this.#setOut(this.#cellTimes, flow.text.length)
      for (let n = 0; n < times && this.#row.length < lastColumn; n++) this.#row.push(flow)
      this.#cell = undefined
    }
    if (name === 'table-row') this.#endRow()
  }

  #say(name: string, open: Open | undefined): void {
    if (!open) return
    const { flow, heading } = open
    if (this.#change !== '') {
      const said = new Flow()
      said.begin(
        this.#change === 'deletion' ? 'deleted' : 'inserted',
        `${this.#change}${name === 'p' || name === 'h' ? '' : `, ${name}`}: `,
      )
      said.append(flow)
      said.end()
      this.#lines.block(said)
    } else if (this.#remarks > 0 && this.#flow) {
      this.#flow.append(flow)
      this.#flow.add(' ')
    } else if (this.#cell) this.#cell.push(flow)
    else {
      const whole = new Flow()
      if (this.#about !== '') whole.say('header', this.#about, '')
      whole.append(flow)
      const at = this.#page > 0 ? `p. ${this.#page}` : undefined
      if (heading !== undefined) this.#lines.block(whole, { kind: 'heading', depth: Math.max(0, heading), at })
      else if (this.#lists > 0) this.#lines.block(whole, { kind: 'item', depth: Math.min(8, this.#lists - 1), at })
      else this.#lines.block(whole, { at })
    }
  }

  #endRow(): void {
    const cells = this.#row ?? []
    this.#row = undefined
    while (cells.at(-1)?.text === '') cells.pop()
    if (cells.length === 0) return
    const notes = [this.#rowHidden ? '[hidden row] ' : '', this.#rowTimes > 1 ? `[${this.#rowTimes} times] ` : ''].join(
      '',
    )
    const first = new Flow()
    if (notes !== '') first.add(notes)
    if (cells[0]) first.append(cells[0])
    const { flow, ends } = joined([first, ...cells.slice(1)], '\t')
    this.#lines.block(flow, { kind: 'row', cells: ends })
  }
}

/** What stands in an OpenDocument file: its content, and headers and footers of its page styles, or these alone. */
export async function readOpenDocument(parts: Parts, lines: Lines, what: 'all' | 'headers'): Promise<void> {
  const content = what === 'all' ? await parts.xml('content.xml') : undefined
  if (content !== undefined) new Reading(lines, '').read(content)
  const styles = await parts.xml('styles.xml')
  const from = styles?.search(/<(?:\w+:)?master-styles[\s>]/) ?? -1
  const end = /<\/(?:\w+:)?master-styles>/.exec(styles ?? '')
  // Only the master pages hold words; numbers of pages and names of fields lie in them too.
  if (styles !== undefined && end && from !== -1 && end.index > from)
    new Reading(lines, 'header or footer').read(styles.slice(from, end.index + end[0].length))
}
