import { randomUUID } from 'node:crypto'
import type { Checked, Output } from '../../../../../shared/contract/contract.ts'
import type { ingestProcedures } from '../../../../../shared/contract/ingest.ts'
import type { CallContext, Handlers } from '../../../../../shared/contract/server.ts'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { findReport } from '../../../intake/reports/index.ts'
import type { Workspace } from '../../../record/members/index.ts'
import { findCase, findWorkingCase } from '../../cases/index.ts'
import { ownerOf, workingCaseOf } from '../owner.ts'
import { IngestRows } from './rows.ts'
import { runBatch, turnsOf } from './run.ts'
import { filesAt } from './walk.ts'

type Calls = keyof typeof ingestProcedures

/** Files on their way to be exhibits. */
export const ingestHandlers = (workspace: Workspace): Pick<Handlers, Calls> => ({
  'ingest.add': (input, context) => add(workspace, input, context),
  'ingest.run': ({ batch }, context) => runBatch(workspace, batch, context),
  'ingest.list': ({ case: ofCase, report }) => ({ items: list(workspace, { ofCase, report }) }),
  'ingest.files': ({ batch, states, offset, limit }) => {
    const rows = new IngestRows(workspace)
    const { key } = rows.find(batch)
    const counts = rows.counts(key)
    return {
      total: [...new Set(states)].reduce((sum, state) => sum + counts[state].files, 0),
      items: rows
        .files(key, states, { offset, limit })
        .map(({ at, name, sourcePath, size, state, problem, twins }) => ({
          at,
          name,
          sourcePath,
          size,
          state,
          problem,
          twins,
        })),
    }
  },
  'ingest.decide': (input) => decide(workspace, input),
})

/** What lies in the vault of a queue is a draft's: a vault that may be another's takes none. */
function requireSound({ ledger }: Workspace): void {
  if (ledger.fault) throw ledger.fault
}

async function add(
  workspace: Workspace,
  { case: ofCase, report, files: paths, ...collected }: Checked<'ingest.add'>,
  { signal, progress }: CallContext,
): Promise<Output<'ingest.add'>> {
  requireSound(workspace)
  if (paths.length === 0)
    throw new HoldfastError('INVALID_INPUT', 'No file was named to be kept.', 'Name files or folders.')
  const { db, vault, ports } = workspace
  const owner = ownerOf({ case: ofCase, report })
  const about = 'case' in owner ? findWorkingCase(db, owner.case) : findReport(db, owner.report)
  if ('report' in owner) workingCaseOf(db, findReport(db, owner.report))
  const files = await filesAt(paths, {
    vault: vault.dir,
    signal,
    onFound: (found) => progress({ stage: 'Looking for files', done: found, total: found, unit: 'files' }),
  })
  const batch = randomUUID()
  const toKeep = files.filter(({ state }) => state !== 'skipped')
  const bytes = toKeep.reduce((sum, { size }) => sum + size, 0)
  const addedAt = new Date(ports.clock.now()).toISOString()
  const of = 'case' in owner ? 'case' : 'report'
  const said = { ...collected, collectedAt: collected.collectedAt ?? addedAt }
  const row = {
    owner: about.number,
    of,
    addedAt,
    collected: said,
    files: toKeep.length,
    bytes,
    kept: 0,
    keptBytes: 0,
  } as const
  new IngestRows(workspace).add(batch, about.id, row, files)
  return { batch, files: toKeep.length, bytes, skipped: files.length - toKeep.length }
}

function list(
  workspace: Workspace,
  { ofCase, report }: { ofCase: string | undefined; report: string | undefined },
): Output<'ingest.list'>['items'] {
  const rows = new IngestRows(workspace)
  const { running } = turnsOf(workspace)
  const wanted =
    ofCase !== undefined
      ? findCase(workspace.db, ofCase).number
      : report === undefined
        ? undefined
        : findReport(workspace.db, report).number
  return rows
    .batches()
    .filter(({ batch }) => wanted === undefined || batch.owner === wanted)
    .map(({ id, key, batch: { owner, addedAt, files, bytes, kept, keptBytes } }) => {
      const { waiting, failed, same, skipped } = rows.counts(key)
      return {
        batch: id,
        owner,
        addedAt,
        running: running.has(id),
        files,
        bytes,
        kept,
        keptBytes,
        waiting: waiting.files,
        waitingBytes: waiting.bytes,
        failed: failed.files,
        same: same.files,
        skipped: skipped.files,
      }
    })
    .sort((a, b) => (a.addedAt < b.addedAt ? 1 : -1))
}

/** Fails with NOT_FOUND, and with INVALID_INPUT when bytes are to be kept again without why. */
function decide(
  workspace: Workspace,
  { batch: id, numbers: named, states, as, again }: Checked<'ingest.decide'>,
): Output<'ingest.decide'> {
  requireSound(workspace)
  if (as === 'keep' && again === undefined)
    throw new HoldfastError('INVALID_INPUT', 'It is not said why the same bytes are kept again.', 'Say why.')
  const rows = new IngestRows(workspace)
  const { key } = rows.find(id)
  const places = named && new Set(named)
  const meant = rows.files(key, states).filter(({ at }) => places?.has(at) ?? true)
  // What is no file cannot be kept, whatever is decided.
  const files = as === 'leave-out' ? meant : meant.filter(({ state }) => state !== 'skipped')
  const { now } = turnsOf(workspace)
  rows.atOnce(() => {
    for (const file of files) {
      if (as === 'leave-out') rows.dropFile(key, file)
      else
        rows.setFile(key, {
          ...file,
          state: 'waiting',
          problem: null,
          again: as === 'keep' ? (again ?? null) : file.again,
        })
    }
    if (as === 'leave-out') rows.dropIfDone(key)
  })
  if (as === 'leave-out' && now?.batch === id && files.some(({ at }) => at === now.at)) now.abort.abort()
  return { files: files.length }
}
