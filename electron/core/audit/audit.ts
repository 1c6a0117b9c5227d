import type { Checked as Input, Output } from '../../../shared/contract/contract.ts'
import type { AuditReport } from '../../../shared/contract/ledger.ts'
import type { CallContext } from '../../../shared/contract/server.ts'
import { count } from '../../../shared/kernel/show.ts'
import { parseNote } from '../../../shared/ledger/note.ts'
import { auditExhibits } from '../casework/exhibits/index.ts'
import {
  auditEntries,
  auditRows,
  auditSchema,
  auditTables,
  auditTiles,
  type AnyView,
  Replayed,
  type AuditContext,
} from '../record/ledger/index.ts'
import { memberName, signingKeyIn, type Workspace } from '../record/members/index.ts'
import { auditCertificates } from '../sign/index.ts'
import { affectedBy, firstOf } from './affects.ts'
import { auditOnRecord, checkFit, checkHeader, checkPages, startAfterAudit } from './checks.ts'
import { forgetSteps, keepSteps, keptSteps } from './kept.ts'
import { stillProven } from './still-proven.ts'
import { beside, carryOut, type Checked, type Done } from './steps.ts'
import { auditView } from './view.ts'

type Report = Output<'ledger.audit'>
type Step = AuditReport['steps'][number]['step']
type Run = (step: Step, what: string, work: Parameters<typeof carryOut>[4]) => Promise<void>

/**
 * Checks what this vault holds against what was sealed, and says what is wrong, what that concerns and what still
 * stands. `full` checks everything; `new` the entries, heads and hashes that were added since the last full audit on
 * record that found nothing, or all of them where there is none. A full audit that finds nothing is recorded; what finds a change of the record writes
 * nothing and stops the ledger. A step that cannot be carried out is a problem of its own, and the others go on.
 */
export async function auditVault(
  workspace: Workspace,
  views: readonly AnyView[],
  { scope, fresh }: Input<'ledger.audit'>,
  { signal, progress }: CallContext,
): Promise<Report> {
  const { ledger, db, ports, member } = workspace
  const { now } = ports.clock
  const started = now()
  const head = headOf(workspace)
  const size = ledger.size
  const before = scope === 'new' ? auditOnRecord(workspace) : undefined
  const done: Done[] = scope === 'full' && !fresh ? keptSteps(workspace, head) : []
  const run: Run = async (step, what, work) => {
    if (done.some((one) => one.step.step === step)) return
    done.push(await carryOut(step, what, now, { signal, progress }, work))
    stopOn(workspace, done)
    if (scope === 'full' && done.every(({ problems }) => problems.length === 0)) keepSteps(workspace, head, done)
  }
  let from = 0
  if (scope === 'new') from = await checkNew(workspace, views, size, before, run)
  else {
    const isKept = done.some(({ step }) => step.step === 'structure')
    const replayed = new Replayed(views)
    try {
      await beside(
        isKept,
        { signal },
        (context) => checkFit(workspace, context),
        (fit) => checkAll(workspace, views, size, run, fit, replayed),
      )
    } finally {
      replayed.close()
    }
  }

  const problems = done.flatMap((one) => one.problems)
  const steps = done.map(({ step }) => step)
  const affects = affectedBy(problems, db, views)
  const counted = (step: Step): number => done.find((one) => one.step.step === step)?.count ?? 0
  const about = { scope, from, head: { ...head, size } }
  const report: Report = {
    ...about,
    ok: problems.length === 0,
    head,
    entries: counted('entries'),
    exhibits: counted('exhibits'),
    problems,
    first: firstOf(problems),
    steps,
    affects,
    stands: stillProven(about, steps, problems, affects, db),
    by: member.name,
    version: ports.version,
    startedAt: new Date(started).toISOString(),
    took: Math.max(0, now() - started),
    recorded: null,
  }
  if (scope === 'new') return report
  // It came to its end: the next one begins anew, whatever this one found.
  forgetSteps(workspace)
  if (!report.ok) return report
  return { ...report, recorded: record(workspace, report, done) }
}

/**
 * `fit` gives what was found of how the pages fit together, which goes on beside the other steps. `replayed` takes the entries as they
 * are read, for the comparison of the tables.
 */
async function checkAll(
  workspace: Workspace,
  views: readonly AnyView[],
  size: number,
  run: Run,
  fit: (context: AuditContext) => Promise<string | undefined>,
  replayed: Replayed,
): Promise<void> {
  const { vault, ledger, db } = workspace
  const { origin } = ledger
  await run('pages', 'The seal of every page of vault.db', (context) => checkPages(workspace, context))
  await run('entries', 'Chain, tree, signed heads and payloads', async (context) => {
    const { entries, destroyed } = await auditEntries(
      db,
      views,
      origin,
      size,
      signingKeyIn,
      context,
      undefined,
      replayed,
    )
    return { ...entriesOf(entries), remark: destroyed === 0 ? undefined : destroyedInWords(destroyed) }
  })
  await run('rows', 'Rows that no transaction wrote', (context) => {
    auditRows(db, ledger.size, context)
    return { count: 3, checked: '3 tables' }
  })
  await run('tree', 'The stored hashes of the tree', async (context) => tilesOf(await auditTiles(db, size, context)))
  await run('definitions', 'The definitions of the database', (context) => {
    auditSchema(db, views, context)
    return { count: 1, checked: 'every table, index and trigger' }
  })
  await run('structure', 'That the pages of the database fit together', async (context) => {
    const remark = await fit(context)
    return { count: 1, checked: 'the whole file', remark }
  })
  await run('tables', 'The tables, against a fresh projection of the entries', async (context) => {
    await auditTables(db, views, () => ledger.size, replayed, context)
    const tables = views.flatMap((view) => Object.keys(view.tables)).length
    return { count: tables, checked: count(tables, 'table') }
  })
  await run('header', 'The header, vault.json', (context) => checkHeader(workspace, context))
  await run('signing-keys', 'The certificates and keys that sign packets', async (context) => {
    const certificates = await auditCertificates(workspace, context)
    return { count: certificates + 1, checked: `the root, ${count(certificates, 'certificate')}` }
  })
  await run('exhibits', 'Every exhibit, read back', async (context) => {
    const exhibits = await auditExhibits(vault, db, context)
    return { count: exhibits, checked: count(exhibits, 'exhibit') }
  })
}

/** Returns the first entry that it read. */
async function checkNew(
  workspace: Workspace,
  views: readonly AnyView[],
  size: number,
  before: ReturnType<typeof auditOnRecord>,
  run: Run,
): Promise<number> {
  const { ledger, db } = workspace
  let start: Awaited<ReturnType<typeof startAfterAudit>> | undefined
  if (before) {
    await run('prefix', `The root of the first ${before.size} entries, by stored hashes`, async (context) => {
      start = await startAfterAudit(workspace, before, context)
      return entriesOf(before.size)
    })
  }
  const from = before && start ? before.size : 0
  await run('entries', 'Chain, tree, signed heads and payloads of what was added', async (context) =>
    entriesOf((await auditEntries(db, views, ledger.origin, size, signingKeyIn, context, start)).entries),
  )
  await run('tree', 'The stored hashes of what was added', async (context) =>
    tilesOf(await auditTiles(db, size, context, from)),
  )
  return from
}

const destroyedInWords = (n: number): string =>
  `What ${count(n, 'entry', 'entries')} recorded was destroyed under orders that are on record; the entries themselves were checked.`

const entriesOf = (n: number): Checked => ({
  count: n,
  checked: `${n.toLocaleString('en')} ${n === 1 ? 'entry' : 'entries'}`,
})
const tilesOf = (n: number): Checked => ({ count: n, checked: count(n, 'tile') })

/** What a person cannot have done by work in this vault: after it nothing may be added. */
const ofTheRecord = new Set([
  'PAGE_CHANGED',
  'ENTRY_CHANGED',
  'ENTRY_MISSING',
  'PAYLOAD_CHANGED',
  'HEAD_CHANGED',
  'TREE_CHANGED',
  'TABLE_CHANGED',
  'SCHEMA_CHANGED',
])

function stopOn({ ledger }: Workspace, done: readonly Done[]): void {
  const found = done.flatMap(({ problems }) => problems).find(({ code }) => ofTheRecord.has(code))
  if (found) ledger.stop(`is not as it was sealed: an audit found that ${found.where} was changed`)
}

function headOf({ ledger, db }: Workspace): Report['head'] {
  const { size, root, at, note } = ledger.head()
  const signer = parseNote(note)?.signatures[0]?.name.replace(/^member\//, '')
  try {
    return { size, root, at, by: signer === undefined ? null : memberName(db, signer) }
  } catch {
    return { size, root, at, by: null }
  }
}

/** Puts a full audit that found nothing on record. That it cannot be written (a full disk) takes nothing from it. */
function record({ ledger, vault }: Workspace, report: Report, done: readonly Done[]): number | null {
  const checked = done.find(({ step }) => step.step === 'entries')
  const { size, root } = report.head
  if (ledger.fault || checked?.count !== size) return null
  const { exhibits, startedAt, took, version } = report
  try {
    const payload = { size, root, exhibits, startedAt, took, version }
    return ledger.transact(({ append }) => append(auditView, 'vault.audited', { subject: vault.header.id }, payload))
      .seq
  } catch {
    return null
  }
}
