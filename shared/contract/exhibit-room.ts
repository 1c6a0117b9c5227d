import { z } from 'zod'
import { query } from './define.ts'
import { AsOf, Ref } from './fields.ts'
import { ExhibitRow, exhibitKinds } from './exhibits.ts'

/** What the files of a room are put together by. */
export const roomGroups = ['none', 'kind', 'person', 'source', 'day'] as const
export type RoomGroup = (typeof roomGroups)[number]

/** What they are ordered by, within a group. */
export const roomSorts = ['number', 'name', 'kind', 'size', 'collected', 'recorded', 'verified'] as const
export type RoomSort = (typeof roomSorts)[number]

/** What a file is, by its first bytes, in the words of those who look for it. */
export const fileSorts = ['picture', 'document', 'mail', 'sound', 'video', 'archive', 'text', 'other'] as const
export type FileSort = (typeof fileSorts)[number]

/** Which exhibits, in which order. Without a case: those of all cases and reports. */
const Question = {
  case: Ref.optional(),
  /** All of them stand in its number, name, description, path, collector, place or way, in any case of letters. */
  words: z.string().max(200).default(''),
  group: z.enum(roomGroups).default('none'),
  sort: z.enum(roomSorts).default('number'),
  descending: z.boolean().default(false),
  asOf: AsOf.optional(),
}

/** A group's name: a sort of file, a person, a day as it was stated (`2026-11-23`), or where a file came from. */
const GroupName = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('kind'), name: z.enum(fileSorts) }),
  z.strictObject({ by: z.literal('person'), name: z.string() }),
  z.strictObject({ by: z.literal('day'), name: z.string() }),
  z.strictObject({
    by: z.literal('source'),
    from: z.enum(['case', 'report', 'exhibit', 'folder']),
    /** Number of the report or exhibit, name of the folder; '' for what was added to a case by itself. */
    name: z.string(),
  }),
])
export type GroupName = z.infer<typeof GroupName>

export const exhibitRoomProcedures = {
  /** A page of the exhibits of a case, or of the vault, with their groups: each stretch of them has the exhibits of one. */
  'exhibit.room': query(
    'exhibit.read',
    z.strictObject({
      ...Question,
      limit: z.int().min(1).max(200).default(100),
      offset: z.int().min(0).default(0),
      /** An exhibit whose place in the order is told. */
      holds: Ref.optional(),
    }),
    z.strictObject({
      total: z.int(),
      /** Of all of them together. */
      bytes: z.int(),
      /** In their order; empty when they are not grouped. */
      groups: z.array(z.strictObject({ name: GroupName, count: z.int() })),
      items: z.array(ExhibitRow),
      /** From 0; null: it is not among them, or none was asked about. */
      place: z.int().nullable(),
    }),
    { asOf: true },
  ),
  /** The numbers of the same exhibits, in the same order: to go from one to the next, and to choose a stretch of them. */
  'exhibit.order': query('exhibit.read', z.strictObject(Question), z.strictObject({ numbers: z.array(z.string()) }), {
    asOf: true,
  }),
  /** An exhibit with what it was made from and all that was made from those, parents before their children. */
  'exhibit.lineage': query(
    'exhibit.read',
    z.strictObject({ exhibit: Ref, asOf: AsOf.optional() }),
    z.strictObject({
      items: z.array(
        z.strictObject({
          id: z.string(),
          number: z.string(),
          fileName: z.string(),
          kind: z.enum(exhibitKinds),
          /** 0: it was made from none. */
          depth: z.int(),
          /** What was done, with tool and version; null for the first. */
          how: z.string().nullable(),
        }),
      ),
    }),
    { asOf: true },
  ),
}
