import type { Source } from '../casework/exhibits/index.ts'
import type { Ports } from '../ports.ts'
import type { Readers } from '../readers/index.ts'
import { fileJob, type FoundFile, type FoundItem } from './reading/jobs.ts'

/** A file in its reader. What is large stays there until it is kept. */
export interface OpenFile extends FoundFile {
  /** All of its items, each narrative cut after `narrative` characters. */
  items(narrative: number): Promise<FoundItem[]>
  /** One item whole; null when there is none. */
  item(index: number): Promise<FoundItem | null>
  /** An item's own message (`part` null) or a part of it, read a piece at a time. */
  source(index: number, part: number | null, of: { name: string; size: number }): Source
}

/** Opens a file in a process of its own. Fails with INVALID_INPUT or CANCELLED. */
export async function openFileIn(
  readers: Readers,
  { clock }: Pick<Ports, 'clock'>,
  path: string,
  signal: AbortSignal,
): Promise<OpenFile> {
  const order = { path, zone: clock.zone, now: clock.now() }
  const reading = await readers.open(fileJob, order, signal)
  const head = await reading.ask('head', null)
  return {
    ...head,
    items: async (narrative) => {
      const items: FoundItem[] = []
      while (items.length < head.count) {
        const more = await reading.ask('items', { from: items.length, narrative })
        if (more.length === 0) break
        items.push(...more)
      }
      return items
    },
    item: (index) => reading.ask('item', { index }),
    source: (index, part, { name, size }) => ({
      name,
      size,
      read: (at, length) => reading.ask('bytes', { index, part, at, length }),
    }),
  }
}
