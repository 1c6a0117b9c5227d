import { eq, max } from 'drizzle-orm'
import type { ExhibitKind } from '../../../../shared/contract/exhibits.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findWorkingCase } from '../cases/index.ts'
import { findReport } from '../../intake/reports/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import { isAllowed, type Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { exhibitsWith } from './twins.ts'
import { workingCaseOf, type Owner } from './owner.ts'
import type { Staged } from './stage.ts'
import { exhibitsView } from './view.ts'
import { exhibits } from './tables.ts'

/** Who collected something, when, where and how; what is left out is the member at work, and now. */
export interface Collected {
  description?: string | undefined
  collectedBy?: string | undefined
  collectedAt?: string | undefined
  place?: string | undefined
  method?: string | undefined
  /** Why it is kept again, where its bytes are on record already; written with its description. */
  again?: string | undefined
}

/** An exhibit to be: staged bytes with what is known of them. */
export interface Entered extends Collected {
  staged: Staged
  kind?: ExhibitKind | undefined
  /** What it was made from: an exhibit on record (id), or one entered before it in the same call (its index). */
  derivedFrom?: { of: string | number; how: string } | undefined
}

export interface Kept {
  exhibit: string
  number: string
  size: number
  sha256: string
  /** Exhibits that were on record with the same bytes before it; none to a member who may not read exhibits. */
  sameAs: string[]
}

interface Register {
  prefix: string
  last: number
  /** Of the entries: the case, when there is one already. */
  case: string | undefined
  owner: { caseNumber: string } | { report: { id: string; number: string } }
}

/** Enters staged bytes as exhibits, within the transaction that they are kept by. */
export function registerExhibits(
  { ports, member }: Workspace,
  { at, db, append, keepBlob }: Transaction,
  owner: Owner,
  entered: readonly Entered[],
): Kept[] {
  const register = registerOf(db, owner)
  const kept: Kept[] = []
  for (const [index, { staged, kind, derivedFrom, ...collected }] of entered.entries()) {
    const { fileName, sourcePath, mediaType, blob } = staged
    const { name, size, sha256 } = blob
    const serial = register.last + 1 + index
    const number = `${register.prefix}-E${String(serial).padStart(2, '0')}`
    const id = idFrom(ports.random(16))
    const sameAs = exhibitsWith(db, sha256).map((twin) => twin.number)
    keepBlob(blob)
    append(
      exhibitsView,
      'exhibit.added',
      { subject: id, case: register.case },
      {
        number,
        serial,
        ...register.owner,
        fileName: fileName.toWellFormed(),
        ...(sourcePath === undefined ? {} : { sourcePath: sourcePath.toWellFormed() }),
        description: describe(collected, sameAs),
        mediaType,
        size,
        sha256,
        blob: name,
        collectedBy: collected.collectedBy ?? member.name,
        collectedAt: collected.collectedAt ?? at,
        place: collected.place ?? null,
        method: collected.method ?? null,
        ...(kind === undefined ? {} : { kind }),
        ...(derivedFrom && { derivedFrom: { ...originOf(db, kept, derivedFrom.of), how: derivedFrom.how } }),
      },
    )
    const told = isAllowed(member.roles, 'exhibit.read') ? sameAs : []
    kept.push({ exhibit: id, number, size, sha256, sameAs: told })
  }
  return kept
}

/** The words on an exhibit, with why its bytes are kept once more. */
function describe({ description, again }: Collected, [first]: readonly string[]): string | null {
  if (first === undefined || again === undefined) return description ?? null
  const kept = `Same bytes as ${first}, kept again: ${again}`
  return description === undefined ? kept : `${description} (${kept})`
}

/** Those of kept exhibits whose bytes were on record before. */
export const sameOf = (kept: readonly Kept[]): { exhibit: string; as: string[] }[] =>
  kept.flatMap(({ number, sameAs }) => (sameAs.length > 0 ? [{ exhibit: number, as: sameAs }] : []))

function registerOf(db: Reader, owner: Owner): Register {
  if ('case' in owner) {
    const { id, number } = findWorkingCase(db, owner.case)
    return { prefix: number, last: db.get(lastOfCase, { id })?.last ?? 0, case: id, owner: { caseNumber: number } }
  }
  const report = findReport(db, owner.report)
  const { id, number } = report
  const last = db.get(lastOfReport, { id })?.last ?? 0
  return { prefix: number, last, case: workingCaseOf(db, report), owner: { report: { id, number } } }
}

const lastOfCase = query((from, { id }: Given<{ id: string }>) =>
  from
    .select({ last: max(exhibits.serial) })
    .from(exhibits)
    .where(eq(exhibits.caseId, id)),
)
const lastOfReport = query((from, { id }: Given<{ id: string }>) =>
  from
    .select({ last: max(exhibits.serial) })
    .from(exhibits)
    .where(eq(exhibits.reportId, id)),
)
const exhibitBy = query((from, { id }: Given<{ id: string }>) =>
  from.select({ exhibit: exhibits.id, number: exhibits.number }).from(exhibits).where(eq(exhibits.id, id)),
)

function originOf(db: Reader, kept: readonly Kept[], of: string | number): { exhibit: string; number: string } {
  const found = typeof of === 'number' ? kept[of] : db.get(exhibitBy, { id: of })
  if (found) return { exhibit: found.exhibit, number: found.number }
  throw new HoldfastError(
    'NOT_FOUND',
    'The exhibit that another one was made from is not on record.',
    'Keep the original first; nothing was recorded.',
  )
}
