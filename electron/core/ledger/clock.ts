import { z } from 'zod'
import { defineView } from './view.ts'

/** A computer's clock that went back is itself recorded: times after it are told with that in mind. */
export const clockView = defineView({
  name: 'clock',
  revision: 1,
  entries: { 'clock.turned-back': z.strictObject({ before: z.string(), now: z.string() }) },
  tables: {},
  project: { 'clock.turned-back': () => undefined },
  summarise: { 'clock.turned-back': ({ before, now }) => `The computer's clock went back from ${before} to ${now}` },
})
