import { and, eq, isNull, max } from 'drizzle-orm'
import { query, type Given } from '../../record/vault/index.ts'
import { subjectAliases, subjectIdentifiers, subjects } from './tables.ts'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import { detailsOfKind, type SubjectBrief } from '../../../../shared/contract/subjects.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import type { Transaction } from '../../record/ledger/index.ts'
import type { Workspace } from '../../record/members/index.ts'
import { keyOfIdentifier } from './keys.ts'
import { withdrawPhoto } from './photos.ts'
import { briefById, findSubject, whoOf } from './queries.ts'
import { subjectsView } from './view.ts'

const lastSubject = query((from) => from.select({ last: max(subjects.serial) }).from(subjects))
const aliasNamed = query((from, { id, name }: Given<{ id: string; name: string }>) =>
  from
    .select({ id: subjectAliases.id })
    .from(subjectAliases)
    .where(and(eq(subjectAliases.subjectId, id), eq(subjectAliases.name, name), isNull(subjectAliases.withdrawnAt))),
)
const standingAlias = query((from, { what, id }: Given<{ what: string; id: string }>) =>
  from
    .select({ name: subjectAliases.name })
    .from(subjectAliases)
    .where(and(eq(subjectAliases.id, what), eq(subjectAliases.subjectId, id), isNull(subjectAliases.withdrawnAt))),
)
const standingIdentifier = query((from, { what, id }: Given<{ what: string; id: string }>) =>
  from
    .select({ type: subjectIdentifiers.type, value: subjectIdentifiers.value })
    .from(subjectIdentifiers)
    .where(
      and(
        eq(subjectIdentifiers.id, what),
        eq(subjectIdentifiers.subjectId, id),
        isNull(subjectIdentifiers.withdrawnAt),
      ),
    ),
)

type Named = Output<'subject.add'>

/** A kind has its own details; a plate or a handle is an identifier. Fails with INVALID_INPUT. */
function requireFitting(kind: SubjectBrief['kind'], details: Record<string, unknown>): void {
  const foreign = Object.keys(details).find((name) => !(detailsOfKind[kind] as readonly string[]).includes(name))
  if (foreign === undefined) return
  throw new HoldfastError(
    'INVALID_INPUT',
    `A subject of the kind “${kind}” has no “${foreign}”.`,
    `It takes ${detailsOfKind[kind].join(', ')}; nothing was recorded.`,
  )
}

/** Puts a subject on record, with what is known of its names and identifiers. */
export function addSubject({ ledger, ports }: Workspace, input: Checked<'subject.add'>): Named {
  const { kind, name, details, aliases, identifiers } = input
  requireFitting(kind, details)
  return ledger.transact((transaction) => {
    const next = (transaction.db.get(lastSubject)?.last ?? 0) + 1
    const id = idFrom(ports.random(16))
    const number = `S-${String(next).padStart(4, '0')}`
    transaction.append(subjectsView, 'subject.added', { subject: id }, { number, serial: next, kind, name, details })
    for (const alias of aliases) appendAlias(ports, transaction, id, alias)
    for (const identifier of identifiers) appendIdentifier(ports, transaction, id, identifier)
    return { subject: number, id }
  })
}

type Random = Workspace['ports']
const newId = (ports: Random): string => idFrom(ports.random(16))

const appendAlias = (
  ports: Random,
  { append }: Transaction,
  subject: string,
  { name, confidence, basis }: Omit<Checked<'subject.alias'>, 'subject'>,
): unknown => append(subjectsView, 'subject.alias-added', { subject }, { alias: newId(ports), name, confidence, basis })

const appendIdentifier = (
  ports: Random,
  { append }: Transaction,
  subject: string,
  { type, value, basis }: Omit<Checked<'subject.identify'>, 'subject'>,
): unknown => append(subjectsView, 'subject.identified', { subject }, { identifier: newId(ports), type, value, basis })

const alreadySo = (number: string, what: string): HoldfastError =>
  new HoldfastError('ALREADY_DONE', `${number} has ${what} already.`, 'Nothing was recorded.')

/** Changes a name or details; each change keeps the old value beside the new one. */
export function changeSubject({ ledger }: Workspace, input: Checked<'subject.change'>): Named {
  return ledger.transact(({ db, append }) => {
    const found = findSubject(db, input.subject)
    requireFitting(found.kind, input.details)
    const before = found.details as Record<string, string | number | undefined>
    const details = Object.fromEntries(
      Object.entries(input.details)
        .map(([name, to]) => [name, { from: before[name] ?? null, to: to ?? null }] as const)
        .filter(([, { from, to }]) => from !== to),
    )
    const name =
      input.name !== undefined && input.name !== found.name ? { from: found.name, to: input.name } : undefined
    if (!name && Object.keys(details).length === 0) throw alreadySo(found.number, 'these values')
    append(
      subjectsView,
      'subject.changed',
      { subject: found.id },
      { name, ...(Object.keys(details).length > 0 ? { details } : {}), reason: input.reason },
    )
    return { subject: found.number, id: found.id }
  })
}

export function addAlias({ ledger, ports }: Workspace, { subject: ref, ...alias }: Checked<'subject.alias'>): Named {
  return ledger.transact((transaction) => {
    const { db } = transaction
    const { id, number } = findSubject(db, ref)
    const there = db.get(aliasNamed, { id, name: alias.name })
    if (there) throw alreadySo(number, `the alias “${alias.name}”`)
    appendAlias(ports, transaction, id, alias)
    return { subject: number, id }
  })
}

export function addIdentifier(
  { ledger, ports }: Workspace,
  { subject: ref, ...identifier }: Checked<'subject.identify'>,
): Named {
  return ledger.transact((transaction) => {
    const { db } = transaction
    const { id, number } = findSubject(db, ref)
    const { form } = keyOfIdentifier(identifier)
    const there = db
      .all<typeof identifier>(
        'select type, value from subject_identifier where subject_id = ? and withdrawn_at is null',
        id,
      )
      .some((one) => one.type === identifier.type && keyOfIdentifier(one).form === form)
    if (there) throw alreadySo(number, `the ${identifier.type} ${identifier.value}`)
    appendIdentifier(ports, transaction, id, identifier)
    return { subject: number, id }
  })
}

/** Withdraws an alias, an identifier or a photo of a subject, with a reason. */
export function withdrawFrom({ ledger }: Workspace, input: Checked<'subject.withdraw'>): Named {
  const { what, reason } = input
  return ledger.transact(({ db, append }) => {
    const found = findSubject(db, input.subject)
    const about = { subject: found.id }
    const done = { subject: found.number, id: found.id }
    const alias = db.get(standingAlias, { what, id: found.id })
    if (alias) {
      append(subjectsView, 'subject.alias-withdrawn', about, { alias: what, name: alias.name, reason })
      return done
    }
    const known = db.get(standingIdentifier, { what, id: found.id })
    if (known) {
      const { type, value } = known
      append(subjectsView, 'subject.identifier-withdrawn', about, { identifier: what, type, value, reason })
      return done
    }
    if (withdrawPhoto({ db, append }, found, what, reason)) return done
    throw new HoldfastError(
      'NOT_FOUND',
      `${found.number} has no alias, identifier or photo “${what}” that stands.`,
      'Open the subject to see what does; nothing was recorded.',
    )
  })
}

/**
 * Keeps one subject under another. Nothing is moved, so that it can be taken out again as it was. Only one that stands
 * for itself is merged, and only into another that does: no circle can come of it.
 */
export function mergeSubject({ ledger }: Workspace, input: Checked<'subject.merge'>): Named {
  return ledger.transact(({ db, append }) => {
    const [from, into] = [findSubject(db, input.subject), findSubject(db, input.into)]
    if (from.id === into.id) {
      throw new HoldfastError(
        'CONFLICT',
        `${from.number} cannot be merged into itself.`,
        'Name two subjects; nothing was recorded.',
      )
    }
    for (const one of [from, into]) {
      if (one.mergedInto === null) continue
      const kept = briefById(db, one.mergedInto)
      throw new HoldfastError(
        'ALREADY_DONE',
        `${one.number} ${one.name} was merged into ${kept.number} ${kept.name} already.`,
        `Use ${briefById(db, one.root).number}, or take ${one.number} out of it first; nothing was recorded.`,
      )
    }
    if (from.kind !== into.kind) {
      throw new HoldfastError(
        'CONFLICT',
        `${from.number} is of the kind “${from.kind}”, ${into.number} of the kind “${into.kind}”.`,
        'Only two of one kind can be the same; nothing was recorded.',
      )
    }
    const payload = { from: whoOf(from), into: whoOf(into), reason: input.reason }
    append(subjectsView, 'subject.merged', { subject: from.id }, payload)
    return { subject: into.number, id: into.id }
  })
}

/** Takes a subject out of the one that it was merged into; each has again exactly what is its own. */
export function unmergeSubject({ ledger }: Workspace, input: Checked<'subject.unmerge'>): Named {
  return ledger.transact(({ db, append }) => {
    const from = findSubject(db, input.subject)
    if (from.mergedInto === null) {
      throw new HoldfastError(
        'ALREADY_DONE',
        `${from.number} ${from.name} is not merged into another subject.`,
        'Name the one that was merged; nothing was recorded.',
      )
    }
    const into = briefById(db, from.mergedInto)
    const payload = { from: whoOf(from), into: whoOf(into), reason: input.reason }
    append(subjectsView, 'subject.unmerged', { subject: from.id }, payload)
    return { subject: from.number, id: from.id }
  })
}
