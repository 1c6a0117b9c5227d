import { count } from '../../../../shared/kernel/show.ts'
import { defineView, type Forget, type Recorded } from '../../record/ledger/index.ts'
import { ddl, type Writer } from '../../record/vault/index.ts'
import { plainStep, stepInWords, stepSets } from '../exhibits/index.ts'
import { custodyEntries } from './entries.ts'
import { itemEvents, items, itemsSeen, receipts, shelfAudits } from './tables.ts'
import type { z } from 'zod'

/** Takes a case's physical items away when its record was destroyed. */
export const forgetCustody: Forget = (db, _, { case: { id: caseId } }) => {
  db.delete(itemsSeen, { caseId })
  db.delete(receipts, { caseId })
  db.delete(itemEvents, { caseId })
  db.delete(items, { caseId })
}

const handled = (
  db: Writer,
  { seq, at, actor, subject, case: caseId = '' }: Recorded,
  { number: _, from, to, ...step }: z.output<(typeof custodyEntries)['item.handled' | 'item.disposed']>,
): void =>
  db.insert(itemEvents, {
    ...step,
    seq,
    itemId: subject,
    caseId,
    fromCustodian: from,
    toCustodian: to,
    recordedAt: at,
    recordedBy: actor,
  })

export const custodyView = defineView({
  name: 'custody',
  revision: 1,
  entries: custodyEntries,
  tables: {
    item: ddl(items),
    item_event: ddl(itemEvents),
    custody_receipt: ddl(receipts),
    shelf_audit: ddl(shelfAudits),
    item_seen: ddl(itemsSeen),
  },
  project: {
    'item.added': (db, { seq, at, actor, case: caseId = '', subject: id }, { part, photograph, ...item }) => {
      db.insert(items, {
        ...item,
        id,
        caseId,
        part: part?.number,
        parts: part?.of,
        photographId: photograph?.id,
        photographNumber: photograph?.number,
        recordedAt: at,
        recordedBy: actor,
        seq,
      })
      db.insert(itemEvents, {
        ...plainStep,
        seq,
        itemId: id,
        caseId,
        action: 'collect',
        toCustodian: item.collectedBy,
        custodyAt: item.collectedAt,
        recordedAt: at,
        recordedBy: actor,
        place: item.place,
        method: item.method,
        sealAfter: item.seal,
        others: item.madeFrom,
      })
    },
    'item.handled': handled,
    'item.disposed': handled,
    'receipt.signed': (db, { seq, at, actor, subject, case: caseId = '' }, { step, exhibit }) =>
      db.insert(receipts, {
        seq,
        caseId,
        holdingId: subject,
        step,
        exhibitId: exhibit.id,
        exhibitNumber: exhibit.number,
        recordedAt: at,
        recordedBy: actor,
      }),
    'shelf.audited': (db, { seq, at, actor }, audit) =>
      db.insert(shelfAudits, { ...audit, seq, recordedAt: at, recordedBy: actor }),
    'items.audited': (db, { seq, at, case: caseId = '' }, { found, missing, elsewhere }) => {
      const all = { found, missing, elsewhere }
      for (const outcome of ['found', 'missing', 'elsewhere'] as const)
        for (const { id } of all[outcome]) db.insert(itemsSeen, { itemId: id, caseId, outcome, at, seq }, 'replace')
    },
  },
  changes: {
    'item.added': ({ collectedBy, storage, seal }) => [
      { field: 'custodian', to: collectedBy },
      ...(storage === null ? [] : [{ field: 'place', to: storage }]),
      ...(seal === null ? [] : [{ field: 'seal', to: seal }]),
    ],
    'item.handled': stepSets,
    'item.disposed': stepSets,
    'receipt.signed': ({ exhibit }) => [{ field: 'receipt', to: exhibit.number }],
    'items.audited': ({ found, missing, elsewhere }) => [
      ...found.map(({ id, number }) => ({ of: id, field: `shelf audit of ${number}`, to: 'found' })),
      ...missing.map(({ id, number }) => ({ of: id, field: `shelf audit of ${number}`, to: 'missing' })),
      ...elsewhere.map(({ id, number, why }) => ({ of: id, field: `shelf audit of ${number}`, to: why })),
    ],
  },
  summarise: {
    'item.added': ({ number, description, madeFrom }) =>
      `Physical item ${number} taken in: ${description}${madeFrom.length === 0 ? '' : `, from ${madeFrom.map((one) => one.number).join(', ')}`}`,
    'item.handled': stepInWords,
    'item.disposed': stepInWords,
    'receipt.signed': ({ number, step, exhibit }) =>
      `${number}: the signed receipt of entry ${step} is ${exhibit.number}`,
    'shelf.audited': ({ place, expected, found, missing, unknown }) =>
      `Shelf audit of ${place ?? 'the whole store'}: ${found} of ${count(expected, 'item')} found, ${missing} missing, ${unknown.length} unknown`,
    'items.audited': ({ found, missing, elsewhere }) =>
      `Shelf audit: ${[
        found.length > 0 && `${found.map(({ number }) => number).join(', ')} found`,
        missing.length > 0 && `${missing.map(({ number }) => number).join(', ')} missing`,
        elsewhere.length > 0 && `${elsewhere.map(({ number }) => number).join(', ')} elsewhere`,
      ]
        .filter(Boolean)
        .join('; ')}`,
  },
})
