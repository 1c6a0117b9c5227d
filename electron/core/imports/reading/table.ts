import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import type { ImportMap, Written } from '../../../../shared/contract/intake.ts'
import { BadCell } from '../table/causes.ts'
import { openRegular } from '../../record/vault/regular.ts'
import { steadily } from '../../record/vault/steady.ts'
import { readTableFile, type TablePart } from '../table/csv.ts'
import { guessMap } from '../table/guess.ts'
import { mapRow, requireColumns } from '../table/map.ts'
import { shortened } from '../table/preview.ts'
import type { Shape } from '../table/shape.ts'
import { Survey } from '../table/survey.ts'
import type { MappedRows, SurveyAsked, SurveyedTable, TableAsked } from './jobs.ts'

/** Characters and rows of one answer, roughly. */
const together = 2_000_000
const rowsTogether = 2000
/** Every row becomes an entry of one transaction, and is held until then. */
const mostRows = 250_000

/** In the reader: a table's rows as the mapping makes reports of them, as they are asked for. Fails as `partsOf` and `requireColumns`. */
export function openTable({ path, map, now }: { path: string; map: ImportMap; now: string }): TableAsked {
  const digest = createHash('sha256')
  const read = partsOf(path, map.written, (chunk) => void digest.update(chunk))
  const problems: string[] = []
  let count = 0
  const next = async (): Promise<MappedRows> => {
    const answer: MappedRows = { rows: [], bad: [], end: null }
    let size = 0
    while (size < together && answer.rows.length + answer.bad.length < rowsTogether) {
      const { done, value } = await read.next()
      if (done === true) {
        answer.end = { sha256: digest.digest('hex'), rows: count, problems }
        break
      }
      if ('shape' in value) {
        problems.push(...value.shape.problems)
        requireColumns(map, value.shape.columns)
      } else if ('problems' in value) problems.push(...value.problems)
      else {
        if (++count > mostRows) throw tooMany(path)
        if ('bad' in value) answer.bad.push({ line: value.line, remark: value.bad })
        else size += addRow(answer, map, value, now)
      }
    }
    return answer
  }
  return {
    next: () =>
      next().catch(async (thrown: unknown) => {
        // Closes the file.
        await read.return()
        throw thrown
      }),
  }
}

/** What a table file holds. Fails with INVALID_INPUT when it is no file, FILE_NOT_FOUND, and as `readTableFile`. */
async function* partsOf(
  path: string,
  written: Written | undefined,
  onBytes: (chunk: Buffer) => void,
): AsyncGenerator<TablePart, void> {
  const refuse = (found: string): HoldfastError =>
    new HoldfastError('INVALID_INPUT', `${path} is ${found}, not a file; nothing was imported.`, 'Name a CSV file.')
  const file = await openRegular(path, { links: true, refuse })
  try {
    yield* readTableFile(await steadily(file, path), path, written, onBytes)
  } finally {
    await file.close()
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
    const { report, remarks } = mapRow(map, cells, now)
    rows.push({ line, report, remarks })
    return report.narrative.length + Object.values(report.fields ?? {}).reduce((sum, text) => sum + text.length, 0)
  } catch (thrown) {
    if (!(thrown instanceof BadCell)) throw thrown
    bad.push({ line, remark: thrown.remark })
    return thrown.message.length
  }
}

/** In the reader: looks through a whole table. Fails as `partsOf`. */
export async function openSurvey({
  path,
  written,
  now,
}: {
  path: string
  written: Written | undefined
  now: string
}): Promise<SurveyAsked> {
  const digest = createHash('sha256')
  const problems: string[] = []
  const first: string[][] = []
  let shape: Shape | undefined
  let survey: Survey | undefined
  let count = 0
  for await (const part of partsOf(path, written, (chunk) => void digest.update(chunk))) {
    if ('shape' in part) {
      ;({ shape } = part)
      survey = new Survey(shape.columns, Date.parse(now))
      problems.push(...shape.problems)
    } else if ('problems' in part) problems.push(...part.problems)
    else {
      if (++count > mostRows) throw tooMany(path)
      if ('bad' in part) continue
      survey?.add(part.line, part.cells)
      if (first.length < 5) first.push((shape?.columns ?? []).map((name) => shortened(part.cells[name] ?? '')))
    }
  }
  const columns = shape?.columns ?? []
  const list = survey?.list() ?? []
  const all: SurveyedTable = {
    name: basename(path).toWellFormed(),
    sha256: digest.digest('hex'),
    columns,
    rows: first,
    guess: guessMap(columns, list),
    encoding: shape?.encoding ?? '',
    delimiter: shape?.delimiter ?? ',',
    headerLine: shape?.headerLine ?? 1,
    count,
    survey: list,
    problems: [...problems, ...list.flatMap(({ doubt }) => doubt ?? [])],
  }
  return { all: () => all }
}

const tooMany = (path: string): HoldfastError =>
  new HoldfastError(
    'INVALID_INPUT',
    `${path} has more than 250,000 rows; nothing was imported.`,
    'Split it into smaller files, and import one after the other.',
  )
