import { z } from 'zod'
import { Anchor } from './anchors.ts'
import { command, query, task } from './define.ts'
import { Instant, Line, Ref, Sha256, Text } from './fields.ts'
import { sheetNames } from './label-sheets.ts'
import { PathText } from './paths.ts'
import { Head } from './vault.ts'

export const custodyActions = [
  'collect',
  'transfer',
  'check-out',
  'check-in',
  'access',
  'copy',
  'test',
  'export',
  'verify',
  'return',
  'store',
  'split',
  'combine',
  'dispose',
  'destroy',
] as const

/** A step that a person records by hand; the others write themselves with what was done. */
export const recordedActions = [
  'transfer',
  'check-out',
  'check-in',
  'store',
  'access',
  'test',
  'return',
  'dispose',
  'destroy',
] as const

export const CustodyEvent = z.strictObject({
  action: z.enum(custodyActions),
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** When it happened, as stated. */
  custodyAt: Instant,
  /** When it was written down. */
  recordedAt: Instant,
  recordedBy: z.string(),
  place: z.string().nullable(),
  method: z.string().nullable(),
  purpose: z.string().nullable(),
  /** Who ordered it, or under which rule. */
  authority: z.string().nullable(),
  /** How it looked. */
  condition: z.string().nullable(),
  /** When what was checked out is to be back. */
  expectedBack: Instant.nullable(),
  /** Whether it went to somebody outside, who signs a receipt. */
  outside: z.boolean(),
  /** Number of the seal as it was found, and as it was left; `none` for a seal that was not there. */
  sealBefore: z.string().nullable(),
  sealAfter: z.string().nullable(),
  /** SHA-256 as it was read before and after. */
  hashBefore: Sha256.nullable(),
  hashAfter: Sha256.nullable(),
  /** Why it was recorded though it does not fit what was on record. */
  reason: z.string().nullable(),
  sha256: Sha256.nullable(),
  seq: z.int(),
})
export type CustodyEvent = z.infer<typeof CustodyEvent>

/** Where an exhibit or a physical item is: with its holder, checked out, with somebody outside, or no more. */
export const custodyStates = ['held', 'out', 'outside', 'ended'] as const

const Standing = z.strictObject({
  state: z.enum(custodyStates),
  /** Who has it; null once it is no more, and while nobody is on record. */
  holder: z.string().nullable(),
  /** Whoever it goes back to, while it is checked out. */
  keeper: z.string().nullable(),
  since: Instant,
  /** Where it lies while it is held. */
  storage: z.string().nullable(),
  seal: z.string().nullable(),
  expectedBack: Instant.nullable(),
})
export type Standing = z.infer<typeof Standing>

export const gapKinds = [
  'holder',
  'nobody-named',
  'out-twice',
  'not-out',
  'overdue',
  'same-time',
  'before-collection',
  'recorded-late',
  'recorded-early',
  'after-end',
  'seal',
  'no-seal',
  'hash',
  'no-hash',
  'no-receipt',
] as const

/** What a chain of custody leaves open, as a question to those who had it. */
export const CustodyGap = z.strictObject({
  kind: z.enum(gapKinds),
  question: z.string(),
  /** Entries of the steps between which it lies. */
  steps: z.array(z.int()),
})
export type CustodyGap = z.infer<typeof CustodyGap>

const Named = z.strictObject({ id: z.string(), number: z.string() })

/** An exhibit or a physical item, as its chain of custody names it. */
const Holding = z.strictObject({
  exhibit: z.string(),
  number: z.string(),
  kind: z.enum(['file', 'item']),
  what: z.string(),
  caseNumber: z.string().nullable(),
})

const CustodyStep = z.strictObject({
  ...CustodyEvent.shape,
  /** What it was divided into or joined in. */
  others: z.array(Named),
  /** Number of the exhibit that shows the signed receipt. */
  receipt: z.string().nullable(),
})
export type CustodyStep = z.infer<typeof CustodyStep>

export const ItemRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  caseNumber: z.string(),
  /** What its label says, and nothing else: it tells nothing of the case. */
  label: z.string(),
  description: z.string(),
  serialNumber: z.string().nullable(),
  bag: z.string().nullable(),
  /** Bag 1 of 3. */
  part: z.strictObject({ number: z.int(), of: z.int() }).nullable(),
  /** Number of the exhibit that shows the seal. */
  photograph: z.string().nullable(),
  collectedBy: z.string(),
  collectedAt: Instant,
  place: z.string().nullable(),
  method: z.string().nullable(),
  /** The items that it was divided from or joined of. */
  madeFrom: z.array(z.string()),
  recordedAt: Instant,
  recordedBy: z.string(),
  standing: Standing,
  /** When a shelf audit last looked for it, and whether it was there. */
  audited: z.strictObject({ at: Instant, outcome: z.enum(['found', 'missing', 'elsewhere']) }).nullable(),
  seq: z.int(),
})
export type ItemRow = z.infer<typeof ItemRow>

const BagFields = {
  description: Line,
  serialNumber: Line.optional(),
  bag: Line.optional(),
  seal: Line.optional(),
}

const StepFields = {
  custodyAt: Instant,
  place: Line.nullable().default(null),
  method: Line.nullable().default(null),
  purpose: Text.nullable().default(null),
  authority: Line.nullable().default(null),
  condition: Line.nullable().default(null),
  reason: Line.nullable().default(null),
}

const SealFields = {
  sealBefore: Line.nullable().default(null),
  sealAfter: Line.nullable().default(null),
}

const ShelfItem = z.strictObject({
  id: z.string(),
  number: z.string(),
  description: z.string(),
  storage: z.string().nullable(),
})

const Written = z.strictObject({ file: z.string(), sha256: Sha256 })

export const custodyProcedures = {
  /** A step that was done by hand, with an exhibit or a physical item. */
  'exhibit.recordCustody': command(
    'exhibit.write',
    z.strictObject({
      exhibit: Ref,
      action: z.enum(recordedActions),
      from: Line.nullable().default(null),
      to: Line.nullable().default(null),
      ...StepFields,
      ...SealFields,
      expectedBack: Instant.nullable().default(null),
      outside: z.boolean().default(false),
      hashBefore: Sha256.nullable().default(null),
      hashAfter: Sha256.nullable().default(null),
    }),
    z.strictObject({
      exhibit: z.string(),
      /** What the chain leaves open at this step. */
      questions: z.array(z.string()),
    }),
  ),
  /** The proof that an exhibit's first entry is in the ledger, worked out and checked when it is asked. */
  'exhibit.proof': query(
    'exhibit.read',
    z.strictObject({ exhibit: Ref }),
    z.strictObject({
      exhibit: z.string(),
      number: z.string(),
      /** Place in the ledger of the entry that keeps it. */
      seq: z.int(),
      /** SHA-256 of that entry's bytes. */
      entry: Sha256,
      /** The newest head of this vault that is signed. */
      head: Head,
      /** Hashes on the way from the entry to the head's root (RFC 6962, section 2.1.1). */
      steps: z.array(Sha256),
      /** Whether they lead there. */
      included: z.boolean(),
      /** Heads held outside that count the entry. */
      anchors: z.array(Anchor),
    }),
  ),
  'custody.show': query(
    'exhibit.read',
    z.strictObject({ exhibit: Ref }),
    z.strictObject({
      ...Holding.shape,
      standing: Standing,
      steps: z.array(CustodyStep),
      gaps: z.array(CustodyGap),
    }),
  ),
  /** What the chains of one exhibit, or of all of a case, leave open. */
  'custody.gaps': query(
    'exhibit.read',
    z.strictObject({ exhibit: Ref.optional(), case: Ref.optional() }),
    z.strictObject({ items: z.array(z.strictObject({ ...Holding.shape, gaps: z.array(CustodyGap) })) }),
  ),
  /** The chain of custody as pages to print. */
  'custody.print': task('exhibit.read', z.strictObject({ exhibit: Ref, out: PathText.optional() }), Written, {
    paths: { out: 'written' },
    wrote: 'file',
  }),
  /** A receipt to sign for a step that handed it over; left out: the newest. */
  'custody.receipt': task(
    'exhibit.read',
    z.strictObject({ exhibit: Ref, step: z.int().min(0).optional(), out: PathText.optional() }),
    z.strictObject({ ...Written.shape, step: z.int() }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** Ties the signed receipt, an exhibit of the same case, to the step that it is for. */
  'custody.receiptSigned': command(
    'exhibit.write',
    z.strictObject({ exhibit: Ref, step: z.int().min(0).optional(), signed: Ref }),
    z.strictObject({ exhibit: z.string(), step: z.int(), signed: z.string() }),
  ),
  'item.add': command(
    'exhibit.write',
    z.strictObject({
      case: Ref,
      ...BagFields,
      /** This bag among those of one thing: 1 of 3. */
      part: z.int().min(1).max(999).optional(),
      parts: z.int().min(1).max(999).optional(),
      /** Where it lies. */
      storage: Line.optional(),
      /** The exhibit that shows its seal. */
      photograph: Ref.optional(),
      collectedBy: Line.optional(),
      collectedAt: Instant.optional(),
      place: Line.optional(),
      method: Line.optional(),
    }),
    z.strictObject({ exhibit: z.string(), number: z.string(), label: z.string() }),
  ),
  /** The physical items of a case, or of all. */
  'item.list': query(
    'exhibit.read',
    z.strictObject({ case: Ref.optional() }),
    z.strictObject({ items: z.array(ItemRow) }),
  ),
  /** Labels to print: one an item, of a case all that are not ended. They say an id, and which bag of several it is. */
  'item.label': task(
    'exhibit.read',
    z.strictObject({
      case: Ref,
      items: z.array(Ref).min(1).max(1000).optional(),
      sheet: z.enum(sheetNames).default('avery-l7160'),
      /** How many labels of the first sheet are used up. */
      skip: z.int().min(0).max(99).default(0),
      out: PathText.optional(),
    }),
    z.strictObject({ ...Written.shape, sheet: z.enum(sheetNames), labels: z.int(), pages: z.int() }),
    { paths: { out: 'written' }, wrote: 'file' },
  ),
  /** An item by its number, or by what its label says, however a scanner typed it. */
  'item.find': query('exhibit.read', z.strictObject({ scan: Line }), ItemRow),
  /** The store against what was scanned in it, label after label; it is recorded. */
  'shelf.audit': command(
    'exhibit.write',
    z.strictObject({
      /** What a scanner typed, in its order. */
      scans: z.array(z.string().max(500)).max(100_000),
      /** The storage place that was walked; left out: the whole store. */
      place: Line.optional(),
    }),
    z.strictObject({
      audit: z.string(),
      at: Instant,
      place: z.string().nullable(),
      expected: z.array(ShelfItem),
      found: z.array(ShelfItem),
      missing: z.array(ShelfItem),
      strange: z.array(
        z.strictObject({
          scan: z.string(),
          why: z.enum(['unknown', 'misread', 'elsewhere', 'out', 'outside', 'ended']),
          item: ShelfItem.nullable(),
          says: z.string(),
        }),
      ),
      /** How often something was scanned that was scanned before. */
      again: z.int(),
    }),
  ),
  /** Shelf audits on record, the newest first. */
  'shelf.list': query(
    'exhibit.read',
    z.strictObject({}),
    z.strictObject({
      items: z.array(
        z.strictObject({
          audit: z.string(),
          at: Instant,
          by: z.string(),
          place: z.string().nullable(),
          expected: z.int(),
          found: z.int(),
          missing: z.int(),
          unknown: z.int(),
          seq: z.int(),
        }),
      ),
    }),
  ),
  'item.split': command(
    'exhibit.write',
    z.strictObject({
      item: Ref,
      into: z.array(z.strictObject(BagFields)).min(2).max(100),
      ...StepFields,
      ...SealFields,
    }),
    z.strictObject({ exhibit: z.string(), made: z.array(Named) }),
  ),
  'item.combine': command(
    'exhibit.write',
    z.strictObject({
      items: z.array(Ref).min(2).max(100),
      /** The seal of each as it was found, in their order. */
      seals: z.array(Line).max(100).default([]),
      ...BagFields,
      storage: Line.optional(),
      ...StepFields,
    }),
    z.strictObject({ exhibit: z.string(), number: z.string() }),
  ),
}
