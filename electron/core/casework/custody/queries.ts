import { asc, eq, isNotNull, max, or } from 'drizzle-orm'
import type { CustodyStep, ItemRow } from '../../../../shared/contract/custody.ts'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { memberName } from '../../record/members/index.ts'
import { query, type Given, type Reader } from '../../record/vault/index.ts'
import { custodyOf, exhibitsOfCase, filesToBeBack, findExhibit } from '../exhibits/index.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import { standing } from './chain.ts'
import type { Chain } from './gaps.ts'
import { isLabel, scanned } from './label.ts'
import { itemEvents, items, itemsSeen, receipts } from './tables.ts'

export type Item = typeof items.$inferSelect

/** An exhibit that is a file, or a physical item, with its whole chain of custody. */
export interface Holding extends Chain {
  id: string
  /** The entry by which it was taken in. */
  seq: number
  kind: 'file' | 'item'
  what: string
  caseNumber: string | null
  steps: CustodyStep[]
}

const signedOf = query((from, { id }: Given<{ id: string }>) =>
  from
    .select({ step: receipts.step, exhibit: receipts.exhibitNumber })
    .from(receipts)
    .where(eq(receipts.holdingId, id))
    .orderBy(receipts.seq),
)

const receiptsOf = (db: Reader, id: string): Map<number, string> =>
  new Map(db.all(signedOf, { id }).map(({ step, exhibit }) => [step, exhibit]))

const eventsOf = query((from, { id }: Given<{ id: string }>) =>
  from.select().from(itemEvents).where(eq(itemEvents.itemId, id)).orderBy(asc(itemEvents.seq)),
)

function itemHolding(db: Reader, item: Item): Holding {
  const { id, number, seq, description, caseNumber, storage } = item
  const signed = receiptsOf(db, id)
  const steps = db
    .all(eventsOf, { id })
    .map(({ itemId: _item, caseId: _case, fromCustodian, toCustodian, recordedBy, ...step }) => ({
      ...step,
      from: fromCustodian,
      to: toCustodian,
      recordedBy: memberName(db, recordedBy),
      sha256: null,
      receipt: signed.get(step.seq) ?? null,
    }))
  const made = item.madeFrom.length > 0
  return {
    id,
    number,
    seq,
    kind: 'item',
    what: description,
    caseNumber,
    steps,
    storage,
    sha256: null,
    made,
    signed: new Set(signed.keys()),
  }
}

function fileHolding(db: Reader, exhibit: ExhibitRow): Holding {
  const { id, number, seq, fileName, caseNumber, sha256, kind } = exhibit
  const signed = receiptsOf(db, id)
  const steps = custodyOf(db, id).map((step) => ({ ...step, others: [], receipt: signed.get(step.seq) ?? null }))
  const made = kind === 'derivative' || kind === 'working-copy'
  return {
    id,
    number,
    seq,
    kind: 'file',
    what: fileName,
    caseNumber,
    steps,
    storage: null,
    sha256,
    made,
    signed: new Set(signed.keys()),
  }
}

const itemNamed = query((from, { ref, number, label }: Given<{ ref: string; number: string; label: string }>) =>
  from
    .select()
    .from(items)
    .where(or(eq(items.id, ref), eq(items.number, number), eq(items.label, label))),
)

/** An item by its number, its id, or what its label says; undefined when there is none. */
export const itemBy = (db: Reader, ref: string): Item | undefined =>
  db.get(itemNamed, { ref, number: ref.toUpperCase(), label: scanned(ref) })

/** The same. Fails with NOT_FOUND. */
export function findItem(db: Reader, ref: string): Item {
  const found = itemBy(db, ref)
  if (found) return found
  const label = scanned(ref)
  throw new HoldfastError(
    'NOT_FOUND',
    label.length === 11 && !isLabel(label)
      ? `“${ref}” is no label of Holdfast: its check letter does not fit what was read.`
      : `There is no physical item “${ref}” in this vault.`,
    'Scan the label again, or name the item by its number, like 2026-001-P01.',
  )
}

/** An exhibit or a physical item by its number or id; an item also by its label. Fails with NOT_FOUND. */
export function findHolding(db: Reader, ref: string): Holding {
  const item = itemBy(db, ref)
  return item ? itemHolding(db, item) : fileHolding(db, findExhibit(db, ref))
}

const itemsOf = query((from, { caseId }: Given<{ caseId: string }>) =>
  from.select().from(items).where(eq(items.caseId, caseId)).orderBy(items.serial),
)
const everyItem = query((from) => from.select().from(items).orderBy(items.caseNumber, items.serial))

const itemsToBeBack = query((from) =>
  from.selectDistinct({ id: itemEvents.itemId }).from(itemEvents).where(isNotNull(itemEvents.expectedBack)),
)

/** Everything that was checked out once with a time by which it is to be back. */
export const toBeBack = (db: Reader): Holding[] =>
  [...filesToBeBack(db), ...db.all(itemsToBeBack).map(({ id }) => id)].map((id) => findHolding(db, id))

/** The physical items of a case, or of every case. */
export const listItems = (db: Reader, caseId?: string): Item[] =>
  caseId === undefined ? db.all(everyItem) : db.all(itemsOf, { caseId })

/** Every chain of custody of a case: of its files, then of its physical items. */
export const holdingsOf = (db: Reader, caseId: string): Holding[] => [
  ...exhibitsOfCase(db, caseId).map((exhibit) => fileHolding(db, exhibit)),
  ...listItems(db, caseId).map((item) => itemHolding(db, item)),
]

const seenOf = query((from, { id }: Given<{ id: string }>) =>
  from.select({ at: itemsSeen.at, outcome: itemsSeen.outcome }).from(itemsSeen).where(eq(itemsSeen.itemId, id)),
)

/** An item as lists show it. */
export function toRow(db: Reader, item: Item): ItemRow {
  const { part, parts, photographNumber, madeFrom, recordedBy, seal: _, storage: _storage, ...row } = item
  const { caseId: _case, serial: _serial, photographId: _photograph, ...shown } = row
  const { hash: _hash, last: _last, ...stands } = standing(itemHolding(db, item).steps, item.storage)
  return {
    ...shown,
    part: part === null || parts === null ? null : { number: part, of: parts },
    photograph: photographNumber,
    madeFrom: madeFrom.map(({ number }) => number),
    recordedBy: memberName(db, recordedBy),
    standing: stands,
    audited: db.get(seenOf, { id: item.id }) ?? null,
  }
}

const lastItem = query((from, { caseId }: Given<{ caseId: string }>) =>
  from
    .select({ last: max(items.serial) })
    .from(items)
    .where(eq(items.caseId, caseId)),
)

/** The number of the newest item of a case; 0 for none. */
export const lastSerial = (db: Reader, caseId: string): number => db.get(lastItem, { caseId })?.last ?? 0
