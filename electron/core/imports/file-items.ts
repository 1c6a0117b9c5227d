import { basename } from 'node:path'
import type { Checked, Output } from '../../../shared/contract/contract.ts'
import { ReportInput } from '../../../shared/contract/intake.ts'
import { issuesInWords, type CallContext } from '../../../shared/contract/server.ts'
import { registerExhibits, sameOf, stageAndRecord, type Entered, type Source } from '../casework/exhibits/index.ts'
import { receiveReport } from '../intake/reports/index.ts'
import type { Workspace } from '../record/members/index.ts'
import type { Reader } from '../record/vault/index.ts'
import { duplicateOf, firstOfNumber, sameNumber } from './duplicates.ts'
import type { FoundFile, FoundItem } from './reading/jobs.ts'
import type { OpenFile } from './open-file.ts'
import { cut } from './reading/reading.ts'
import { importers } from './importers.ts'
import { changed, duplicate, noItem, type Refused } from './refusals.ts'

type Asked = Checked<'import.take'>['files'][number]
type Wanted = Asked['items'][number]
export type TakenFile = Pick<Output<'import.take'>, 'filed' | 'refused'> &
  Partial<Pick<Output<'import.take'>, 'problems'>>

interface Chosen {
  index: number
  item: FoundItem
  report: Checked<'report.add'>
  /** As the preview says them. */
  problems: string[]
}

/** Files the chosen reports of one file with the file itself and all that was taken out of it, in one transaction. */
export async function fileItems(
  workspace: Workspace,
  { file, items: wanted }: Asked,
  reading: OpenFile,
  context: CallContext,
): Promise<TakenFile> {
  const now = new Date(workspace.ports.clock.now()).toISOString()
  const refused: Refused[] = []
  const chosen: Chosen[] = []
  for (const one of wanted) {
    const item = await reading.item(one.index)
    if (!item) throw noItem(file, one.index)
    const checked = ReportInput.safeParse(reportOf(item, one, now))
    if (!checked.success) {
      const reason = `It cannot be a report: ${issuesInWords(checked.error)}.`
      refused.push({ file, index: one.index, reason, next: 'Keep the file as an exhibit.', duplicateOf: null })
      continue
    }
    const twin = duplicateOf(workspace.db, bytesOf(item, reading))
    if (twin) refused.push(duplicate(file, one.index, twin))
    else chosen.push({ index: one.index, item, report: checked.data, problems: problemsOf(workspace.db, item) })
  }
  if (chosen.length === 0) return { filed: [], refused }
  const filed = await record(workspace, file, reading, chosen, context)
  const of = (index: number | null, problems: readonly string[]): NonNullable<TakenFile['problems']> =>
    problems.map((problem) => ({ file, index, problem }))
  const taken = new Set(filed.filed.map(({ index }) => index))
  const problems = [
    ...of(null, taken.size === 0 ? [] : reading.problems),
    ...chosen.flatMap(({ index, problems: mine }) => (taken.has(index) ? of(index, mine) : [])),
  ]
  return { filed: filed.filed, refused: [...refused, ...filed.refused], problems }
}

function problemsOf(db: Reader, { report: { externalId }, problems }: FoundItem): string[] {
  const first = externalId === undefined ? undefined : firstOfNumber(db, externalId)
  return externalId === undefined || !first ? problems : [sameNumber(externalId, `report ${first.number}`), ...problems]
}

/** The bytes of the file first, then of each report its own message, where there are several, and its parts. */
function sourcesOf(file: string, reading: OpenFile, chosen: readonly Chosen[]): Source[] {
  const inner = chosen.flatMap(({ index, item: { message, parts } }) => [
    ...(message ? [reading.source(index, null, message)] : []),
    ...parts.map((part, n) => reading.source(index, n, part)),
  ])
  return [{ path: file }, ...inner]
}

function record(
  workspace: Workspace,
  file: string,
  reading: OpenFile,
  chosen: readonly Chosen[],
  context: CallContext,
): Promise<TakenFile> {
  const { name: importer, version } = importers[reading.kind]
  return stageAndRecord(workspace, sourcesOf(file, reading, chosen), context, (transaction, staged) => {
    const [source, ...rest] = staged
    if (source?.blob.sha256 !== reading.sha256) throw changed(file)
    const taken: TakenFile = { filed: [], refused: [] }
    // Where the file is on record already (a mailbox of which more is taken), what is taken out of it names that one.
    let root = keptBefore(transaction.db, reading.sha256)
    let at = 0
    for (const { index, item, report, problems } of chosen) {
      const mine = rest.slice(at, (at += item.parts.length + (item.message ? 1 : 0)))
      const twin = duplicateOf(transaction.db, bytesOf(item, reading))
      if (twin) {
        taken.refused.push(duplicate(file, index, twin))
        continue
      }
      const provenance = {
        importer,
        version,
        fileName: basename(file).toWellFormed(),
        sha256: reading.sha256,
        item: index,
        ...keptProblems([...(taken.filed.length === 0 ? reading.problems : []), ...problems]),
      }
      const filed = receiveReport(workspace, transaction, report, provenance)
      const method = `imported (${importer}, version ${version})`
      const kind = reading.count > 1 ? 'source' : 'original'
      const entered: Entered[] = root === undefined ? [{ staged: source, method, kind }] : []
      const first = entered.length
      if (item.message) {
        const [staging] = mine
        const how = `message ${index + 1} of the mailbox`
        if (staging) entered.push({ staged: staging, method, derivedFrom: { of: root ?? 0, how } })
      }
      const holder = item.message ? first : (root ?? 0)
      for (const [n, part] of item.parts.entries()) {
        const staging = mine[n + (item.message ? 1 : 0)]
        const derivedFrom = { of: holder, how: part.how }
        if (staging) entered.push({ staged: staging, method, kind: 'derivative', derivedFrom })
      }
      const kept = registerExhibits(workspace, transaction, { report: filed.report }, entered)
      root ??= kept[0]?.exhibit
      const exhibits = kept.map(({ number }) => number)
      taken.filed.push({ file, index, report: filed.report, exhibits, same: sameOf(kept) })
    }
    return taken
  })
}

/** Problems as they go on record; those of the whole file go with the first report of it. */
export function keptProblems(all: readonly string[]): { problems?: string[] } {
  if (all.length === 0) return {}
  const kept = all.slice(0, mostProblems).map((one) => cut(one.toWellFormed(), 2000))
  if (all.length > mostProblems) kept.push(`and ${all.length - mostProblems} more, which the preview of the file says`)
  return { problems: kept }
}

const mostProblems = 200

const keptBefore = (db: Reader, sha256: string): string | undefined =>
  db.get<{ id: string }>(
    'select id from exhibit where sha256 = ? and report_id is not null order by seq limit 1',
    sha256,
  )?.id

/** The hash of a report's own bytes: of its message in a mailbox, or of the file. */
const bytesOf = ({ message }: FoundItem, { sha256 }: FoundFile): string => message?.sha256 ?? sha256

/** The report as it is filed: nothing of a proposal that was not accepted is in it. */
function reportOf({ report, proposals }: FoundItem, { category, accept, narrative }: Wanted, now: string): unknown {
  const accepted = proposals.filter(({ id }) => accept.includes(id)).map(({ sets }) => sets)
  const fields = Object.assign({}, report.fields, ...accepted.map((sets) => sets.fields ?? {})) as Record<
    string,
    string
  >
  const occurredAt = accepted.find((sets) => sets.occurredAt)?.occurredAt
  const place = accepted.find((sets) => sets.place)?.place
  // A message's words are its sender's and are never changed.
  const words = report.channel === 'import' && narrative?.trim() ? narrative : report.narrative
  return {
    ...report,
    receivedAt: report.receivedAt ?? now,
    ...(category === undefined ? {} : { category }),
    narrative: words,
    ...(occurredAt ? { occurredAt } : {}),
    ...(place ? { place } : {}),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
  }
}
