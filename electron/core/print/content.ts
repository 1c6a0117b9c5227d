import { z } from 'zod'
import { manifestSchema } from '../../../shared/packet/manifest.ts'

/**
 * What a packet prints: plain data, already selected and formatted by the caller. Every text is shown as it is (a glyph
 * that no font has is shown as its code point); nothing in it is ever read as markup. Unknown fields are refused.
 */

/** A block of a note's rich text: ProseMirror JSON as tiptap stores it. Unknown node types are shown as their text. */
export interface RichNode {
  type: string
  text?: string | undefined
  attrs?: Record<string, unknown> | undefined
  marks?: { type: string; attrs?: Record<string, unknown> | undefined }[] | undefined
  content?: RichNode[] | undefined
}

const richNode: z.ZodType<RichNode, RichNode> = z.lazy(() =>
  z.object({
    type: z.string(),
    text: z.string().optional(),
    attrs: z.record(z.string(), z.unknown()).optional(),
    marks: z.array(z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() })).optional(),
    content: z.array(richNode).optional(),
  }),
)

const severity = z.strictObject({ level: z.string(), reason: z.string() })

const custodyRow = z.strictObject({
  /** Place in the ledger of the entry that recorded it. */
  entry: z.number().int().nonnegative(),
  action: z.string(),
  /** When the custody changed, formatted. */
  at: z.string(),
  /** When it was written down, formatted. */
  recordedAt: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  place: z.string().optional(),
  purpose: z.string().optional(),
  note: z.string().optional(),
  /** What else was said: authority, condition, seals, hashes, each on a line. On the pages alone. */
  also: z.string().optional(),
})

const item = z.strictObject({
  number: z.string(),
  description: z.string(),
  facts: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  custody: z.array(custodyRow),
})

const exhibit = z.strictObject({
  /** Place in the ledger of the entry that added it. */
  entry: z.number().int().nonnegative(),
  number: z.string(),
  fileName: z.string(),
  description: z.string(),
  mediaType: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  /** Lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  collectedBy: z.string(),
  collectedAt: z.string(),
  place: z.string().optional(),
  method: z.string().optional(),
  /** Why its bytes do not go with the packet; left out when they do. */
  withheld: z.string().optional(),
  custody: z.array(custodyRow),
})

const report = z.strictObject({
  number: z.string(),
  channel: z.string(),
  receivedAt: z.string(),
  /** null: the reporter is not named. */
  reporter: z.string().nullable(),
  occurred: z.string(),
  place: z.string().optional(),
  category: z.string(),
  severity: severity.optional(),
  immediateDanger: z.boolean().optional(),
  /** The reporter's own words, unaltered. */
  narrative: z.string(),
  /** Further named fields, in the order to print. */
  fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
})

const chronologyRow = z.strictObject({
  /** When it happened, formatted no more exactly than it is known. */
  happened: z.string(),
  recorded: z.string(),
  kind: z.string(),
  text: z.string(),
  source: z.string(),
  /** Whether it was written down late; the page says so. */
  late: z.boolean().optional(),
})

const note = z.strictObject({
  title: z.string(),
  kind: z.string(),
  happenedAt: z.string().optional(),
  writtenAt: z.string(),
  revision: z.number().int().positive(),
  author: z.string(),
  body: richNode,
  /** What came to it once it was sealed: seal, witnesses, struck passages, each a line. */
  record: z.array(z.string()).optional(),
})

const decision = z.strictObject({
  number: z.string(),
  question: z.string(),
  options: z.array(z.strictObject({ option: z.string(), chosen: z.boolean() })),
  rationale: z.string(),
  /** Who decided, when, in which entry. */
  decided: z.string(),
  /** Who approved or returned it, or that nobody did and why. */
  approval: z.string(),
  /** What the approver had before them. */
  seen: z.string().optional(),
  facts: z.array(z.strictObject({ label: z.string(), says: z.string().optional(), entry: z.string() })),
  /** What was put forward before and returned. */
  earlier: z.array(z.strictObject({ choice: z.string(), decided: z.string(), answer: z.string() })).default([]),
  reviewOn: z.string().optional(),
})

const allegation = z.strictObject({
  number: z.string(),
  text: z.string(),
  standard: z.string(),
  /** The entry that holds it. */
  made: z.string(),
  /** What was found, by whom, in which entry. */
  finding: z.string(),
  basis: z.string().optional(),
  facts: z.string().optional(),
})

const duty = z.strictObject({
  number: z.string(),
  kind: z.string(),
  what: z.string(),
  owner: z.string(),
  due: z.string(),
  source: z.string(),
})

const communication = z.strictObject({
  number: z.string(),
  /** Times with their zones. */
  sent: z.string(),
  received: z.string().optional(),
  how: z.string(),
  /** Like `From Ada Lind, +1 555 0100`. */
  parties: z.array(z.string()),
  content: z.string(),
  quotes: z.array(z.string()),
  outcome: z.string().optional(),
  exhibit: z.string().optional(),
  late: z.boolean().optional(),
  /** Who struck it and why; what it said is then left out. */
  struck: z.string().optional(),
  source: z.string(),
})

const leg = z.strictObject({
  number: z.string(),
  traveller: z.string(),
  way: z.string(),
  mode: z.string(),
  reference: z.string().optional(),
  notes: z.string().optional(),
  plannedDeparture: z.string(),
  plannedArrival: z.string(),
  departed: z.string().optional(),
  arrived: z.string().optional(),
  cancelled: z.string().optional(),
  deviations: z.array(z.strictObject({ what: z.string(), noticed: z.string(), settled: z.string() })),
  source: z.string(),
})

const advisory = z.strictObject({
  title: z.string(),
  text: z.string().optional(),
  issuedBy: z.string(),
  holds: z.string(),
  concerns: z.string(),
  source: z.string(),
})

const task = z.strictObject({
  number: z.string(),
  title: z.string(),
  mandatory: z.boolean().optional(),
  assignee: z.string(),
  due: z.string(),
  /** Whether it is done, by whom and when, in words. */
  state: z.string(),
  overdue: z.boolean().optional(),
  results: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  source: z.string(),
})

const assessment = z.strictObject({
  number: z.string(),
  about: z.string(),
  level: z.string(),
  day: z.string(),
  made: z.string(),
  /** Against the one before about the same. */
  change: z.string().optional(),
  standing: z.string(),
  instrument: z.string(),
  rationale: z.string(),
  /** Those that were answered with present or absent. */
  factors: z.array(
    z.strictObject({
      label: z.string(),
      kind: z.string(),
      answer: z.string(),
      note: z.string().optional(),
      cites: z.string().optional(),
    }),
  ),
  unknown: z.array(z.string()),
  gaps: z.array(z.string()),
  plan: z.array(z.strictObject({ what: z.string(), who: z.string(), by: z.string() })),
  reassessOn: z.string().optional(),
})

const asserted = z.strictObject({
  /** The allegation, or what stands for none. */
  heading: z.string(),
  rows: z.array(
    z.strictObject({
      /** The element that it bears on; left out where it bears on none. */
      element: z.string().optional(),
      /** Who says what; left out where nothing is asserted of the element. */
      said: z.string().optional(),
      /** Where it stands, and whether it is known or heard. */
      source: z.string().optional(),
      /** What bears on it, a line each. */
      evidence: z.array(z.string()),
    }),
  ),
})

const question = z.strictObject({
  question: z.string(),
  answer: z.string(),
  /** Where the proof is, like "Report R-12, exhibit 3". */
  proof: z.string().optional(),
  /** Whether the question still waits for its answer. */
  open: z.boolean(),
})

export const packetContentSchema = z.strictObject({
  paper: z.enum(['a4', 'us-letter']).default('a4'),
  /** BCP 47 tag of the packet's own words. */
  language: z.string().default('en'),
  case: z.strictObject({
    number: z.string(),
    title: z.string(),
    category: z.string(),
    status: z.string(),
    severity: severity.optional(),
    owner: z.string(),
    openedAt: z.string(),
    followUpDue: z.string().optional(),
    markings: z.array(z.string()).default([]),
  }),
  packet: z.strictObject({
    number: z.number().int().positive(),
    recipient: z.string(),
    purpose: z.string(),
    preparedBy: z.string(),
    /** ISO 8601 instant with offset; also the date inside the PDF, so it decides the bytes. */
    preparedAt: z.iso.datetime({ offset: true }),
    /** IANA zone in which the pages tell their times. */
    zone: z.string(),
    vaultName: z.string(),
    /** What time the pages cover, formatted. */
    covers: z.string().optional(),
  }),
  sixQuestions: z.array(question).length(6),
  chronology: z.array(chronologyRow),
  reports: z.array(report),
  exhibits: z.array(exhibit),
  /** Physical items: exhibits that are no files. */
  items: z.array(item).default([]),
  notes: z.array(note),
  communications: z.array(communication).default([]),
  legs: z.array(leg).default([]),
  advisories: z.array(advisory).default([]),
  tasks: z.array(task).default([]),
  assessments: z.array(assessment).default([]),
  decisions: z.array(decision).default([]),
  allegations: z.array(allegation).default([]),
  /** Outcome, actions taken, residual risk: each in its writer's words. */
  conclusion: z.array(z.strictObject({ name: z.string(), text: z.string(), source: z.string() })).default([]),
  duties: z.array(duty).default([]),
  /** What is asserted, by the elements of the allegations. */
  assertions: z.array(asserted).default([]),
  ledger: z.strictObject({
    origin: z.string(),
    size: z.number().int().nonnegative(),
    /** Lower-case hexadecimal of the tree's root. */
    root: z.string().regex(/^[0-9a-f]{64}$/),
    at: z.string(),
    /** The whole C2SP signed note. */
    signedNote: z.string(),
    /** SHA-256 of the vault's root certificate, lower-case hexadecimal. */
    vaultRootFingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /**
   * What `manifest.json` says, apart from what the builder knows best: it fills in `exhibits` (names, dispositions) and
   * `texts` (every text of the pages, unaltered) itself.
   */
  manifest: manifestSchema.omit({ exhibits: true, texts: true }).required({ certificate: true }),
})

/** What callers give; fields with defaults may be left out. */
export type PacketContentInput = z.input<typeof packetContentSchema>
export type PacketContent = z.output<typeof packetContentSchema>
/** Sections of the pages as a feature of the core fills them. */
export type Sections<
  K extends Exclude<
    keyof PacketContentInput,
    'case' | 'packet' | 'sixQuestions' | 'chronology' | 'ledger' | 'manifest'
  >,
> = { [P in K]: NonNullable<PacketContentInput[P]> }
export type ExhibitContent = PacketContent['exhibits'][number]
