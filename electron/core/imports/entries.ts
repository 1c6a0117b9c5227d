import { z } from 'zod'
import { categories, channels, severityLevels, Sha256 } from '../record/entries/index.ts'

const Column = z.string()
const translated = <T extends z.ZodType>(means: T) =>
  z.strictObject({ column: Column, map: z.record(z.string(), means) })
const Source = z.union([Column, z.strictObject({ constant: z.string() })])
const Columns = z.union([Column, z.array(Column)])
const Zoned = z.union([Source, translated(z.string())])
const DateColumn = z.strictObject({
  column: Column,
  form: z.enum(['year-first', 'day-first', 'month-first', 'excel', 'excel-1904', 'unix', 'unix-ms']),
  time: Column.optional(),
  zone: Zoned.optional(),
  dayOnly: z.boolean().optional(),
})

/** How a table's columns became reports. */
const Mapping = z.strictObject({
  written: z
    .strictObject({ encoding: z.string().optional(), delimiter: z.enum([',', ';', '\t', '|']).optional() })
    .optional(),
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
      name: Columns.optional(),
      latitude: Column.optional(),
      longitude: Column.optional(),
    })
    .optional(),
  narrative: Columns,
  category: z.union([Source, translated(z.enum(categories))]).optional(),
  /** As the sender graded it; a level of the record says so in its reason. */
  severity: translated(z.enum(severityLevels)).optional(),
  immediateDanger: z.strictObject({ column: Column, yes: z.array(z.string()) }).optional(),
  fields: z.record(z.string(), z.string()).optional(),
})

/** What is recorded about files that left the vault by exchange. */
export const exchangeEntries = {
  /** An export of the ledger up to `head`: where it was written, its hash, and how much of the record it shows. */
  'ledger.exported': z.strictObject({
    file: z.string(),
    sha256: Sha256,
    entries: z.int(),
    disclosed: z.int(),
    withheld: z.int(),
    head: z.strictObject({ size: z.int(), root: Sha256 }),
    /** Number of the one case that it shows; null for all of them. */
    caseNumber: z.string().nullable(),
    purpose: z.string().nullable(),
  }),
  /** Reports made of a table by a mapping: their first and last number, how many, and how many rows were refused or passed over. */
  'table.imported': z.strictObject({
    map: Mapping,
    first: z.string(),
    last: z.string(),
    filed: z.int(),
    refused: z.int(),
    passedOver: z.int(),
  }),
}
