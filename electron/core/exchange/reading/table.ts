import { createHash } from 'node:crypto'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { ImportMap } from '../../../../shared/contract/intake.ts'
import type { MappedRows, TableAsked } from './jobs.ts'
import { readCsv } from '../table/csv.ts'
import { BadCell, mapRow, requireColumns } from '../table/map.ts'

/** Characters and rows of one answer, roughly. */
const together = 2_000_000
const rowsTogether = 2000
/** Every row becomes an entry of one transaction, and is held until then. */
const mostRows = 250_000

/** In the reader: a table's rows as the mapping makes reports of them, as they are asked for. Fails as `readCsv` and `requireColumns`. */
export function openTable({ path, map, now }: { path: string; map: ImportMap; now: string }): TableAsked {
  const digest = createHash('sha256')
  const read = readCsv(path, (chunk) => void digest.update(chunk))
  let count = 0
  return {
    async next() {
      const answer: MappedRows = { rows: [], bad: [], end: null }
      let size = 0
      while (size < together && answer.rows.length + answer.bad.length < rowsTogether) {
        const { done, value } = await read.next()
        if (done === true) {
          answer.end = { sha256: digest.digest('hex'), rows: count }
          break
        }
        if ('header' in value) {
          requireColumns(map, value.header)
          continue
        }
        if (++count > mostRows) throw tooMany(path)
        if ('reason' in value) answer.bad.push(value)
        else size += addRow(answer, map, value, now)
      }
      return answer
    },
  }
}

/** Adds a row as a report or as a bad one; gives about how many characters it has. */
function addRow(
  { rows, bad }: MappedRows,
  map: ImportMap,
  { line, cells }: { line: number; cells: Record<string, string> },
  now: string,
): number {
  try {
    const report = mapRow(map, cells, now)
    rows.push({ line, report })
    return report.narrative.length + Object.values(report.fields ?? {}).reduce((sum, text) => sum + text.length, 0)
  } catch (thrown) {
    if (!(thrown instanceof BadCell)) throw thrown
    bad.push({ line, reason: thrown.message })
    return thrown.message.length
  }
}

const tooMany = (path: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `${path} has more than 250,000 rows; nothing was imported.`,
    'Split it into smaller files, and import one after the other.',
  )
