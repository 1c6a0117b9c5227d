import { z } from 'zod'
import { command, query, task } from './define.ts'
import { Instant, Line } from './fields.ts'
import { Of, Twin } from './exhibits.ts'
import { PathText } from './paths.ts'

const Batch = z.string().regex(/^[0-9a-f-]{36}$/)

/**
 * How a file of a batch stands: it waits to be kept; it could not be (`failed`); its bytes are on record already and a
 * person is asked (`same`); it is no file that can be kept (`skipped`). One that is kept leaves the batch.
 */
export const ingestStates = ['waiting', 'failed', 'same', 'skipped'] as const
export type IngestState = (typeof ingestStates)[number]

const IngestFile = z.strictObject({
  /** Counts the files of its batch from 0. */
  at: z.int(),
  name: z.string(),
  /** Where it lies in the folder that was added; null: it was added by itself. */
  sourcePath: z.string().nullable(),
  /** Bytes. */
  size: z.int(),
  state: z.enum(ingestStates),
  /** Why it was not kept, in words. */
  problem: z.string().nullable(),
  twins: z.array(Twin),
})

const IngestBatch = z.strictObject({
  batch: Batch,
  /** Number of the case or the report that it is kept for. */
  owner: z.string(),
  addedAt: Instant,
  /** Whether it is being kept now, in this window or another. */
  running: z.boolean(),
  /** All that were added, with those that are kept. */
  files: z.int(),
  bytes: z.int(),
  kept: z.int(),
  keptBytes: z.int(),
  waiting: z.int(),
  waitingBytes: z.int(),
  failed: z.int(),
  same: z.int(),
  skipped: z.int(),
})
export type IngestBatch = z.infer<typeof IngestBatch>

export const ingestProcedures = {
  /**
   * Puts files, and all files of folders, in the queue of the member at work, encrypted in the vault. Nothing of them is on record
   * before `ingest.run` keeps them. What is no file is named, and followed nowhere.
   */
  'ingest.add': task(
    'exhibit.write',
    z.strictObject({
      ...Of,
      /** Absolute paths of files and folders. */
      files: z.array(PathText).max(10_000).default([]),
      collectedBy: Line.optional(),
      collectedAt: Instant.optional(),
      place: Line.optional(),
      method: Line.optional(),
      description: Line.optional(),
      /** Why bytes are kept again that are on record already. Left out: a person is asked about each such file. */
      again: Line.optional(),
    }),
    z.strictObject({ batch: Batch, files: z.int(), bytes: z.int(), skipped: z.int() }),
    { paths: { files: 'picked' } },
  ),
  /**
   * Keeps what waits in a batch, one file after the other, each in a transaction of its own. It can be cancelled, and goes on
   * after a lock or a crash: a file is on record, or it waits, never both. Batches of a vault take turns. What is wrong with a file
   * stands at the file; DISK_FULL, CASE_CLOSED and the like end it.
   */
  'ingest.run': task(
    'exhibit.write',
    z.strictObject({ batch: Batch }),
    z.strictObject({ kept: z.int(), failed: z.int(), same: z.int(), waiting: z.int(), first: z.string().nullable() }),
  ),
  /** The batches of the member at work that are not done with, the newest first. */
  'ingest.list': query('exhibit.write', z.strictObject({ ...Of }), z.strictObject({ items: z.array(IngestBatch) })),
  /** Files of a batch in their order. */
  'ingest.files': query(
    'exhibit.write',
    z.strictObject({
      batch: Batch,
      states: z
        .array(z.enum(ingestStates))
        .min(1)
        .default([...ingestStates]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    z.strictObject({ total: z.int(), items: z.array(IngestFile) }),
  ),
  /**
   * Decides about files of a batch that are not kept yet: `keep` (again, with why), `leave-out`, or `try` once more. Without `numbers`: all
   * of those states. One that is being kept now is stopped and left out.
   */
  'ingest.decide': command(
    'exhibit.write',
    z.strictObject({
      batch: Batch,
      numbers: z.array(z.int().min(0)).min(1).max(10_000).optional(),
      states: z
        .array(z.enum(ingestStates))
        .min(1)
        .default([...ingestStates]),
      as: z.enum(['keep', 'leave-out', 'try']),
      again: Line.optional(),
    }),
    z.strictObject({ files: z.int() }),
  ),
}
