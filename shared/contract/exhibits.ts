import { z } from 'zod'
import { CustodyEvent } from './custody.ts'
import { query, task } from './define.ts'
import { AsOf, Instant, Line, Ref, Sha256 } from './fields.ts'
import { PathText } from './paths.ts'
import { ReportInput } from './intake.ts'

/**
 * What a file is to the evidence: as it came, a copy to work with, something made or taken out of another exhibit, or a
 * file (a mailbox, a table) that holds the reports of several, which no packet of a case attaches.
 */
export const exhibitKinds = ['original', 'working-copy', 'derivative', 'source'] as const
export type ExhibitKind = (typeof exhibitKinds)[number]

export const ExhibitRow = z.strictObject({
  id: z.string(),
  number: z.string(),
  /** null: its report is part of no case. */
  caseNumber: z.string().nullable(),
  /** Number of the report that it came with; null when it was added to a case. */
  reportNumber: z.string().nullable(),
  fileName: z.string(),
  /** Where it lay in the folder that was added, as that folder says: `Photos/2026/gate.jpg`. */
  sourcePath: z.string().nullable(),
  description: z.string().nullable(),
  /** What the first bytes say it is, not what its name claims. */
  mediaType: z.string(),
  /** Bytes. */
  size: z.int(),
  sha256: Sha256,
  collectedBy: z.string(),
  collectedAt: Instant,
  place: z.string().nullable(),
  method: z.string().nullable(),
  kind: z.enum(exhibitKinds),
  /** The exhibit that it was made from, and how. */
  derivedFrom: z.strictObject({ number: z.string(), how: z.string() }).nullable(),
  recordedAt: Instant,
  recordedBy: z.string(),
  /** When the stored bytes were last read back and had this hash. */
  verifiedAt: Instant.nullable(),
  /** When they were read back and had not; null once they verify again. */
  failedAt: Instant.nullable(),
  seq: z.int(),
})
export type ExhibitRow = z.infer<typeof ExhibitRow>

export const ExhibitDetail = z.strictObject({ ...ExhibitRow.shape, custody: z.array(CustodyEvent) })
export type ExhibitDetail = z.infer<typeof ExhibitDetail>

/** Names bytes of the channel beside the strings (docs/decisions/0012). */
const ByteToken = z.string().regex(/^[\w-]{32}$/)

/** An exhibit on record that has the same bytes. */
export const Twin = z.strictObject({
  number: z.string(),
  fileName: z.string(),
  /** null: its report is part of no case. */
  caseNumber: z.string().nullable(),
  recordedAt: Instant,
})
export type Twin = z.infer<typeof Twin>

const KeptExhibit = z.strictObject({
  exhibit: z.string(),
  number: z.string(),
  size: z.int(),
  sha256: Sha256,
  /** Numbers of exhibits that were on record with the same bytes before it; none to a member who may not read exhibits. */
  sameAs: z.array(z.string()),
})

/** A copy that was written, with the register's hash. */
const ExhibitCopy = z.strictObject({ file: z.string(), size: z.int(), sha256: Sha256 })

const Pasted = z
  .array(z.strictObject({ name: Line, bytes: ByteToken }))
  .max(20)
  .default([])

/** A case or a report: one of them. */
export const Of = { case: Ref.optional(), report: Ref.optional() }

export const exhibitProcedures = {
  'exhibit.add': task(
    'exhibit.write',
    z.strictObject({
      ...Of,
      /** Absolute paths of files to keep; each becomes one exhibit. */
      files: z.array(PathText).max(1000).default([]),
      /** What has no file of its own, such as a picture from the clipboard; its bytes were sent by `file.receive`. */
      pasted: Pasted,
      collectedBy: Line.optional(),
      collectedAt: Instant.optional(),
      place: Line.optional(),
      method: Line.optional(),
      description: Line.optional(),
      /** Why files are kept again whose bytes are on record already; it is written with their description. */
      again: Line.optional(),
    }),
    z.array(z.strictObject({ ...KeptExhibit.shape, file: z.string() })),
    { paths: { files: 'picked' } },
  ),
  /** Which of some files, and of what was pasted, are on record already, byte for byte, or lie twice among them. Nothing is recorded. */
  'exhibit.twins': task(
    'exhibit.read',
    z.strictObject({
      files: z.array(PathText).max(1000).default([]),
      /** What has no file of its own, by a name that is its alone here and by its bytes. */
      pasted: z
        .array(z.strictObject({ file: PathText, size: z.int().min(0), sha256: Sha256 }))
        .max(20)
        .default([]),
    }),
    z.strictObject({
      files: z.array(
        z.strictObject({
          /** As it was named; what was pasted comes last. */
          file: z.string(),
          /** Exhibits with the same bytes, the first kept first, twenty at most. */
          twins: z.array(Twin),
          /** A file named before it in the same call that has the same bytes. */
          sameAs: z.string().nullable(),
        }),
      ),
    }),
    { paths: { files: 'picked', pasted: 'label' } },
  ),
  /** Takes a report in with the files that came with it, which become its exhibits: all of it, or nothing. */
  'report.take': task(
    'report.write',
    z.strictObject({
      report: ReportInput,
      /** Absolute paths. */
      files: z.array(PathText).max(100).default([]),
      /** What has no file of its own, such as a picture from the clipboard; its bytes were sent by `file.receive`. */
      pasted: Pasted,
      again: Line.optional(),
    }),
    z.strictObject({ report: z.string(), id: z.string(), exhibits: z.array(KeptExhibit) }),
    { paths: { files: 'picked' } },
  ),
  'exhibit.list': query(
    'exhibit.read',
    z.strictObject({ ...Of, asOf: AsOf.optional() }),
    z.strictObject({ items: z.array(ExhibitRow) }),
    { asOf: true },
  ),
  'exhibit.get': query('exhibit.read', z.strictObject({ exhibit: Ref, asOf: AsOf.optional() }), ExhibitDetail, {
    asOf: true,
  }),
  /** Lets the window that asks send bytes that have no file: their number, 20 MB at most. */
  'file.receive': query(
    'report.write',
    z.strictObject({ size: z.int().min(0).max(20_000_000) }),
    z.strictObject({ bytes: ByteToken }),
  ),
  'exhibit.verify': task(
    'exhibit.read',
    z.strictObject({
      ...Of,
      exhibit: Ref.optional(),
      /** Those of the case or the report alone that are named. */
      only: z.array(Ref).min(1).max(10_000).optional(),
      /** Days: those that were read back or kept since are left, and those that were not as kept are read in any case. */
      olderThan: z.int().min(0).max(36_500).optional(),
    }),
    z.strictObject({
      ok: z.boolean(),
      /** When that went on record; null: there was none to read. */
      readAt: Instant.nullable(),
      exhibits: z.array(
        z.strictObject({ number: z.string(), ok: z.boolean(), sha256: z.string(), problem: z.string().optional() }),
      ),
      /** Those that were not read now, and when they last were; null: never since they were kept. */
      left: z.array(z.strictObject({ number: z.string(), readAt: Instant.nullable() })),
    }),
  ),
  /** Writes a copy whose bytes were checked against the register while writing; a custody event says so. */
  'exhibit.export': task('exhibit.write', z.strictObject({ exhibit: Ref, out: PathText.optional() }), ExhibitCopy, {
    paths: { out: 'written' },
    wrote: 'file',
  }),
  /** Writes copies of several into a new folder; one that is not as it was kept is named and not written. */
  'exhibit.copies': task(
    'exhibit.write',
    z.strictObject({ exhibits: z.array(Ref).min(1).max(10_000), out: PathText.optional() }),
    z.strictObject({
      folder: z.string(),
      files: z.array(z.strictObject({ number: z.string(), ...ExhibitCopy.shape })),
      failed: z.array(z.strictObject({ number: z.string(), problem: z.string() })),
    }),
    { paths: { out: 'written' }, wrote: 'folder' },
  ),
  /**
   * The same into a private folder of the desktop, from where it is dragged to another program. It is emptied when the vault
   * is locked, when Holdfast ends and at its next start. Fails with USAGE where nothing can be dragged.
   */
  'exhibit.dragOut': task('exhibit.write', z.strictObject({ exhibit: Ref }), ExhibitCopy, { wrote: 'file' }),
}
