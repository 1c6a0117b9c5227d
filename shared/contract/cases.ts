import { z } from 'zod'
import { command, query, task } from './define.ts'
import {
  AsOf,
  Instant,
  Line,
  MemberNamed,
  OccurredAtSchema,
  Ref,
  Severity,
  severityLevels,
  Sha256,
  Stood,
} from './fields.ts'
import { PathText } from './paths.ts'
import { categories } from './intake.ts'
import { TemplateKey } from './templates.ts'
import { Notification } from './triage.ts'

export const caseStatuses = ['open', 'investigating', 'on-hold', 'ready-to-close'] as const

/** `closed`: the record is sealed until the case is re-opened. `destroyed`: what the case recorded is gone under an order; its number stays. */
export const shownStatuses = [...caseStatuses, 'closed', 'destroyed'] as const

export const CaseRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  category: z.enum(categories),
  status: z.enum(shownStatuses),
  severity: Severity.nullable(),
  owner: z.string(),
  /** Id of the member who owns it; null for an owner of an older record who is no active member: it needs one. */
  ownerMember: z.string().nullable(),
  /** Who approves what is decided in it: a member other than the owner. */
  approver: MemberNamed.nullable(),
  team: z.array(MemberNamed),
  followUpDue: Instant.nullable(),
  openedAt: Instant,
  closedAt: Instant.nullable(),
})
export type CaseRow = z.infer<typeof CaseRow>

export const questions = ['happened', 'knew', 'evidence', 'actions', 'prior', 'residual'] as const
/** The six questions in words, without their question marks. */
export const questionWords: Record<(typeof questions)[number], string> = {
  happened: 'What happened',
  knew: 'Who knew, and when',
  evidence: 'What evidence was collected',
  actions: 'What actions were taken',
  prior: 'Linked to prior reports',
  residual: 'Residual risk',
}

/** One of the six questions (see the field's terms), as far as the record answers it. */
export const Answer = z.strictObject({
  question: z.enum(questions),
  /** The answer in a sentence or two; for an open question what is missing. */
  answer: z.string(),
  open: z.boolean(),
  /** What the answer rests on: a count with its noun, and where to look. */
  proof: z
    .strictObject({
      label: z.string(),
      tab: z.enum([
        'reports',
        'people',
        'timeline',
        'evidence',
        'notebook',
        'communications',
        'travel',
        'tasks',
        'decisions',
        'assessment',
        'closure',
        'packets',
        'history',
      ]),
    })
    .nullable(),
})
export type Answer = z.infer<typeof Answer>

export const CaseDetail = z.strictObject({
  ...CaseRow.shape,
  /** Exhibits and subjects with those of its reports. */
  counts: z.strictObject({
    reports: z.int(),
    exhibits: z.int(),
    subjects: z.int(),
    notes: z.int(),
    packets: z.int(),
  }),
  openedBy: z.string(),
  answers: z.array(Answer).length(6),
  /** Set when the case is shown as it stood earlier. */
  stood: Stood.nullable(),
  reports: z.array(
    z.strictObject({
      id: z.string(),
      number: z.string(),
      how: z.enum(['promoted', 'merged']),
      excerpt: z.string(),
      severity: z.enum(severityLevels).nullable(),
      /** Who must be or was told because of its grades. */
      duties: z.array(Notification),
    }),
  ),
})
export type CaseDetail = z.infer<typeof CaseDetail>

export const timelineKinds = [
  'report',
  'case',
  'exhibit',
  'custody',
  'mark',
  'note',
  'communication',
  'interview',
  'travel',
  'task',
  'decision',
  'assessment',
  'assertion',
  'closure',
  'packet',
] as const
export const TimelineEvent = z.strictObject({
  kind: z.enum(timelineKinds),
  /** When it happened, as exactly as is known; null when nobody said. */
  happenedAt: OccurredAtSchema.nullable(),
  /** The offset from UTC at which `happenedAt` was, where its instant is known and clocks there showed the time twice. */
  offset: z.string().nullable(),
  recordedAt: Instant,
  /** Sort key: the instant where it is known, else the earliest that is possible; ISO 8601 in UTC. */
  sortAt: Instant,
  title: z.string(),
  text: z.string(),
  who: z.string(),
  /** Written down more than a day after it happened. */
  late: z.boolean(),
  ref: z.string(),
  /** Of a mark: the exhibit's number, and the place in its written form (null: the whole exhibit). */
  place: z.strictObject({ exhibit: z.string(), at: z.string().nullable() }).optional(),
  seq: z.int(),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>

export const HistoryRow = z.strictObject({
  seq: z.int(),
  at: Instant,
  actor: z.string(),
  type: z.string(),
  summary: z.string(),
  hash: Sha256,
  caseNumber: z.string().nullable(),
})
export type HistoryRow = z.infer<typeof HistoryRow>

/** One field that an entry changed, in words; instants are ISO 8601. Of a long text the lines that differ. */
export const CaseChange = z.strictObject({
  field: z.string(),
  /** null: there was nothing, or nothing on record. */
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export type CaseChange = z.infer<typeof CaseChange>

export const historyFormats = ['csv', 'pdf'] as const

export const CaseHistoryRow = z.strictObject({
  ...HistoryRow.shape,
  /** Id of the record that the entry is about. */
  subject: z.string(),
  /** Its number, or a note's title, as far as the history says it. */
  about: z.string().nullable(),
  changes: z.array(CaseChange),
  reason: z.string().nullable(),
  /** Whether it settled something: worth seeing beside what its maker had before them. */
  decision: z.boolean(),
})
export type CaseHistoryRow = z.infer<typeof CaseHistoryRow>

const Team = z
  .array(Ref)
  .max(50, 'must name at most 50 members')
  .refine((list) => new Set(list).size === list.length, 'names a member twice')

const Opened = z.strictObject({ case: z.string(), id: z.string() })

export const caseProcedures = {
  'report.promote': command(
    'report.triage',
    z.strictObject({
      report: Ref,
      title: Line,
      /** Name or id of an active member who may work on cases. */
      owner: Line,
      /** Name or id of another member who may approve. */
      approver: Line.nullable().default(null),
      team: Team.default([]),
      /** Key of the playbook whose tasks the case begins with; left out: none. */
      playbook: TemplateKey.optional(),
      followUpDue: Instant.nullable().default(null),
    }),
    Opened,
  ),
  'report.merge': command('report.triage', z.strictObject({ report: Ref, into: Ref, reason: Line }), Opened),
  'case.list': query(
    'case.read',
    z.strictObject({
      filter: z.string().max(200).default(''),
      /** `closed`: those whose record is sealed or destroyed. */
      which: z.enum(['open', 'closed', 'all']).default('all'),
      limit: z.int().min(1).max(100_000).default(300),
      /** A case: whether it is in the list, within the limit or not, is answered too. */
      holds: Ref.optional(),
      asOf: AsOf.optional(),
    }),
    z.strictObject({
      items: z.array(CaseRow),
      /** Whether the list has the case that was named; null when none was. */
      holds: z.boolean().nullable(),
      /** How many there are before the limit. */
      total: z.int(),
      stood: Stood.nullable(),
    }),
    { asOf: true },
  ),
  'case.get': query('case.read', z.strictObject({ case: Ref, asOf: AsOf.optional() }), CaseDetail, { asOf: true }),
  'case.change': command(
    'case.write',
    z.strictObject({
      case: Ref,
      title: Line.optional(),
      category: z.enum(categories).optional(),
      /** Key of a playbook that is applied in the same act: what the case lacks is added. */
      playbook: TemplateKey.optional(),
      status: z.enum(caseStatuses).optional(),
      owner: Line.optional(),
      approver: Line.nullable().optional(),
      team: Team.optional(),
      followUpDue: Instant.nullable().optional(),
      severity: Severity.optional(),
      /** Why; kept beside the old and the new value. */
      reason: Line.optional(),
    }),
    Opened,
  ),
  'case.timeline': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ events: z.array(TimelineEvent) }),
    { asOf: true },
  ),
  'case.history': query(
    'case.read',
    z.strictObject({ case: Ref, asOf: AsOf.optional() }),
    z.strictObject({ rows: z.array(CaseHistoryRow), stood: Stood.nullable() }),
    { asOf: true },
  ),
  /** Writes the history to a file for people: a table (CSV) or pages (PDF). That it was written is recorded. */
  'history.export': task(
    'packet.build',
    z.strictObject({
      case: Ref,
      format: z.enum(historyFormats),
      /** Where to write; left out: beside the vault, under a name that says the case and the time. */
      out: PathText.optional(),
      asOf: AsOf.optional(),
    }),
    z.strictObject({ file: z.string(), sha256: Sha256, entries: z.int(), stood: Stood.nullable() }),
    { paths: { out: 'written' }, asOf: true, wrote: 'file' },
  ),
}
