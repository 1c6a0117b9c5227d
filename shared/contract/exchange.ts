import { z } from 'zod'
import { query, task } from './define.ts'
import { Instant, Line, Nothing, OccurredAtSchema, Place, Sha256, Text } from './fields.ts'
import { PathText } from './paths.ts'
import { categories, channels, dateForms, ImportMap, ReportInput, RowCause, Written } from './intake.ts'
import { ProposedLeg } from './travel.ts'

/** What a file from outside can be; told by its content, never by its name. */
export const importKinds = ['message', 'mailbox', 'table', 'alert', 'photo', 'track', 'itinerary', 'sealed'] as const
export type ImportKind = (typeof importKinds)[number]

/** What a file says of itself and a person may accept or not: a camera's clock, a device's position. */
export const Proposal = z.strictObject({
  id: z.string(),
  label: z.string(),
  /** In words, as the source has it. */
  says: z.string(),
  /** Whose word it is. */
  source: z.string(),
  sets: z.strictObject({
    occurredAt: OccurredAtSchema.optional(),
    place: Place.optional(),
    fields: z.record(z.string(), z.string()).optional(),
  }),
})
export type Proposal = z.infer<typeof Proposal>

/** A table's columns and first rows, how it is written, and the mapping that its columns suggest. */
export const ImportTable = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  guess: ImportMap.nullable(),
  encoding: z.string(),
  delimiter: z.string(),
  /** The line of the file that names the columns. */
  headerLine: z.int(),
})
export type ImportTable = z.infer<typeof ImportTable>

/** What a column holds in all rows of a table. */
const ColumnSurvey = z.strictObject({
  column: z.string(),
  /** Rows in which it is empty. */
  empty: z.int(),
  /** How many different values it has; null: more than are told apart (1,000). */
  distinct: z.int().nullable(),
  /** Its values with their counts, the most frequent first; at most 200. */
  values: z.array(z.object({ value: z.string(), rows: z.int() })),
  /** Forms in which every one of its cells is a date. */
  dates: z.array(z.enum(dateForms)),
  /** Whether every cell has 00:00 for its time of day, which then stands for none. */
  midnight: z.boolean(),
  /** Whether every cell has a time of day, and whether every one of them has its offset too. */
  clock: z.boolean(),
  instants: z.boolean(),
  /** Where its cells are dates of several forms, or may be of two: in words; null where there is no such doubt. */
  doubt: z.string().nullable(),
})
export type ColumnSurvey = z.infer<typeof ColumnSurvey>

/** A whole table that was looked through, and what a mapping would make of it. Nothing is recorded. */
export const TableSurvey = z.strictObject({
  ...ImportTable.shape,
  name: z.string(),
  sha256: Sha256,
  /** How many rows there are under the header. */
  count: z.int(),
  survey: z.array(ColumnSurvey),
  problems: z.array(z.string()),
  /** Mappings that name only columns which this table has: by which tables of the same columns came in before, and saved ones. */
  known: z.array(
    z.strictObject({
      /** Of a saved mapping; null for the one that an import was done by. */
      key: z.string().nullable(),
      title: z.string(),
      map: ImportMap,
    }),
  ),
  /** By the mapping that was asked about; null where none was. */
  would: z
    .strictObject({
      file: z.int(),
      /** From the very same file they came in before. */
      passOver: z.int(),
      refuse: z.int(),
      causes: z.array(RowCause),
      remarks: z.array(RowCause),
      /** The first that would be filed. */
      first: z.array(z.strictObject({ line: z.int(), report: ReportInput })),
    })
    .nullable(),
})
export type TableSurvey = z.infer<typeof TableSurvey>

/** A report that a file would become. */
const ImportItem = z.strictObject({
  index: z.int(),
  title: z.string(),
  channel: z.enum(channels),
  category: z.enum(categories),
  /** null: the time of the import. */
  receivedAt: Instant.nullable(),
  reporter: z.string().nullable(),
  externalId: z.string().nullable(),
  /** Its beginning. */
  narrative: z.string(),
  fields: z.record(z.string(), z.string()),
  proposals: z.array(Proposal),
  /** What becomes an exhibit of its own beside the source. */
  parts: z.array(z.strictObject({ name: z.string(), claimed: z.string(), size: z.int() })),
  problems: z.array(z.string()),
  /** The report that holds the same already: it is not taken again. */
  duplicate: z.strictObject({ report: z.string(), why: z.string() }).nullable(),
  /** What else has its sender's number, with other bytes. A person looks at both; it is taken when they say so. */
  namesake: z.string().nullable(),
})

const ImportFile = z.strictObject({
  file: z.string(),
  name: z.string(),
  /** null: it can be imported as nothing, for the reason given. */
  kind: z.enum(importKinds).nullable(),
  size: z.int(),
  sha256: Sha256.nullable(),
  items: z.array(ImportItem),
  table: ImportTable.nullable(),
  problems: z.array(z.string()),
  failure: z.strictObject({ message: z.string(), next: z.string() }).nullable(),
})
export type ImportFile = z.infer<typeof ImportFile>

const Files = z.array(PathText).min(1).max(1000)

/** Which of a file's reports are filed, and what of their proposals is believed. */
const TakeItem = z.strictObject({
  index: z.int().min(0),
  category: z.enum(categories).optional(),
  /** Ids of accepted proposals; all others are left out. */
  accept: z.array(z.string()).max(20).default([]),
  /** In place of the words that an importer gives where nobody wrote any (photo, track). */
  narrative: Text.optional(),
})

export const exchangeProcedures = {
  /** Reads files and says what each would become. Nothing is recorded. */
  'import.preview': task(
    'report.write',
    z.strictObject({ files: Files }),
    z.strictObject({ files: z.array(ImportFile) }),
    { paths: { files: 'typed' } },
  ),
  /**
   * Files reports from files that were previewed. Each file is filed whole with what was taken of it, or not at all; one
   * that changed since, or is on record already, is refused, and the others are filed. What would refuse every file (a
   * full disk) ends it: the file at which it happened and those after it are refused, and what was filed is named.
   */
  'import.take': task(
    'report.write',
    z.strictObject({
      files: z
        .array(
          z.strictObject({
            file: PathText,
            /** Of the preview. */
            sha256: Sha256,
            items: z.array(TakeItem).max(10_000),
            /** For a table: how its columns become reports. */
            map: ImportMap.optional(),
          }),
        )
        .min(1)
        .max(1000),
    }),
    z.strictObject({
      filed: z.array(
        z.strictObject({
          file: z.string(),
          index: z.int(),
          report: z.string(),
          exhibits: z.array(z.string()),
          /** Those of them whose bytes were on record before, and as which exhibits; none to a member who may not read them. */
          same: z.array(z.strictObject({ exhibit: z.string(), as: z.array(z.string()) })),
        }),
      ),
      refused: z.array(
        z.strictObject({
          file: z.string(),
          /** Of one of several in it; null for the file. */
          index: z.int().nullable(),
          reason: z.string(),
          next: z.string(),
          /** The report that holds it already. */
          duplicateOf: z.string().nullable(),
        }),
      ),
      /** Rows of tables that are no reports. */
      rejected: z.array(z.strictObject({ file: z.string(), line: z.int(), reason: z.string() })),
      /** Of each table: the rejected rows by what is wrong with them, what to know of those taken, and how it was read. */
      tables: z.array(
        z.strictObject({
          file: z.string(),
          causes: z.array(RowCause),
          remarks: z.array(RowCause),
          problems: z.array(z.string()),
        }),
      ),
      /** What the preview said of each file that was filed, and of each report in it. */
      problems: z.array(z.strictObject({ file: z.string(), index: z.int().nullable(), problem: z.string() })),
      /** How many rows of a table were passed over, since they came in before from the very same file. */
      skipped: z.array(z.strictObject({ file: z.string(), rows: z.int() })),
    }),
    { paths: { files: 'typed' } },
  ),
  /**
   * Looks through a whole table: its values with their counts, how its dates are written and, with a mapping, what would
   * be filed, passed over and refused. Nothing is recorded. Fails with INVALID_INPUT where the mapping names columns that
   * it does not have, FILE_NOT_FOUND, CANCELLED or IO.
   */
  'import.table': task(
    'report.write',
    z.strictObject({ file: PathText, map: ImportMap.optional(), written: Written.optional() }),
    TableSurvey,
    { paths: { file: 'typed' } },
  ),
  /** Asks the person at the screen for a folder to watch; null when they chose none. MISSING_RUNTIME where there is no dialog. */
  'import.chooseFolder': task('report.write', Nothing, z.strictObject({ folder: PathText.nullable() })),
  /** Reads a calendar file as the legs of a journey that its events may be. Nothing is recorded. */
  'import.legs': task(
    'case.write',
    z.strictObject({ file: PathText }),
    z.strictObject({ name: z.string(), sha256: Sha256, legs: z.array(ProposedLeg), problems: z.array(z.string()) }),
    { paths: { file: 'picked' } },
  ),
  /** What lies in a folder and is not on record yet. Nothing is moved, deleted or filed; symbolic links are passed over. */
  'import.waiting': query(
    'report.write',
    z.strictObject({ folder: PathText }),
    z.strictObject({
      folder: z.string(),
      waiting: z.array(
        z.strictObject({
          file: z.string(),
          name: z.string(),
          size: z.int(),
          changedAt: Instant,
          /** Whether its size has been the same for two seconds. */
          settled: z.boolean(),
        }),
      ),
      passedOver: z.array(z.strictObject({ name: z.string(), why: z.string() })),
    }),
    { paths: { folder: 'typed' } },
  ),
}

/** A saved mapping of a table's columns, by a name of its own. */
export const MappingTemplate = z.strictObject({ title: Line, map: ImportMap })
