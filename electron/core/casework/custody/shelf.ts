import { desc } from 'drizzle-orm'
import type { Checked, Output } from '../../../../shared/contract/contract.ts'
import type { ItemRow } from '../../../../shared/contract/custody.ts'
import { idFrom } from '../../../../shared/kernel/ids.ts'
import { showInstant } from '../../../../shared/kernel/show.ts'
import { memberName, type Workspace } from '../../record/members/index.ts'
import { query, type Reader } from '../../record/vault/index.ts'
import { findCase } from '../cases/index.ts'
import { isSame } from './chain.ts'
import { isLabel, scanned } from './label.ts'
import { listItems, toRow } from './queries.ts'
import { shelfAudits } from './tables.ts'
import { custodyView } from './view.ts'

type Result = Output<'shelf.audit'>
type Strange = Result['strange'][number]

/**
 * Compares what was scanned with what should be there: items that are held, of the place that was walked or of all, and
 * records the result: the counts once, and what was found of each case with that case.
 */
export function auditShelf(
  { ledger, ports, vault }: Workspace,
  { scans, place }: Checked<'shelf.audit'>,
): Output<'shelf.audit'> {
  return ledger.transact(({ db, at, append }) => {
    const rows = listItems(db).map((item) => toRow(db, item))
    const result = compare(rows, scans, place ?? null)
    const audit = idFrom(ports.random(16))
    const { expected, found, missing, strange } = result
    append(
      custodyView,
      'shelf.audited',
      { subject: vault.header.id },
      {
        audit,
        place: place ?? null,
        scans: scans.length,
        expected: expected.length,
        found: found.length,
        missing: missing.length,
        // What is no label may be anything that was on the desk: the record says that it was there, not what.
        unknown: strange
          .filter(({ item }) => item === null)
          .map(({ scan }) => scanned(scan))
          .filter(isLabel),
      },
    )
    for (const [number, part] of byCase(rows, result)) {
      const { id } = findCase(db, number)
      append(
        custodyView,
        'items.audited',
        { subject: id, case: id },
        { audit, caseNumber: number, place: place ?? null, ...part },
      )
    }
    return { audit, at, place: place ?? null, ...result }
  })
}

const shelfItem = ({ id, number, description, standing }: ItemRow): Result['expected'][number] => ({
  id,
  number,
  description,
  storage: standing.storage,
})

type Compared = Omit<Result, 'audit' | 'at' | 'place'>

/** What was expected, found, missing and strange. */
export function compare(rows: readonly ItemRow[], scans: readonly string[], place: string | null): Compared {
  const byName = new Map(rows.flatMap((row) => [[row.label, row] as const, [scanned(row.number), row] as const]))
  const isHere = ({ standing: { state, storage } }: ItemRow): boolean =>
    state === 'held' && (place === null || isSame(storage, place))
  const read = scans.map((scan) => scan.trim()).filter((scan) => scan !== '')
  const seen = new Set<string>()
  const found: ItemRow[] = []
  const strange: Strange[] = []
  let again = 0
  for (const scan of read) {
    const text = scanned(scan)
    const row = byName.get(text)
    const key = row?.id ?? text
    if (seen.has(key)) {
      again++
      continue
    }
    seen.add(key)
    if (row && isHere(row)) found.push(row)
    else strange.push(row ? misplaced(scan, row) : unknown(scan, text))
  }
  const expected = rows.filter(isHere)
  return {
    expected: expected.map(shelfItem),
    found: found.map(shelfItem),
    missing: expected.filter((row) => !found.includes(row)).map(shelfItem),
    strange,
    again,
  }
}

const unknown = (scan: string, text: string): Strange =>
  isLabel(text)
    ? { scan, why: 'unknown', item: null, says: 'A label of Holdfast, and no item of this vault has it.' }
    : { scan, why: 'misread', item: null, says: 'No label of Holdfast: it was misread, or is of something else.' }

function misplaced(scan: string, row: ItemRow): Strange {
  const { state, storage, holder, since } = row.standing
  const [why, says] = {
    held: ['elsewhere', `Should be in ${storage ?? 'a place that is not said'}.`],
    out: ['out', `Should be with ${holder ?? 'somebody'}, checked out since ${showInstant(since)}.`],
    outside: ['outside', `Should be with ${holder ?? 'somebody'} outside since ${showInstant(since)}.`],
    ended: ['ended', `Should be no more since ${showInstant(since)}.`],
  }[state] as [Strange['why'], string]
  return { scan, why, item: shelfItem(row), says }
}

/** Why an item should not lie where it was scanned. */
type Misplaced = Exclude<Strange['why'], 'unknown' | 'misread'>

interface Part {
  found: { id: string; number: string }[]
  missing: { id: string; number: string }[]
  elsewhere: { id: string; number: string; why: Misplaced }[]
}

function byCase(rows: readonly ItemRow[], { found, missing, strange }: Compared): Map<string, Part> {
  const cases = new Map(rows.map(({ id, caseNumber }) => [id, caseNumber]))
  const parts = new Map<string, Part>()
  const of = (id: string): Part => {
    const number = cases.get(id) ?? ''
    const part = parts.get(number) ?? { found: [], missing: [], elsewhere: [] }
    parts.set(number, part)
    return part
  }
  for (const { id, number } of found) of(id).found.push({ id, number })
  for (const { id, number } of missing) of(id).missing.push({ id, number })
  for (const { item, why } of strange)
    if (item && why !== 'unknown' && why !== 'misread')
      of(item.id).elsewhere.push({ id: item.id, number: item.number, why })
  return parts
}

const newest = query((from) => from.select().from(shelfAudits).orderBy(desc(shelfAudits.seq)))

/** Shelf audits on record, the newest first. */
export const listAudits = (db: Reader): Output<'shelf.list'>['items'] =>
  db.all(newest).map(({ audit, place, expected, found, missing, unknown: strange, recordedAt, recordedBy, seq }) => ({
    audit,
    at: recordedAt,
    by: memberName(db, recordedBy),
    place,
    expected,
    found,
    missing,
    unknown: strange.length,
    seq,
  }))
