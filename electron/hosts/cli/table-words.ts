import type { RowCause } from '../../../shared/contract/intake.ts'
import type { TableSurvey } from '../../../shared/contract/exchange.ts'
import { count } from '../../../shared/kernel/show.ts'

const shownValues = 10

/** Rows by what they have in common: how many, what their cells say, and where the first of them are. */
export const causesInWords = (causes: readonly RowCause[]): string[] =>
  causes.map(({ cause, rows, lines, values }) => {
    const shown = values
      .slice(0, shownValues)
      .map(({ value, rows: times }) => `“${value}”${times > 1 ? ` (${times.toLocaleString('en')})` : ''}`)
    const more = values.length > shownValues ? ' …' : ''
    const said = shown.length === 0 ? '' : `: ${shown.join(', ')}${more}`
    return `${count(rows, 'row')}: ${cause}${said}. ${rows === 1 ? 'Line' : 'First lines'} ${lines.join(', ')}.`
  })

/** A table that was looked through, and what a mapping would make of it. */
export function surveyInWords({
  name,
  count: rows,
  columns,
  headerLine,
  encoding,
  problems,
  survey,
  guess,
  known,
  would,
}: TableSurvey): string[] {
  return [
    `${name}: ${count(rows, 'row')}, ${count(columns.length, 'column')} named in line ${headerLine}, letters ${encoding}`,
    ...problems.map((problem) => `    ! ${problem}`),
    ...survey.map((column) => `    ${columnInWords(column)}`),
    ...known.map(
      ({ key, title, map }) =>
        `    mapping ${key === null ? '(--as-before)' : `“${key}”`}: ${title}: ${JSON.stringify(map)}`,
    ),
    ...(would === null && guess !== null ? [`    suggested mapping: ${JSON.stringify(guess)}`] : []),
    ...(would === null && guess === null ? ['    no column’s name says which holds the narrative'] : []),
    ...(would === null
      ? []
      : [
          ...causesInWords(would.causes).map((line) => `refused, ${line}`),
          ...causesInWords(would.remarks).map((line) => `to know, ${line}`),
          `By this mapping ${count(would.file, 'report')} would be filed, ${would.refuse.toLocaleString('en')} refused, ${would.passOver.toLocaleString('en')} passed over. Nothing was recorded.`,
        ]),
  ]
}

function columnInWords({ column, empty, distinct, values, dates }: TableSurvey['survey'][number]): string {
  const told = values
    .slice(0, 6)
    .map(
      ({ value, rows }) =>
        `${value.length > 40 ? `${value.slice(0, 40).toWellFormed()}…` : value.replaceAll(/\s+/g, ' ')}${rows > 1 ? ` ×${rows}` : ''}`,
    )
  return [
    `${column}:`,
    distinct === null ? 'more than 1,000 values' : count(distinct, 'value'),
    ...(empty > 0 ? [`empty in ${empty.toLocaleString('en')}`] : []),
    ...(dates.length > 0 ? [`dates (${dates.join(' or ')})`] : []),
    ...(told.length > 0 ? [`${told.join(', ')}${(distinct ?? Infinity) > told.length ? ' …' : ''}`] : []),
  ]
    .join(' · ')
    .replace(': · ', ': ')
}
