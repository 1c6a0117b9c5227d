import { createHash } from 'node:crypto'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { CallContext } from '../../../../shared/contract/server.ts'
import { HoldfastError, toFailure } from '../../../../shared/kernel/errors.ts'
import { findStandingCase } from '../cases/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import type { AuditContext } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { readBlob, type Reader, type Vault } from '../../record/vault/index.ts'
import { whyWithheld } from './outside.ts'
import { ownerOf, standingCaseOf } from './owner.ts'
import { allExhibits, blobOf, exhibitsOfCase, exhibitsOfReport, findExhibit, keptSize } from './queries.ts'
import { exhibitsView } from './view.ts'

interface Checking {
  signal?: AbortSignal | undefined
  onBytes?: (bytes: number) => void
}

/**
 * Reads an exhibit's stored bytes back and hashes them. Returns the hash and, when they are not what the register
 * says, the problem in words. Fails with CANCELLED only.
 */
async function readBack(
  vault: Vault,
  db: Reader,
  exhibit: ExhibitRow,
  { signal, onBytes }: Checking,
): Promise<{ sha256: string; problem?: string }> {
  const digest = createHash('sha256')
  try {
    for await (const chunk of readBlob(vault.blobs, blobOf(db, exhibit.id))) {
      if (signal?.aborted)
        throw new HoldfastError('CANCELLED', 'Verifying was cancelled.', 'Start it again for a result.')
      digest.update(chunk)
      onBytes?.(chunk.length)
    }
  } catch (thrown) {
    if (thrown instanceof HoldfastError && thrown.code === 'CANCELLED') throw thrown
    // One file that the computer does not give out must not hide what is wrong with the others.
    return { sha256: '', problem: toFailure(thrown).message }
  }
  const sha256 = digest.digest('hex')
  if (sha256 === exhibit.sha256) return { sha256 }
  return { sha256, problem: 'Its bytes do not have the hash that the register says.' }
}

interface Asked {
  exhibits: ExhibitRow[]
  /** What the entry about it names. */
  about: { subject: string; case: string | undefined }
  caseNumber: string | undefined
}

const day = 86_400_000

/** Whether an exhibit was neither read back nor kept in the last `days`; one that was not as kept is due at once. */
const isDue = ({ verifiedAt, failedAt, recordedAt }: ExhibitRow, days: number | undefined, now: number): boolean =>
  days === undefined || failedAt !== null || Date.parse(verifiedAt ?? recordedAt) <= now - days * day

/** The exhibits to be read back: of those of the owner, the ones that are named. Fails with NOT_FOUND. */
function askedFor(db: Reader, { only, olderThan: _, ...input }: Checked<'exhibit.verify'>): Asked {
  const asked = askedOf(db, input)
  if (only === undefined) return asked
  const wanted = new Set(only)
  const exhibits = asked.exhibits.filter(({ id, number }) => wanted.delete(number) || wanted.delete(id))
  const [strange] = wanted
  if (strange === undefined) return { ...asked, exhibits }
  throw new HoldfastError(
    'NOT_FOUND',
    `There is no exhibit “${strange}” among these; nothing was read.`,
    'See the register of exhibits for the numbers.',
  )
}

function askedOf(db: Reader, { exhibit, ...of }: Omit<Checked<'exhibit.verify'>, 'only' | 'olderThan'>): Asked {
  const owner = ownerOf(of)
  if ('case' in owner) {
    const found = findStandingCase(db, owner.case)
    const exhibits = exhibit === undefined ? exhibitsOfCase(db, found.id) : [findExhibit(db, exhibit, found)]
    return { exhibits, about: { subject: found.id, case: found.id }, caseNumber: found.number }
  }
  const report = findReport(db, owner.report)
  const all = exhibitsOfReport(db, report.id)
  const one = exhibit === undefined ? undefined : findExhibit(db, exhibit).id
  const exhibits = one === undefined ? all : all.filter(({ id }) => id === one)
  if (one !== undefined && exhibits.length === 0) {
    throw new HoldfastError(
      'NOT_FOUND',
      `There is no exhibit “${exhibit}” with report ${report.number}.`,
      'Open the report to see what came with it.',
    )
  }
  const about = { subject: report.id, case: standingCaseOf(db, report) }
  return { exhibits, about, caseNumber: report.caseNumber ?? undefined }
}

/** Verifies the exhibits of a case or a report, or one of them, and records that it was done. */
export async function verifyExhibits(
  { vault, db, ledger, ports }: Workspace,
  input: Checked<'exhibit.verify'>,
  { signal, progress }: CallContext,
): Promise<Output<'exhibit.verify'>> {
  const { exhibits: asked, about, caseNumber } = askedFor(db, input)
  const now = ports.clock.now()
  const exhibits = asked.filter((one) => isDue(one, input.olderThan, now))
  const left = asked
    .filter((one) => !exhibits.includes(one))
    .map(({ number, verifiedAt }) => ({ number, readAt: verifiedAt }))
  const total = exhibits.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  const results: Output<'exhibit.verify'>['exhibits'] = []
  const verified: { id: string; number: string }[] = []
  const failed: { id: string; number: string; problem: string }[] = []
  for (const exhibit of exhibits) {
    const onBytes = (bytes: number): void => {
      done += bytes
      progress({ stage: `Verifying ${exhibit.number}`, done, total, unit: 'bytes' })
    }
    const { sha256, problem } = await readBack(vault, db, exhibit, { signal, onBytes })
    const { id, number } = exhibit
    if (problem === undefined) verified.push({ id, number })
    else failed.push({ id, number, problem })
    results.push({ number, ok: problem === undefined, sha256, problem })
  }
  if (results.length === 0) return { ok: true, readAt: null, exhibits: [], left }
  const readAt = ledger.transact(({ at, append }) => {
    append(exhibitsView, 'exhibits.verified', about, {
      ...(caseNumber === undefined ? {} : { caseNumber }),
      verified,
      failed,
    })
    return at
  })
  return { ok: failed.length === 0, readAt, exhibits: results, left }
}

/**
 * Those of some exhibits that the vault has no bytes of, or other bytes than the entry says that adds them: why, in words, by
 * their ids. This program writes no such entry. Exhibits whose bytes go into no packet are not read. Fails with BLOB_DAMAGED
 * where what was kept is gone or damaged on the disk, and with CANCELLED.
 */
export async function neverKept(
  { vault, db }: Workspace,
  exhibits: readonly ExhibitRow[],
  context: CallContext,
): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (const exhibit of exhibits) {
    if (whyWithheld(exhibit) !== undefined) continue
    const { id, number, size, sha256, seq } = exhibit
    const kept = keptSize(db, id)
    if (kept === undefined) {
      found.set(id, `There are no bytes of it in the vault: nothing was kept under the name that entry ${seq} gives.`)
      continue
    }
    const read = kept === size ? await readBack(vault, db, exhibit, context) : undefined
    if (read?.sha256 === '')
      throw new HoldfastError(
        'BLOB_DAMAGED',
        `Exhibit ${number} (entry ${seq}): ${read.problem}`,
        'Run the audit, and put the file back from a backup before you build the packet.',
      )
    if (read?.sha256 !== sha256) found.set(id, `The bytes in the vault are not what entry ${seq} says of them.`)
  }
  return found
}

/** The audit's part: every blob that the register names is read back and hashed. Returns how many. */
export async function auditExhibits(
  vault: Vault,
  db: Reader,
  { signal, progress, report }: AuditContext,
): Promise<number> {
  const strangers = db.all<{ name: string }>('select name from blob where name not in (select blob from exhibit)')
  for (const { name } of strangers)
    report({ code: 'RECORD_EXTRA', where: `blob ${name}`, message: 'No exhibit has bytes under this key.' })
  const exhibits = allExhibits(db)
  const total = exhibits.reduce((sum, { size }) => sum + size, 0)
  let done = 0
  for (const exhibit of exhibits) {
    const onBytes = (bytes: number): void => {
      done += bytes
      progress?.({ stage: 'Reading every exhibit back', done, total, unit: 'bytes' })
    }
    const { sha256, problem } = await readBack(vault, db, exhibit, { signal, onBytes })
    if (problem === undefined) continue
    const code = sha256 === '' && problem.endsWith('is gone.') ? 'EXHIBIT_MISSING' : 'EXHIBIT_CHANGED'
    report({ code, where: `exhibit ${exhibit.number}`, message: problem })
  }
  return exhibits.length
}
