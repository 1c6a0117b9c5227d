import { z } from 'zod'

/** Something with a place on Earth: degrees of WGS 84 as the file states them, latitude before longitude. */
export const Shape = z.strictObject({
  name: z.string(),
  kind: z.enum(['line', 'area', 'circle', 'point']),
  /** Of a line and of the edge of an area its points, so many that it can be drawn; of a circle its middle. */
  path: z.array(z.tuple([z.number(), z.number()])),
  /** Of a circle, metres. */
  radius: z.number().nullable(),
})
export type Shape = z.infer<typeof Shape>

/** A stretch of a track between two points that follow each other, longer than ten minutes. */
const Gap = z.strictObject({ from: z.string(), to: z.string(), metres: z.number(), at: z.string() })

/** Positions in their order: tracks, routes and points that somebody marked. */
const TrackView = z.strictObject({
  kind: z.literal('track'),
  format: z.string(),
  shapes: z.array(Shape),
  /** Each line with what it comes to; times in UTC as ISO 8601, null where its points say none. */
  lines: z.array(
    z.strictObject({
      name: z.string(),
      points: z.int(),
      metres: z.number(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      gaps: z.array(Gap),
    }),
  ),
  /** Points of all of them, in the order of the file; `points` answers them. */
  points: z.int(),
})

/** What a file numbers: alerts' information, events, contacts, records of a web archive; `records` answers them. */
const RecordsView = z.strictObject({
  kind: z.literal('records'),
  /** As people name it: Calendar, Contacts, Alert (CAP), Web archive. */
  format: z.string(),
  records: z.int(),
  shapes: z.array(Shape),
})

export const placedViews = [TrackView, RecordsView] as const

const from = z.int().min(0)
export const placedAsks = [
  /** Points of a track, from point `from` (0 is the first). */
  z.strictObject({ ask: z.literal('points'), from, count: z.int().min(1).max(2000) }),
  /** Records, from record `from` (0 is the first). */
  z.strictObject({ ask: z.literal('records'), from, count: z.int().min(1).max(500) }),
] as const

export const EvidenceRecord = z.strictObject({
  /** Its place, in its written form: `event 3`. */
  at: z.string(),
  title: z.string(),
  fields: z.array(z.strictObject({ name: z.string(), value: z.string() })),
  /** The member that it opens as, where it has one. */
  member: z.string().nullable(),
})
export type EvidenceRecord = z.infer<typeof EvidenceRecord>

export const EvidencePoint = z.strictObject({
  /** From 1. */
  number: z.int(),
  latitude: z.number(),
  longitude: z.number(),
  /** In UTC, ISO 8601; null where it says none that is a moment. */
  at: z.string().nullable(),
  /** The time as the file has it. */
  written: z.string(),
  /** Metres; null where it says none. */
  height: z.number().nullable(),
  /** The line that it belongs to, or what it is called. */
  of: z.string(),
  /** What it says beside where and when it is. */
  words: z.string(),
})
export type EvidencePoint = z.infer<typeof EvidencePoint>

export const placedAnswers = [
  z.strictObject({ ask: z.literal('points'), points: z.array(EvidencePoint) }),
  z.strictObject({ ask: z.literal('records'), records: z.array(EvidenceRecord) }),
] as const
