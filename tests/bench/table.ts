/** A number that was measured, with its unit. */
export interface Quantity {
  value: number
  unit: 'ms' | 's' | 'MB' | 'MB/s' | '/s'
}

/** One line: a piece of work, the baseline of the same run, and the budget of the design. */
export interface Row {
  work: string
  measured: Quantity
  /** What it is held against, in words, and how that did. */
  baseline: Quantity & { what: string }
  /** Measured to baseline, in the quantity's own unit. */
  ratio: number
  /** How the cost grows from a tenth of the work to the work; left out where there is one size only. */
  exponent?: number
  /** The design's words; left out where it sets no budget. */
  budget?: string
  met?: boolean
}

const headings = ['work', 'measured', 'baseline', 'ratio', 'exponent', 'budget', 'met']

/** The rows as aligned plain text. */
export function tableText(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.work,
    show(row.measured),
    `${show(row.baseline)} ${row.baseline.what}`,
    row.ratio.toPrecision(3),
    row.exponent?.toFixed(2) ?? '',
    row.budget ?? '',
    row.met === undefined ? '' : row.met ? 'met' : 'NOT MET',
  ])
  const all = [headings, ...cells]
  const widths = headings.map((_, column) => Math.max(...all.map((line) => line[column]?.length ?? 0)))
  const lines = all.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')
}

function show({ value, unit }: Quantity): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2
  return `${unit === '/s' ? Math.round(value).toLocaleString('en-US') : value.toFixed(digits)} ${unit}`
}

/** Milliseconds as people read them. */
export const duration = (ms: number): Quantity =>
  ms < 1000 ? { value: ms, unit: 'ms' } : { value: ms / 1000, unit: 's' }

/** `3.1 s against 1.0 s of reading`: a row about time, where the ratio is time to time. */
export const timeRow = (work: string, ms: number, what: string, baselineMs: number, rest: Partial<Row> = {}): Row => ({
  work,
  measured: duration(ms),
  baseline: { ...duration(baselineMs), what },
  ratio: ms / baselineMs,
  ...rest,
})

/** How many of something a second, against the baseline doing the same. */
export const rateRow = (
  work: string,
  { count, ms }: { count: number; ms: number },
  what: string,
  baselineMs: number,
  rest: Partial<Row> = {},
): Row => ({
  work,
  measured: { value: (count / ms) * 1000, unit: '/s' },
  baseline: { value: (count / baselineMs) * 1000, unit: '/s', what },
  ratio: baselineMs / ms,
  ...rest,
})
