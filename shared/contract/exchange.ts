import { z } from 'zod'
import { query, task } from './define.ts'
import { Instant, Line, Nothing, OccurredAtSchema, PathText, Place, Sha256, Text } from './fields.ts'
import { categories, channels, ImportMap } from './intake.ts'
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

/** A table's columns and first rows, and the mapping that its column names suggest. */
export const ImportTable = z.strictObject({
  columns: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  guess: ImportMap.nullable(),
})
export type ImportTable = z.infer<typeof ImportTable>

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
        z.strictObject({ file: z.string(), index: z.int(), report: z.string(), exhibits: z.array(z.string()) }),
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
      /** How many rows of a table were passed over, since they came in before from the very same file. */
      skipped: z.array(z.strictObject({ file: z.string(), rows: z.int() })),
    }),
  ),
  /** Asks the person at the screen for a folder to watch; null when they chose none. MISSING_RUNTIME where there is no dialog. */
  'import.chooseFolder': task('report.write', Nothing, z.strictObject({ folder: PathText.nullable() })),
  /** Reads a calendar file as the legs of a journey that its events may be. Nothing is recorded. */
  'import.legs': task(
    'case.write',
    z.strictObject({ file: PathText }),
    z.strictObject({ name: z.string(), sha256: Sha256, legs: z.array(ProposedLeg), problems: z.array(z.string()) }),
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
  ),
}

/** A saved mapping of a table's columns, by a name of its own. */
export const MappingTemplate = z.strictObject({ title: Line, map: ImportMap })
