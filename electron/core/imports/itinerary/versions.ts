import { line } from '../reading/reading.ts'
import type { ItineraryEvent } from './event.ts'

const mostNamed = 20

/**
 * Of events with one UID (and of one time of a repeated one) the newest version alone counts: the greatest SEQUENCE, then
 * the one that was made last (RFC 5545, section 3.8.7.4). Older ones are named, with what they said differently.
 */
export function newestOf(all: readonly ItineraryEvent[]): { events: ItineraryEvent[]; passedOver: string[] } {
  const groups = new Map<string, ItineraryEvent[]>()
  for (const [index, event] of all.entries()) {
    const key = event.uid === undefined ? `#${index}` : `${event.uid}\n${event.changes ?? ''}`
    const group = groups.get(key)
    if (group) group.push(event)
    else groups.set(key, [event])
  }
  const events: ItineraryEvent[] = []
  const passedOver: string[] = []
  for (const versions of groups.values()) {
    const [newest, ...older] = versions.toSorted((a, b) => b.sequence - a.sequence || b.stamp.localeCompare(a.stamp))
    if (!newest) continue
    events.push(newest)
    for (const one of older) {
      const same =
        one.summary === newest.summary &&
        one.start?.said === newest.start?.said &&
        one.end?.said === newest.end?.said &&
        one.status === newest.status
      if (!same || one.location !== newest.location)
        passedOver.push(
          `“${line(newest.summary, 100) ?? '(no title)'}” is in it in an older version too (sequence ${one.sequence}, ${one.start?.said ?? 'no time'}), which is passed over.`,
        )
    }
  }
  const more = passedOver.length - mostNamed
  const named =
    more > 0
      ? [...passedOver.slice(0, mostNamed), `${more} more older versions of its events are passed over.`]
      : passedOver
  return { events: withMoved(events), passedOver: named }
}

/** Says at a repeated event which of its times were moved or cancelled by events of their own. */
function withMoved(events: ItineraryEvent[]): ItineraryEvent[] {
  const single = Map.groupBy(
    events.filter(({ changes, uid }) => changes !== undefined && uid !== undefined),
    ({ uid }) => uid,
  )
  return events.map((event) => {
    const moved = event.uid !== undefined && event.changes === undefined ? (single.get(event.uid) ?? []) : []
    if (event.repeats === undefined || moved.length === 0) return event
    const words = moved.map(({ changes = '', start, status }) =>
      /^cancelled$/i.test(status ?? '')
        ? `cancelled on ${changes}`
        : `changed on ${changes}${start ? ` (now ${start.when ? start.when.value.replace('T', ' ') : start.said})` : ''}`,
    )
    return { ...event, repeats: [event.repeats, ...words].join(', ') }
  })
}
