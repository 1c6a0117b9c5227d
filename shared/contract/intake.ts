import { z } from 'zod'
import { command, query, task } from './define.ts'
import {
  AsOf,
  Stood,
  FieldName,
  Instant,
  Line,
  NoProto,
  OccurredAtInput,
  OccurredAtSchema,
  Place,
  Ref,
  Severity,
  severityLevels,
  TemplateKey,
  Text,
} from './fields.ts'
import { PathText } from './paths.ts'
import { isZone } from '../kernel/zones.ts'
import { Why } from './queue.ts'

export const channels = ['in-person', 'phone', 'e-mail', 'form', 'alert-feed', 'observation', 'import'] as const
export const categories = [
  'employee-concern',
  'threat',
  'stalking',
  'suspicious-person',
  'trespass',
  'access-anomaly',
  'online-threat',
  'travel',
  'route-deviation',
  'sos',
  'theft',
  'information-leak',
  'assault',
  'abduction',
  'explosion',
  'other',
] as const
export const dispositions = ['open', 'promoted', 'merged', 'declined'] as const

/** A report as it is taken in. Unknown fields are refused by name. */
export const ReportInput = z.strictObject({
  channel: z.enum(channels),
  receivedAt: Instant,
  /** null: the reporter stays anonymous. */
  reporter: z.strictObject({ name: Line, contact: Line.optional() }).nullable(),
  occurredAt: OccurredAtInput.nullable().default(null),
  place: Place.nullable().default(null),
  category: z.enum(categories),
  /** The reporter's own words, never edited afterwards. */
  narrative: Text.refine((text) => text.trim() !== '', 'must not be empty'),
  immediateDanger: z.boolean().default(false),
  severity: Severity.nullable().default(null),
  /** The number the sender's own system gave it. */
  externalId: Line.optional(),
  /** The form by which it was taken; without a version the newest is meant. Its answers are among `fields`, by English label. */
  form: z.strictObject({ key: TemplateKey, version: z.int().min(0).optional() }).optional(),
  /** Named extra fields, kept as given. */
  fields: NoProto.pipe(z.record(FieldName, Text)).optional(),
})
export type ReportInput = z.input<typeof ReportInput>

export const ReportRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  channel: z.enum(channels),
  receivedAt: Instant,
  recordedAt: Instant,
  occurredAt: OccurredAtSchema.nullable(),
  reporter: z.string().nullable(),
  place: z.string().nullable(),
  category: z.enum(categories),
  severity: z.enum(severityLevels).nullable(),
  immediateDanger: z.boolean(),
  /** The first 240 characters of the narrative. */
  excerpt: z.string(),
  disposition: z.enum(dispositions),
  /** Number of the case it was promoted to or merged into. */
  caseNumber: z.string().nullable(),
  /** Name of the member who has it for triage. */
  assignee: z.string().nullable(),
  /** Until when it was put aside, the last time; that may have ended. */
  snoozedUntil: Instant.nullable(),
  /** When its first open notification is due. */
  due: Instant.nullable(),
  /** Why it stands where it stands; null once it has left the queue. */
  why: Why.nullable(),
})
export type ReportRow = z.infer<typeof ReportRow>

export const ReportDetail = z.strictObject({
  ...ReportRow.omit({ why: true }).shape,
  narrative: z.string(),
  reporterContact: z.string().nullable(),
  placeDetail: Place.nullable(),
  severityReason: z.string().nullable(),
  dispositionReason: z.string().nullable(),
  dispositionAt: Instant.nullable(),
  externalId: z.string().nullable(),
  fields: z.record(z.string(), z.string()),
  /** The form by which it was taken, and the version of it. */
  form: z.strictObject({ key: TemplateKey, version: z.int() }).nullable(),
  /** The file that it was imported from, and what the importer found to be said of it. */
  source: z.strictObject({ fileName: z.string(), problems: z.array(z.string()) }).nullable(),
  caseId: z.string().nullable(),
  recordedBy: z.string(),
  /** Number of the ledger entry that recorded it. */
  seq: z.int(),
})
export type ReportDetail = z.infer<typeof ReportDetail>

const Column = z.string().min(1)
/** Values of a column, each with what it means; `*` is every value not listed. */
const translated = <T extends z.ZodType>(means: T) =>
  z.strictObject({ column: Column, map: z.record(z.string(), means) })
/** From a column (or one constant) to a report's field. A text alone names a column. */
const Source = z.union([Column, z.strictObject({ constant: z.string() })])

/**
 * How a column writes its dates: ISO 8601 and other dates that begin with the year; 03/04/2026 as 3 April or as March 4;
 * days since 1900 or 1904 as Excel counts them; seconds or milliseconds since 1970.
 */
export const dateForms = ['year-first', 'day-first', 'month-first', 'excel', 'excel-1904', 'unix', 'unix-ms'] as const
export type DateForm = (typeof dateForms)[number]

const Zoned = z.union([Source, translated(z.string().refine(isZone, 'must be a time zone, like Europe/Lisbon'))])
/** One column for a whole date, with the time of day in it or in another column. */
const DateColumn = z.strictObject({
  column: Column,
  form: z.enum(dateForms),
  time: Column.optional(),
  /** Where a cell names no offset of its own. */
  zone: Zoned.optional(),
  /** 00:00 stands for no time of day: every cell has it. */
  dayOnly: z.boolean().optional(),
})

/** How a table file is written, where what is found by its bytes is not right. */
export const Written = z.strictObject({
  encoding: Line.optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
})
export type Written = z.infer<typeof Written>

/** How CSV columns become reports; see docs/format-templates.md. */
export const ImportMap = z.strictObject({
  written: Written.optional(),
  externalId: Column.optional(),
  channel: z.union([Source, translated(z.enum(channels))]).optional(),
  receivedAt: z.union([Source, DateColumn]).optional(),
  reporter: Column.optional(),
  occurredAt: z
    .union([
      z.strictObject({
        year: Column,
        month: Column.optional(),
        day: Column.optional(),
        hour: Column.optional(),
        minute: Column.optional(),
        zone: Zoned.optional(),
      }),
      DateColumn,
    ])
    .optional(),
  place: z
    .strictObject({
      name: z.union([Column, z.array(Column).min(1)]).optional(),
      latitude: Column.optional(),
      longitude: Column.optional(),
    })
    .optional(),
  narrative: z.union([Column, z.array(Column).min(1)]),
  category: z.union([Source, translated(z.enum(categories))]).optional(),
  /** As the sender graded it; a level of the record says so in its reason. */
  severity: translated(z.enum(severityLevels)).optional(),
  immediateDanger: z.strictObject({ column: Column, yes: z.array(z.string()).min(1) }).optional(),
  fields: NoProto.pipe(z.record(Column, FieldName)).optional(),
})
export type ImportMap = z.infer<typeof ImportMap>

/** Rows of a table that share one reason: how many, the first of them, and what their cells say, the most frequent first. */
export const RowCause = z.strictObject({
  cause: z.string(),
  rows: z.int(),
  lines: z.array(z.int()),
  values: z.array(z.strictObject({ value: z.string(), rows: z.int() })),
})
export type RowCause = z.infer<typeof RowCause>

export const ImportResult = z.strictObject({
  imported: z.int(),
  rejected: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
  /** The rejected rows by what is wrong with them, the most frequent first. */
  causes: z.array(RowCause),
  /** What a person should know of rows that were taken: times ahead of the import, clocks that were set back. */
  remarks: z.array(RowCause),
  /** How the file was read, where that was decided by its bytes; lines that were passed over. */
  problems: z.array(z.string()),
  /** Rows that came in before from the very same file. */
  skipped: z.int(),
})

const Filed = z.strictObject({ report: z.string(), id: z.string() })

export const intakeProcedures = {
  'report.add': command('report.write', ReportInput, Filed),
  'report.list': query(
    'report.read',
    z.strictObject({
      disposition: z.enum([...dispositions, 'all']).default('open'),
      /** Parts of words that number, narrative, place, reporter, category and answers must all hold; case and accents do not count. */
      filter: z.string().max(200).default(''),
      /**
       * `due`: immediate danger that nobody graded, then notifications that are late, then by level and the longest waiting, with
       * those not graded after the high ones; `grave`: immediate danger, then severity, then the longest waiting;
       * `newest`: last received first.
       */
      order: z.enum(['due', 'grave', 'newest']).default('due'),
      /** Whose: of the open ones. */
      assigned: z.union([z.enum(['anyone', 'me', 'nobody']), z.strictObject({ member: Ref })]).default('anyone'),
      /** What was put aside and has not come back yet: left out, alone, or among the others. */
      snoozed: z.enum(['hide', 'only', 'show']).default('hide'),
      limit: z.int().min(1).max(1000).default(100),
      offset: z.int().min(0).default(0),
      /** A report: whether it is in the list, on whatever page, is answered too. */
      holds: Ref.optional(),
      asOf: AsOf.optional(),
    }),
    z.strictObject({
      items: z.array(ReportRow),
      /** Whether the list has the report that was named; null when none was. */
      holds: z.boolean().nullable(),
      /** How many match, before limit and offset. */
      total: z.int(),
      counts: z.strictObject({ open: z.int(), promoted: z.int(), merged: z.int(), declined: z.int() }),
      /** How many were put aside and have not come back yet; how many notifications are late. */
      snoozed: z.int(),
      late: z.int(),
      stood: Stood.nullable(),
    }),
    { asOf: true },
  ),
  'report.get': query('report.read', z.strictObject({ report: Ref, asOf: AsOf.optional() }), ReportDetail, {
    asOf: true,
  }),
  'report.setSeverity': command('report.triage', z.strictObject({ report: Ref, severity: Severity }), Filed),
  'report.decline': command('report.triage', z.strictObject({ report: Ref, reason: Line }), Filed),
  /** Up to five open or recent reports that are likely about the same as one that is being written, with the reasons. */
  'report.similar': query(
    'report.read',
    z.strictObject({
      words: z.string().max(1_000_000).default(''),
      /** People, accounts and whoever else the draft names as such. */
      names: z.array(z.string().max(500)).max(50).default([]),
      place: Place.nullable().default(null),
      occurredAt: OccurredAtSchema.nullable().default(null),
      receivedAt: Instant.nullable().default(null),
      fields: NoProto.pipe(z.record(FieldName, Text)).default({}),
    }),
    z.strictObject({
      items: z.array(
        z.strictObject({
          ...ReportRow.pick({
            number: true,
            category: true,
            receivedAt: true,
            occurredAt: true,
            place: true,
            excerpt: true,
            disposition: true,
            caseNumber: true,
          }).shape,
          reasons: z.array(z.string()).min(1),
        }),
      ),
      /** false while earlier reports are still being read: ask again. */
      complete: z.boolean(),
    }),
  ),
  'report.import': task('report.write', z.strictObject({ file: PathText, map: ImportMap }), ImportResult, {
    paths: { file: 'picked' },
  }),
}
