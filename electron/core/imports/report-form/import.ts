import { eq } from 'drizzle-orm'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { ReportInput } from '../../../../shared/contract/intake.ts'
import type { SealedReport } from '../../../../shared/contract/report-form.ts'
import { issuesInWords, type CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError, toFailure } from '../../../../shared/kernel/errors.ts'
import { showInstant, showOccurred } from '../../../../shared/kernel/show.ts'
import { isZone } from '../../../../shared/kernel/zones.ts'
import { registerExhibits, sameOf, stageAndRecord } from '../../casework/exhibits/index.ts'
import { receiveReport } from '../../intake/reports/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { changed } from '../refusals.ts'
import { describe } from './read.ts'
import { openSealed } from './sealed-file.ts'
import { reportFormView } from './view.ts'
import { formImports } from './tables.ts'

type Imported = Output<'form.import'>

/** Files sealed reports, each in a transaction of its own; one that is refused does not keep the others out. */
export async function importSealed(
  workspace: Workspace,
  { files }: Checked<'form.import'>,
  context: CallContext,
): Promise<Imported> {
  const result: Imported = { filed: [], refused: [] }
  for (const [index, path] of files.entries()) {
    context.progress({ stage: 'Opening sealed reports', done: index, total: files.length, unit: 'steps' })
    try {
      const { report, id, exhibits, keyState } = await fileSealed(workspace, path, context)
      result.filed.push({ path, report, id, exhibits: exhibits.length, keyState })
    } catch (thrown) {
      const failure = toFailure(thrown)
      if (failure.code === 'CANCELLED' || failure.code === 'NOT_CONFIRMED') throw thrown
      result.refused.push({ path, ...failure })
    }
  }
  return result
}

/** What somebody saw of a sealed report and decided before it is filed. */
interface Seen {
  sha256: string
  category?: SealedReport['category'] | undefined
}

interface Filed extends Pick<Imported['filed'][number], 'report' | 'id' | 'keyState'> {
  /** Their numbers. */
  exhibits: string[]
  /** Those whose bytes were on record before. */
  same: ReturnType<typeof sameOf>
}

const filedAs = query((from, { sha256 }: Given<{ sha256: string }>) =>
  from.select({ reportNumber: formImports.reportNumber }).from(formImports).where(eq(formImports.sha256, sha256)),
)

/**
 * Files one sealed report with its attachments as exhibits and the hash of the file that it came as. Fails as
 * `openSealed` does, with CONFLICT when it is not the file that was seen, and with ALREADY_DONE when it was filed before.
 */
export async function fileSealed(
  workspace: Workspace,
  path: string,
  context: CallContext,
  seen?: Seen,
): Promise<Filed> {
  const opened = await openSealed(workspace, path)
  const described = describe(workspace, opened)
  const { body, files, key, sha256, size } = opened
  if (seen && seen.sha256 !== sha256) throw changed(path)
  requireNew(workspace.db, sha256)
  const category = seen?.category ?? described.category
  const report = asReport({ ...described, category }, new Date(workspace.ports.clock.now()).toISOString())
  const sources = files.map((bytes, index) => ({ name: body.attachments[index]?.name ?? '', bytes }))
  return stageAndRecord(workspace, sources, context, (transaction, staged) => {
    requireNew(transaction.db, sha256)
    const filed = receiveReport(workspace, transaction, report)
    const kept = registerExhibits(
      workspace,
      transaction,
      { report: filed.id },
      staged.map((one) => ({
        staged: one,
        description: 'Attached to the report by its reporter',
        method: `sealed report form, file SHA-256 ${sha256}`,
      })),
    )
    transaction.append(
      reportFormView,
      'form.imported',
      { subject: sha256 },
      {
        sha256,
        size,
        key: key.id,
        keyState: key.state,
        filling: body.id,
        reportNumber: filed.report,
        attachments: files.length,
      },
    )
    return {
      report: filed.report,
      id: filed.id,
      exhibits: kept.map(({ number }) => number),
      same: sameOf(kept),
      keyState: key.state,
    }
  })
}

function requireNew(db: Reader, sha256: string): void {
  const row = db.get(filedAs, { sha256 })
  if (!row) return
  throw new HoldfastError(
    'ALREADY_DONE',
    `This very file was filed before, as report ${row.reportNumber}.`,
    'Open that report; nothing was filed again.',
  )
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** The report as the queue takes it; what it came by is beside what was answered. */
function asReport(sealed: SealedReport, receivedAt: string): Checked<'report.add'> {
  const { form, key, otherSaves } = sealed
  const fields: [string, string][] = sealed.answers.map(({ label, text }) => [label, text])
  fields.push(
    [
      'Report form',
      `${form.title} (${form.key}, version ${form.version}), read in ${languageNames.of(sealed.language)}`,
    ],
    ['Saved by the reporter', `${showInstant(sealed.savedAt)}, by the clock of their device (${sealed.zone})`],
    ['Sealed file, SHA-256', sealed.sha256],
  )
  // The name of a zone that no place has: kept in its words, since no clock of the record can be told by it.
  if (sealed.occurredAt !== null && !placed(sealed)) fields.push(['Happened', showOccurred(sealed.occurredAt)])
  if (key.retiredAt !== null) fields.push(['Sealed to', `a key that was retired on ${showInstant(key.retiredAt)}`])
  if (otherSaves.length > 0) fields.push(['Other saves of this report', otherSaves.join(', ')])
  const checked = ReportInput.safeParse({
    channel: 'form',
    receivedAt,
    reporter: sealed.reporter && { name: sealed.reporter.name, contact: sealed.reporter.contact ?? undefined },
    occurredAt: placed(sealed) ? sealed.occurredAt : null,
    place: sealed.place === null ? null : { name: sealed.place },
    category: sealed.category,
    narrative: sealed.narrative,
    immediateDanger: sealed.immediateDanger,
    fields: named(fields),
  })
  if (checked.success) return checked.data
  throw new HoldfastError(
    'INVALID_INPUT',
    `What this sealed report says cannot be filed: ${issuesInWords(checked.error)}.`,
    'It was not made by a form of this vault; ask its sender. Nothing was filed.',
  )
}

const placed = ({ occurredAt }: SealedReport): boolean => occurredAt === null || isZone(occurredAt.zone)

/** As extra fields of a report, each under a name of its own that a report can have. */
function named(fields: readonly [label: string, text: string][]): Record<string, string> {
  const all = new Map<string, string>()
  for (const [label, text] of fields) {
    const short = Array.from(label).slice(0, 90).join('')
    let name = short
    for (let n = 2; all.has(name); n++) name = `${short} (${n})`
    all.set(name, text)
  }
  return Object.fromEntries(all)
}
