import { z } from 'zod'
import { defineView } from './view.ts'

/** A computer's clock that went back is itself recorded: times after it are told with that in mind. */
export const clockView = defineView({
  name: 'clock',
  revision: 2,
  entries: { 'clock.turned-back': z.strictObject({ before: z.string(), now: z.string() }) },
  // Between two of these places the entries' times only grow.
  tables: { clock_turn: 'create table clock_turn (seq integer primary key) strict;' },
  project: { 'clock.turned-back': (db, { seq }) => db.run('insert into clock_turn (seq) values (?)', seq) },
  summarise: { 'clock.turned-back': ({ before, now }) => `The computer's clock went back from ${before} to ${now}` },
})
