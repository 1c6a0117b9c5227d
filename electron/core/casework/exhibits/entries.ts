import { z } from 'zod'
import { Instant, Numbered } from '../../record/entries/index.ts'

const Optional = z.string().nullable()

const stepBefore = {
  number: z.string(),
  from: Optional,
  to: Optional,
  /** When the exhibit was handed over, as against `at`, when that was recorded. Instant. */
  custodyAt: Instant,
  place: Optional,
  method: Optional,
  purpose: Optional,
}
const firstActions = [
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
] as const

/** What is said of a step of custody, of a file or of a physical item. */
export const custodyStep = {
  action: z.enum([...firstActions, 'store', 'split', 'combine', 'dispose', 'destroy']),
  from: Optional,
  to: Optional,
  /** When it happened, as against `at`, when that was recorded. Instant. */
  custodyAt: Instant,
  place: Optional,
  method: Optional,
  purpose: Optional,
  /** Who ordered it, or under which rule. */
  authority: Optional,
  /** How it looked. */
  condition: Optional,
  /** Instant by which it is to be back. */
  expectedBack: Instant.nullable(),
  /** Whether it went to somebody outside, who signs a receipt. */
  outside: z.boolean(),
  /** Number of the seal as it was found and as it was left; `none`: there was none. */
  sealBefore: Optional,
  sealAfter: Optional,
  /** SHA-256 as it was read before and after, 64 hex digits. */
  hashBefore: Optional,
  hashAfter: Optional,
  /** Why it was recorded though it does not fit what was on record. */
  reason: Optional,
}

/** What a step does not say that was recorded without it. */
export const plainStep = {
  authority: null,
  condition: null,
  expectedBack: null,
  outside: false,
  sealBefore: null,
  sealAfter: null,
  hashBefore: null,
  hashAfter: null,
  reason: null,
}

/** `custody.recorded` as it was before seals, hashes and returns were part of it. */
const FirstStep = z.strictObject({ ...stepBefore, action: z.enum(firstActions), sha256: Optional })
export const custodyBefore = {
  form: FirstStep,
  next: (first: z.output<typeof FirstStep>): object => ({ v: 2, ...plainStep, ...first }),
}

export const exhibitEntries = {
  /** A file was taken into the vault. Its blob is named here; the blob's key is not. */
  'exhibit.added': z.strictObject({
    number: z.string(),
    /** Counts the exhibits of its case, or of its report, from 1. */
    serial: z.int(),
    /** Left out: it belongs to the report that is named, and to a case through it. */
    caseNumber: z.string().optional(),
    report: Numbered.optional(),
    fileName: z.string(),
    /** Where it lay in the folder that was added, by `/`, as that folder says. Left out: it was added by itself. */
    sourcePath: z.string().optional(),
    description: Optional,
    mediaType: z.string(),
    /** Bytes. */
    size: z.int().nonnegative(),
    /** Of the plain bytes, 64 hex digits. */
    sha256: z.string(),
    /** Name of the file in `blobs/`, 32 hex digits. */
    blob: z.string().regex(/^[0-9a-f]{32}$/),
    collectedBy: z.string(),
    /** Instant, with the offset that it was given in. */
    collectedAt: Instant,
    place: Optional,
    method: Optional,
    /** Left out: `original`. */
    kind: z.enum(['original', 'working-copy', 'derivative', 'source']).optional(),
    derivedFrom: z.strictObject({ exhibit: z.string(), number: z.string(), how: z.string() }).optional(),
  }),
  /** A step in the chain of custody; the first one is `exhibit.added` itself. */
  'custody.recorded': z.strictObject({
    v: z.literal(2),
    number: z.string(),
    ...custodyStep,
    /** Of a copy that was written. */
    sha256: Optional,
  }),
  /** The stored bytes of these exhibits were read back and hashed. */
  'exhibits.verified': z.strictObject({
    /** Left out: the report that is its subject is part of no case yet. */
    caseNumber: z.string().optional(),
    verified: z.array(Numbered),
    failed: z.array(z.strictObject({ id: z.string(), number: z.string(), problem: z.string() })),
  }),
  /** A place in an exhibit was marked. */
  'mark.made': z.strictObject({
    mark: z.string(),
    /** That of its exhibit, a full stop, and `serial`. */
    number: z.string(),
    /** Counts the marks of its exhibit from 1. */
    serial: z.int(),
    /** Of the bytes that it was made in, 64 hex digits. */
    sha256: z.string(),
    /** The place in its written form (`p. 3`); null: the whole exhibit. */
    at: Optional,
    comment: Optional,
    labels: z.array(z.string()),
    why: Optional,
  }),
  /** A mark was said anew. */
  'mark.changed': z.strictObject({
    mark: z.string(),
    number: z.string(),
    comment: Optional,
    labels: z.array(z.string()),
    why: Optional,
  }),
  /** A mark was taken away. */
  'mark.withdrawn': z.strictObject({ mark: z.string(), number: z.string(), reason: z.string() }),
}
