import { z } from 'zod'
import { custodyStep } from '../exhibits/index.ts'
import { Numbered } from '../../record/entries/index.ts'

const Optional = z.string().nullable()

const { action, ...said } = custodyStep
const step = {
  ...said,
  /** The items that it was divided into or joined in. */
  others: z.array(Numbered),
}

export const custodyEntries = {
  /** A physical item was taken into custody: an exhibit of its case that is no file. */
  'item.added': z.strictObject({
    number: z.string(),
    /** Counts the physical items of its case from 1. */
    serial: z.int(),
    caseNumber: z.string(),
    /** What its label says: eleven letters and digits by chance, the last a check letter. */
    label: z.string(),
    description: z.string(),
    /** Its maker's. */
    serialNumber: Optional,
    bag: Optional,
    seal: Optional,
    /** Bag 1 of 3. */
    part: z.strictObject({ number: z.int(), of: z.int() }).nullable(),
    /** Where it lies. */
    storage: Optional,
    /** The exhibit that shows its seal. */
    photograph: Numbered.nullable(),
    collectedBy: z.string(),
    /** Instant, with the offset that it was given in. */
    collectedAt: z.string(),
    place: Optional,
    method: Optional,
    /** The items that it was divided from or joined of. */
    madeFrom: z.array(Numbered),
  }),
  /** A step in the chain of custody of a physical item. */
  'item.handled': z.strictObject({
    number: z.string(),
    action: action.extract([
      'transfer',
      'check-out',
      'check-in',
      'access',
      'test',
      'return',
      'store',
      'split',
      'combine',
    ]),
    ...step,
  }),
  /** It was destroyed or disposed of, and is no more. A type of its own, since a legal hold refuses it. */
  'item.disposed': z.strictObject({
    number: z.string(),
    action: action.extract(['dispose', 'destroy']),
    ...step,
  }),
  /** The signed receipt of a step was taken in as an exhibit. */
  'receipt.signed': z.strictObject({
    number: z.string(),
    /** The entry of the step. */
    step: z.int(),
    exhibit: Numbered,
  }),
  /** The store was walked with a scanner; what was expected of each case stands in `items.audited`. */
  'shelf.audited': z.strictObject({
    audit: z.string(),
    /** The place that was walked; null: the whole store. */
    place: Optional,
    scans: z.int(),
    expected: z.int(),
    found: z.int(),
    missing: z.int(),
    /** What was scanned and is on record for no item. */
    unknown: z.array(z.string()),
  }),
  /** What a shelf audit found of the items of one case. */
  'items.audited': z.strictObject({
    audit: z.string(),
    caseNumber: z.string(),
    place: Optional,
    found: z.array(Numbered),
    missing: z.array(Numbered),
    /** Scanned, and should not lie there: it belongs elsewhere, is checked out, with somebody outside, or no more. */
    elsewhere: z.array(
      z.strictObject({ id: z.string(), number: z.string(), why: z.enum(['elsewhere', 'out', 'outside', 'ended']) }),
    ),
  }),
}
