import type { ReadKind } from './reading/reading.ts'

/** What reads each kind of file; a version is raised when it makes something else of the same file. */
export const importers: Record<ReadKind, { name: string; version: number }> = {
  message: { name: 'e-mail', version: 2 },
  mailbox: { name: 'e-mail', version: 2 },
  table: { name: 'table', version: 2 },
  alert: { name: 'alert', version: 3 },
  photo: { name: 'photo', version: 2 },
  track: { name: 'track', version: 2 },
  itinerary: { name: 'itinerary', version: 2 },
}
