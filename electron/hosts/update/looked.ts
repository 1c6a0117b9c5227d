import { z } from 'zod'

/** What `holdfast update fetch --json` prints, as far as a window tells it. */
export const Looked = z.union([
  z.object({ done: z.literal('current') }),
  z.object({ done: z.literal('fetched'), manifest: z.object({ version: z.string() }), command: z.string() }),
  z.object({ error: z.object({ message: z.string(), next: z.string() }) }),
])
export type Looked = z.infer<typeof Looked>
