import type { RowCause } from '../../../../shared/contract/intake.ts'

/** What is wrong with a row, or to be known of it: the cause that rows share, and what the cell says. */
export interface Remark {
  cause: string
  value?: string | undefined
}

/** A row that cannot become a report, in words. */
export class BadCell extends Error {
  readonly remark: Remark
  constructor(cause: string, value?: string) {
    // The cell as it is shown: a row that is refused is held with its reason, and a cell may have millions of characters.
    const remark = { cause, value: value === undefined ? undefined : shown(value) }
    super(inWords(remark))
    this.remark = remark
  }
}

export const inWords = ({ cause, value }: Remark): string =>
  value === undefined ? cause : `${cause}: “${shown(value)}”`

const shownLines = 5
const shownValues = 20
const mostValues = 1000

interface Group {
  rows: number
  lines: number[]
  values: Map<string, number>
}

/** Rows by what they have in common: each cause with how many, the first lines, and the values by their counts. */
export class Causes {
  private readonly groups = new Map<string, Group>()

  add(line: number, { cause, value }: Remark): void {
    let group = this.groups.get(cause)
    if (!group) this.groups.set(cause, (group = { rows: 0, lines: [], values: new Map() }))
    group.rows++
    if (group.lines.length < shownLines) group.lines.push(line)
    if (value === undefined) return
    const key = shown(value)
    if (group.values.has(key) || group.values.size < mostValues) group.values.set(key, (group.values.get(key) ?? 0) + 1)
  }

  /** The most frequent first. */
  list(): RowCause[] {
    return [...this.groups]
      .map(([cause, { rows, lines, values }]) => ({
        cause,
        rows,
        lines: lines.toSorted((a, b) => a - b),
        values: [...values]
          .toSorted(([, a], [, b]) => b - a)
          .slice(0, shownValues)
          .map(([value, times]) => ({ value, rows: times })),
      }))
      .toSorted((a, b) => b.rows - a.rows)
  }
}

const shown = (value: string): string => {
  const words = value.replaceAll(/\s+/g, ' ').trim()
  return words.length > 100 ? `${words.slice(0, 100).toWellFormed()}…` : words
}
