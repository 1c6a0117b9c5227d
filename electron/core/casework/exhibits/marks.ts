import { asc, eq, or } from 'drizzle-orm'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { Mark } from '../../../../shared/contract/evidence/marks.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { findCase } from '../cases/index.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { standingCaseOf } from './owner.ts'
import { exhibitsOfCase, findExhibit } from './queries.ts'
import { markActs } from './tables.ts'
import { exhibitsView } from './view.ts'

type Act = typeof markActs.$inferSelect

const actsOf = query((from, { exhibit }: Given<{ exhibit: string }>) =>
  from.select().from(markActs).where(eq(markActs.exhibitId, exhibit)).orderBy(asc(markActs.seq)),
)
const actsNamed = query((from, { ref, number }: Given<{ ref: string; number: string }>) =>
  from
    .select()
    .from(markActs)
    .where(or(eq(markActs.id, ref), eq(markActs.number, number)))
    .orderBy(asc(markActs.seq)),
)

/** The marks of an exhibit as they stand, in the order in which they were made. */
export function marksOf(db: Reader, exhibit: { id: string; number: string; fileName: string }): Mark[] {
  const acts = Map.groupBy(db.all(actsOf, { exhibit: exhibit.id }), ({ id }) => id)
  return [...acts.values()].flatMap((ofOne) => {
    const mark = standing(db, ofOne, exhibit)
    return mark ? [mark] : []
  })
}

/** How a mark stands after its acts; undefined when it was withdrawn. */
function standing(
  db: Reader,
  acts: readonly Act[],
  { id: exhibit, number: exhibitNumber, fileName }: { id: string; number: string; fileName: string },
): Mark | undefined {
  const [made, last] = [acts[0], acts.at(-1)]
  if (!made || !last || last.act === 'withdrawn') return undefined
  const changed = last.act === 'changed'
  return {
    id: made.id,
    number: made.number,
    exhibit,
    exhibitNumber,
    fileName,
    sha256: made.sha256 ?? '',
    at: made.at,
    comment: last.comment,
    labels: last.labels ?? [],
    why: last.why,
    madeAt: made.recordedAt,
    madeBy: memberName(db, made.recordedBy),
    changedAt: changed ? last.recordedAt : null,
    changedBy: changed ? memberName(db, last.recordedBy) : null,
    seq: made.seq,
  }
}

/** The marks of an exhibit or of a case, those with a label or all, and which labels there are. Fails with INVALID_INPUT. */
export function listMarks(
  { db }: Workspace,
  { case: ofCase, exhibit, label }: Checked<'mark.list'>,
): Output<'mark.list'> {
  if ((ofCase === undefined) === (exhibit === undefined))
    throw new HoldfastError('INVALID_INPUT', 'Marks are listed of an exhibit or of a case.', 'Name one of them.')
  const exhibits = ofCase === undefined ? [findExhibit(db, exhibit ?? '')] : exhibitsOfCase(db, findCase(db, ofCase).id)
  const all = exhibits.flatMap((one) => marksOf(db, one))
  return {
    items: label === undefined ? all : all.filter(({ labels }) => labels.includes(label)),
    labels: [...new Set(all.flatMap(({ labels }) => labels))].sort((a, b) => a.localeCompare(b, 'en')),
  }
}

interface Said {
  comment: string | null
  labels: string[]
  why: string | null
}

function requireWords({ comment, labels, why }: Said): void {
  if (comment !== null || labels.length > 0 || why !== null) return
  throw new HoldfastError(
    'INVALID_INPUT',
    'A mark says something: a comment, a label, or why the place matters.',
    'Give one of them; nothing was recorded.',
  )
}

/** Marks a place in an exhibit. Fails with INVALID_INPUT when it says nothing. */
export function makeMark(
  workspace: Workspace,
  { exhibit: ref, at, comment, labels, why }: Checked<'mark.make'>,
): Output<'mark.make'> {
  const said = { comment, labels: [...new Set(labels)], why }
  requireWords(said)
  return workspace.ledger.transact((transaction) =>
    make(workspace, transaction, findExhibit(transaction.db, ref), { at, ...said }),
  )
}

function make(
  { ports }: Workspace,
  { db, append }: Transaction,
  exhibit: ExhibitRow,
  { at, ...said }: Said & { at: string | null },
): Output<'mark.make'> {
  const serial = 1 + Math.max(0, ...db.all(actsOf, { exhibit: exhibit.id }).map((act) => act.serial ?? 0))
  const id = idFrom(ports.random(16))
  const number = `${exhibit.number}.${serial}`
  const about = { subject: exhibit.id, case: standingCaseOf(db, exhibit) }
  append(exhibitsView, 'mark.made', about, { mark: id, number, serial, sha256: exhibit.sha256, at, ...said })
  return { mark: id, number }
}

/** Puts a label on the whole of several exhibits, in one transaction. */
export function labelExhibits(
  workspace: Workspace,
  { exhibits: refs, label }: Checked<'mark.label'>,
): Output<'mark.label'> {
  return workspace.ledger.transact((transaction) => {
    const { db } = transaction
    const exhibits = new Map(refs.map((ref) => findExhibit(db, ref)).map((exhibit) => [exhibit.id, exhibit]))
    const without = [...exhibits.values()].filter(
      (exhibit) => !marksOf(db, exhibit).some(({ at, labels }) => at === null && labels.includes(label)),
    )
    for (const exhibit of without)
      make(workspace, transaction, exhibit, { at: null, comment: null, labels: [label], why: null })
    return { marked: without.length, had: exhibits.size - without.length }
  })
}

/** Says a mark anew. Fails with NOT_FOUND, and INVALID_INPUT when it says nothing. */
export function changeMark(
  workspace: Workspace,
  { mark: ref, comment, labels, why }: Checked<'mark.change'>,
): Output<'mark.change'> {
  const said = { comment, labels: [...new Set(labels)], why }
  requireWords(said)
  return workspace.ledger.transact(({ db, append }) => {
    const { mark, about } = findMark(db, ref)
    append(exhibitsView, 'mark.changed', about, {
      mark: mark.id,
      number: mark.number,
      ...said,
    })
    return { mark: mark.id, number: mark.number }
  })
}

/** Takes a mark away. Fails with NOT_FOUND. */
export function withdrawMark(
  workspace: Workspace,
  { mark: ref, reason }: Checked<'mark.withdraw'>,
): Output<'mark.withdraw'> {
  return workspace.ledger.transact(({ db, append }) => {
    const { mark, about } = findMark(db, ref)
    append(exhibitsView, 'mark.withdrawn', about, {
      mark: mark.id,
      number: mark.number,
      reason,
    })
    return { mark: mark.id, number: mark.number }
  })
}

/** A mark as it stands, by number or id, with what an entry about it names. Fails with NOT_FOUND. */
function findMark(db: Reader, ref: string): { mark: Mark; about: { subject: string; case: string | undefined } } {
  const acts = db.all(actsNamed, { ref, number: ref.toUpperCase() })
  const [first] = acts
  const exhibit = first && findExhibit(db, first.exhibitId)
  const mark = exhibit && standing(db, acts, exhibit)
  if (exhibit && mark) return { mark, about: { subject: exhibit.id, case: standingCaseOf(db, exhibit) } }
  throw new HoldfastError(
    'NOT_FOUND',
    first ? `Mark ${first.number} was withdrawn.` : `There is no mark “${ref}” in this vault.`,
    'See the marks of the exhibit for their numbers.',
  )
}
