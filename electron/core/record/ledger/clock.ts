import { integer, sqliteTable } from 'drizzle-orm/sqlite-core'
import { z } from 'zod'
import { ddl } from '../vault/index.ts'
import { defineView } from './view.ts'

const clockTurns = sqliteTable('clock_turn', { seq: integer().primaryKey() })

/** A computer's clock that went back is itself recorded: times after it are told with that in mind. */
export const clockView = defineView({
  name: 'clock',
  revision: 2,
  entries: { 'clock.turned-back': z.strictObject({ before: z.string(), now: z.string() }) },
  // Between two of these places the entries' times only grow.
  tables: { clock_turn: ddl(clockTurns, { lines: 'inline' }) },
  project: { 'clock.turned-back': (db, { seq }) => db.insert(clockTurns, { seq }) },
  summarise: { 'clock.turned-back': ({ before, now }) => `The computer's clock went back from ${before} to ${now}` },
})
