import { basename, join } from 'node:path'
import { hex } from '../../../shared/kernel/bytes.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { supersedingFaults } from '../record/anchors/index.ts'
import { knownBlobs } from '../casework/exhibits/index.ts'
import { breathe, reportStructure, startBehind, type AuditContext } from '../record/ledger/index.ts'
import { actFaults, readVault, renewalFaults, signingKeyIn, type Workspace } from '../record/members/index.ts'
import {
  checkpoint,
  checkPageSeals,
  checkStructure,
  commitmentTo,
  databaseKey,
  plantedIn,
  readRegular,
  sha256Hex,
} from '../record/vault/index.ts'
import { lastAudit } from './schedule.ts'
import type { Checked } from './steps.ts'

/** The seal of every page of the file. */
export async function checkPages({ vault }: Workspace, { progress, signal, report }: AuditContext): Promise<Checked> {
  const remark = intoTheFile(vault)
  let pages = 0
  const failed = await checkPageSeals(await vault.databaseFile(), databaseKey(vault.keys.vaultKey), (done, total) => {
    progress?.({ stage: 'Checking the seal of every page', done, total, unit: 'pages' })
    pages = total
    if (signal?.aborted) throw new HoldfastError('CANCELLED', 'The audit was cancelled.', 'Start it again; it goes on.')
  })
  for (const page of failed) {
    report({
      code: 'PAGE_CHANGED',
      where: `page ${page} of vault.db`,
      message: 'These bytes are not what this vault wrote.',
    })
  }
  return { count: pages, checked: `${pages.toLocaleString('en')} ${pages === 1 ? 'page' : 'pages'}`, remark }
}

/**
 * What is still in the write-ahead log goes into the file first, so that the file is what is checked. That needs room;
 * without it the file is checked as it lies, and the log by what the other steps read through it.
 */
function intoTheFile(vault: Workspace['vault']): string | undefined {
  try {
    return checkpoint(vault)
      ? undefined
      : 'A backup is being made: pages that wait in vault.db-wal were not checked by their seals.'
  } catch (thrown) {
    if (!(thrown instanceof HoldfastError) || (thrown.code !== 'DISK_FULL' && thrown.code !== 'IO')) throw thrown
    return 'The disk has no room: pages that wait in vault.db-wal were not checked by their seals.'
  }
}

/**
 * Has SQLite check that its pages fit together: each page is used once, each row is in every index, and no index names
 * another. An old page of an index that was put back is sealed and leaves every row as it is, and yet hides rows from
 * whoever asks by that index; an old page of the list of free pages would have the next command write over rows.
 */
export async function checkFit({ vault, ports }: Workspace, context: AuditContext): Promise<string | undefined> {
  const { signal = new AbortController().signal, progress } = context
  const stage = 'Checking how the pages fit together'
  progress?.({ stage, done: 0, total: 1, unit: 'steps' })
  await breathe(signal)
  const onBytes = (done: number, total: number): void =>
    progress?.({
      stage: done < total ? 'Copying the pages, to check how they fit together' : stage,
      done,
      total,
      unit: 'bytes',
    })
  const { said, remark } = await checkStructure(vault, ports.databases, { signal, onBytes })
  reportStructure(said, context)
  await breathe(signal)
  return remark
}

/** The header, read again: what was unlocked is not what lies there now. */
export async function checkHeader({ vault, db }: Workspace, { report }: AuditContext): Promise<Checked> {
  const hashOf = (name: string): Promise<string> =>
    readRegular(join(vault.dir, name), 1 << 20).then(
      (bytes) => sha256Hex(bytes.toString('utf8')),
      () => '',
    )
  const onDisk = [await hashOf('vault.json'), vault.changing ? await hashOf('vault.json.next') : '']
  if (!onDisk.includes(readVault(db).headerHash)) {
    const message = 'The header is not the one that the ledger knows.'
    report({ code: 'HEADER_CHANGED', where: 'vault.json', message })
  }
  if (readVault(db).identity !== (vault.header.identity?.sha256 ?? null)) {
    const message = 'The identity in the header is not the one that the ledger recorded.'
    report({ code: 'HEADER_CHANGED', where: 'vault.json', message })
  }
  for (const { seq, why } of renewalFaults(db)) {
    report({ code: 'MEMBER_NOT_IN_FORCE', where: `entry ${seq}`, message: why })
  }
  for (const { seq, why } of [...actFaults(db), ...supersedingFaults(db)])
    report({ code: 'ENTRY_UNSOUND', where: `entry ${seq}`, message: why })
  const known = knownBlobs(db)
  for (const { name, found, leadsOut } of await plantedIn(vault.dir, true)) {
    // In the place of an exhibit's own file it is a problem of that exhibit.
    if (known.has(basename(name))) continue
    const message = leadsOut
      ? `It is ${found} where a folder of the vault belongs: what is put there would lie outside of the vault.`
      : `It is ${found}, which Holdfast does not put there.`
    report({ code: 'FOLDER_CHANGED', where: name, message })
  }
  return { count: 1, checked: '1 file' }
}

/** What the last full audit on record found, from its entry, whose payload must open its commitment. */
export function auditOnRecord({ db, ledger }: Workspace): { size: number; root: string; at: string } | undefined {
  const last = ledger.fault ? undefined : lastAudit(db)
  if (!last) return undefined
  const row = db.get<{ bytes: string; salt: Buffer; body: string }>(
    'select e.bytes, p.salt, p.body from entry e join payload p using (seq) where e.seq = ?',
    last.seq,
  )
  if (!row) return undefined
  const entry = JSON.parse(row.bytes) as { type: string; commit: string; at: string }
  if (entry.type !== 'vault.audited' || commitmentTo(row.salt, row.body) !== entry.commit) return undefined
  const { size, root } = JSON.parse(row.body) as { size: number; root: string }
  // The entry itself must lie in what is read again: only then is it proven too.
  return size <= last.seq ? { size, root, at: entry.at } : undefined
}

/** The entries that an audit proved are the beginning of those that are there now, by the tree's stored hashes. */
export async function startAfterAudit(
  { db }: Workspace,
  before: { size: number; root: string; at: string },
  { signal, report }: AuditContext,
): ReturnType<typeof startBehind> {
  const start = await startBehind(db, before.size, signingKeyIn, signal)
  if (hex(start.frontier.root()) !== before.root) {
    const message = `The first ${before.size} entries do not have the root that the audit recorded at ${before.at} found.`
    report({ code: 'TREE_CHANGED', where: `first ${before.size} entries`, message })
  }
  return start
}
