import { z } from 'zod'
import { isPlaceZone, isTellable } from '../kernel/zones.ts'
import { CaseHistoryRow } from './cases.ts'
import { command, query } from './define.ts'
import { AsOf, Instant, Line, OccurredAtInput, OccurredAtSchema, Ref, Stood, Text } from './fields.ts'
import { categories, dispositions } from './intake.ts'

export const subjectKinds = ['person', 'organization', 'place', 'vehicle', 'account'] as const
export const identifierTypes = ['phone', 'e-mail', 'plate', 'badge', 'handle', 'document', 'other'] as const
/** How sure somebody is, in words; never a number. */
export const confidences = ['low', 'moderate', 'high'] as const
export const involvementRoles = [
  'subject',
  'complainant',
  'witness',
  'target',
  'reporter',
  'source',
  'attorney',
  'investigator',
  'mentioned',
  'scene',
  'used',
  'seen',
] as const

const notZone = 'must be a time zone of the IANA list, like Europe/Lisbon'
const detail = {
  description: Text.max(10_000, 'must be at most 10,000 characters'),
  contact: Line,
  employment: Line,
  address: Line,
  /** Time zone of the place. */
  zone: z.string().refine(isTellable, notZone),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  /** How one gets in: doors, codes' whereabouts, whom to call. */
  access: Text.max(10_000, 'must be at most 10,000 characters'),
  make: Line,
  colour: Line,
  platform: Line,
}
export type DetailName = keyof typeof detail

/** What is said of a subject beside its name; which of it, the kind says. Plates and handles are identifiers. */
export const SubjectDetails = z.strictObject(detail).partial()
export type SubjectDetails = z.infer<typeof SubjectDetails>

/** Details as they are taken in: the zone of a place is one of the IANA list's places, never an abbreviation. */
const detailInput = { ...detail, zone: z.string().refine(isPlaceZone, notZone) }

export const detailsOfKind: Record<(typeof subjectKinds)[number], readonly DetailName[]> = {
  person: ['contact', 'employment', 'description'],
  organization: ['contact', 'address', 'description'],
  place: ['address', 'zone', 'latitude', 'longitude', 'access', 'description'],
  vehicle: ['make', 'colour', 'description'],
  account: ['platform', 'contact', 'description'],
}

const AliasInput = z.strictObject({ name: Line, confidence: z.enum(confidences), basis: Line })
const IdentifierInput = z.strictObject({ type: z.enum(identifierTypes), value: Line, basis: Line.optional() })

/** A subject as lists and links name it. */
export const SubjectBrief = z.strictObject({
  id: z.string(),
  number: z.string(),
  kind: z.enum(subjectKinds),
  name: z.string(),
})
export type SubjectBrief = z.infer<typeof SubjectBrief>

export const SubjectRow = z.strictObject({
  ...SubjectBrief.shape,
  /** Other names and identifiers that stand, in the order in which they were recorded. */
  also: z.array(z.string()),
  /** In how many reports and cases it is involved. */
  involvements: z.int(),
  lastSeenAt: Instant.nullable(),
  mergedInto: SubjectBrief.nullable(),
})
export type SubjectRow = z.infer<typeof SubjectRow>

const Withdrawn = z.strictObject({ at: Instant, by: z.string(), reason: z.string() }).nullable()
const Kept = { id: z.string(), of: SubjectBrief, addedAt: Instant, addedBy: z.string(), withdrawn: Withdrawn }

export const Alias = z.strictObject({ ...Kept, name: z.string(), confidence: z.enum(confidences), basis: z.string() })
export const Identifier = z.strictObject({
  ...Kept,
  type: z.enum(identifierTypes),
  value: z.string(),
  basis: z.string().nullable(),
})
export const Photo = z.strictObject({
  ...Kept,
  exhibit: z.string(),
  exhibitId: z.string(),
  caseNumber: z.string().nullable(),
  reportNumber: z.string().nullable(),
})

/** The report or case in which somebody or something is involved. */
export const Matter = z.strictObject({
  kind: z.enum(['report', 'case']),
  id: z.string(),
  number: z.string(),
  /** A case's title, or the first words of a report. */
  title: z.string(),
  category: z.enum(categories),
  /** `declined`, `promoted`; of a case its status. */
  state: z.string(),
  stateAt: Instant.nullable(),
  /** Of a report: the case it belongs to. */
  caseNumber: z.string().nullable(),
})
export type Matter = z.infer<typeof Matter>

export const Involvement = z.strictObject({
  id: z.string(),
  /** The one it was recorded for. */
  subject: SubjectBrief,
  /** The one that this is kept under, when it was merged. */
  under: SubjectBrief.nullable(),
  matter: Matter,
  role: z.enum(involvementRoles),
  from: OccurredAtSchema.nullable(),
  to: OccurredAtSchema.nullable(),
  /** How sure it is that it was this one. */
  confidence: z.enum(confidences),
  basis: z.string().nullable(),
  recordedAt: Instant,
  recordedBy: z.string(),
  withdrawn: Withdrawn,
  seq: z.int(),
})
export type Involvement = z.infer<typeof Involvement>

export const SubjectDetail = z.strictObject({
  ...SubjectBrief.shape,
  details: SubjectDetails,
  mergedInto: SubjectBrief.nullable(),
  /** Those that were merged into this one, each with the reason. */
  parts: z.array(
    z.strictObject({ ...SubjectBrief.shape, into: z.string(), at: Instant, by: z.string(), reason: z.string() }),
  ),
  aliases: z.array(Alias),
  identifiers: z.array(Identifier),
  photos: z.array(Photo),
  involvements: z.array(Involvement),
  addedAt: Instant,
  addedBy: z.string(),
  seq: z.int(),
})
export type SubjectDetail = z.infer<typeof SubjectDetail>

export const SeenSubject = z.strictObject({
  ...SubjectBrief.shape,
  why: z.string(),
  /** The whole of what was typed is the whole of what is on record. */
  exact: z.boolean(),
  /** The newest matters it is involved in. */
  matters: z.array(z.strictObject({ matter: Matter, role: z.enum(involvementRoles) })),
  involvements: z.int(),
})
export const SeenReport = z.strictObject({
  id: z.string(),
  number: z.string(),
  receivedAt: Instant,
  category: z.enum(categories),
  disposition: z.enum(dispositions),
  dispositionAt: Instant.nullable(),
  caseNumber: z.string().nullable(),
  /** The first words of its narrative. */
  excerpt: z.string(),
  why: z.string(),
})
export const Seen = z.strictObject({
  subjects: z.array(SeenSubject),
  reports: z.array(SeenReport),
  /** How many reports mention it, up to a thousand. */
  reportsInAll: z.int(),
  /** false while the words of earlier reports are still being read: ask again. */
  complete: z.boolean(),
})
export type Seen = z.infer<typeof Seen>

const Named = z.strictObject({ subject: z.string(), id: z.string() })
const Target = { case: Ref.optional(), report: Ref.optional() }
const oneTarget = ({ case: ofCase, report }: { case?: string | undefined; report?: string | undefined }): boolean =>
  (ofCase === undefined) !== (report === undefined)
const oneTargetSays = 'must name either a case or a report'
const Done = z.strictObject({ involvement: z.string() })

export const subjectProcedures = {
  'subject.list': query(
    'case.read',
    z.strictObject({
      kind: z.enum([...subjectKinds, 'all']).default('all'),
      /** Words of a name or alias, or the beginning of an identifier or number. */
      filter: z.string().max(200).default(''),
      limit: z.int().min(1).max(1000).default(100),
      offset: z.int().min(0).default(0),
      /** A subject: whether it is in the list, on whatever page, is answered too. */
      holds: Ref.optional(),
    }),
    z.strictObject({
      items: z.array(SubjectRow),
      /** Whether the list has the subject that was named; null when none was. */
      holds: z.boolean().nullable(),
      total: z.int(),
      counts: z.record(z.enum(subjectKinds), z.int()),
    }),
  ),
  'subject.get': query('case.read', z.strictObject({ subject: Ref }), SubjectDetail),
  'subject.history': query(
    'case.read',
    z.strictObject({ subject: Ref }),
    z.strictObject({ rows: z.array(CaseHistoryRow) }),
  ),
  /** Who and what is on record by this name, number, handle or place, and which reports mention it. */
  'subject.seen': query(
    'case.read',
    z
      .strictObject({
        text: z.string().max(500).default(''),
        /** Instead of a text: whoever and whatever this report names. */
        report: Ref.optional(),
        kind: z.enum([...subjectKinds, 'any']).default('any'),
        /** The report that is being worked on: it is no news. */
        except: Ref.optional(),
      })
      .refine(({ text, report }) => text === '' || report === undefined, 'asks by a text or by a report, not by both'),
    Seen,
  ),
  'subject.add': command(
    'case.write',
    z.strictObject({
      kind: z.enum(subjectKinds),
      name: Line,
      details: z.strictObject(detailInput).partial().default({}),
      aliases: z.array(AliasInput).max(50).default([]),
      identifiers: z.array(IdentifierInput).max(50).default([]),
    }),
    Named,
  ),
  'subject.change': command(
    'case.write',
    z.strictObject({
      subject: Ref,
      name: Line.optional(),
      /** null takes a value away; what was stays beside it in the ledger. */
      details: z
        .strictObject(
          Object.fromEntries(Object.entries(detailInput).map(([name, schema]) => [name, schema.nullable()])) as {
            [K in DetailName]: z.ZodNullable<(typeof detail)[K]>
          },
        )
        .partial()
        .default({}),
      reason: Line.optional(),
    }),
    Named,
  ),
  'subject.alias': command('case.write', z.strictObject({ subject: Ref, ...AliasInput.shape }), Named),
  'subject.identify': command('case.write', z.strictObject({ subject: Ref, ...IdentifierInput.shape }), Named),
  /** An exhibit that shows it, by the exhibit's number. */
  'subject.photo': command('case.write', z.strictObject({ subject: Ref, exhibit: Ref }), Named),
  /** Withdraws an alias, an identifier or a photo; it stays on record, with the reason. */
  'subject.withdraw': command('case.write', z.strictObject({ subject: Ref, what: Ref, reason: Line }), Named),
  'subject.merge': command('case.write', z.strictObject({ subject: Ref, into: Ref, reason: Line }), Named),
  'subject.unmerge': command('case.write', z.strictObject({ subject: Ref, reason: Line }), Named),
  'involvement.list': query(
    'case.read',
    z.strictObject({ ...Target, asOf: AsOf.optional() }).refine(oneTarget, oneTargetSays),
    z.strictObject({ items: z.array(Involvement), stood: Stood.nullable() }),
    { asOf: true },
  ),
  'involvement.record': command(
    'case.write',
    z
      .strictObject({
        subject: Ref,
        ...Target,
        role: z.enum(involvementRoles),
        from: OccurredAtInput.nullable().default(null),
        to: OccurredAtInput.nullable().default(null),
        confidence: z.enum(confidences).default('high'),
        basis: Line.optional(),
      })
      .refine(oneTarget, oneTargetSays),
    Done,
  ),
  /** Ends or corrects an involvement; what was recorded first stays beside it. */
  'involvement.change': command(
    'case.write',
    z.strictObject({
      involvement: Ref,
      role: z.enum(involvementRoles).optional(),
      from: OccurredAtInput.nullable().optional(),
      to: OccurredAtInput.nullable().optional(),
      confidence: z.enum(confidences).optional(),
      basis: Line.optional(),
      reason: Line,
    }),
    Done,
  ),
  'involvement.withdraw': command('case.write', z.strictObject({ involvement: Ref, reason: Line }), Done),
}
