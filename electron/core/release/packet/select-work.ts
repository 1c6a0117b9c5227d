import { howInWords, type CommunicationRow } from '../../../../shared/contract/communications.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import type { Advisory, Leg } from '../../../../shared/contract/travel.ts'
import { lateness, showOccurred, span, spoken } from '../../../../shared/kernel/show.ts'
import type { OccurredAt } from '../../../../shared/kernel/time.ts'
import { placeInWords } from '../../casework/travel/index.ts'
import type { PacketContentInput } from '../../print/index.ts'

type Pages<K extends 'communications' | 'legs' | 'advisories' | 'tasks'> = NonNullable<PacketContentInput[K]>[number]
type At = (instant: string) => string

const partyWords: Record<CommunicationRow['parties'][number]['role'], string> = {
  from: 'From',
  to: 'To',
  copied: 'Copied to',
  present: 'Present',
}

/** A communication as its page prints it; of one that was struck its number and the reason only. */
export function communicationForPages(row: CommunicationRow, at: At): Pages<'communications'> {
  const { number, sentAt, receivedAt, parties, content, quotes, outcome, exhibit, struck } = row
  const source = `${row.recordedBy}, ${at(row.recordedAt)}, entry ${row.seq}`
  if (struck) {
    return {
      number,
      sent: showOccurred(sentAt),
      how: 'struck',
      parties: [],
      content: '',
      quotes: [],
      struck: `${struck.by}, ${at(struck.at)}: ${struck.reason}${struck.replacedBy === null ? '' : ` See ${struck.replacedBy}.`}`,
      source,
    }
  }
  return {
    number,
    sent: showOccurred(sentAt),
    received: receivedAt === null ? undefined : showOccurred(receivedAt),
    how: howInWords(row),
    parties: parties.map(
      ({ name, role, address }) => `${partyWords[role]} ${name}${address === undefined ? '' : `, ${address}`}`,
    ),
    content,
    quotes,
    outcome: outcome ?? undefined,
    exhibit: exhibit ?? undefined,
    late: row.late || undefined,
    source,
  }
}

const minutesOff = (minutes: number | null): string => (minutes === null ? '' : `, ${lateness(minutes)}`)
const whenever = (when: OccurredAt | null): string => (when === null ? 'not said' : showOccurred(when))

/** A leg as its page prints it: the plan beside how it went. */
export function legForPages(leg: Leg, at: At): Pages<'legs'> {
  const { departed, arrived, departedLate, arrivedLate } = leg
  return {
    number: leg.number,
    traveller: leg.principal,
    way: leg.mode === 'stay' ? placeInWords(leg.from) : `${placeInWords(leg.from)} to ${placeInWords(leg.to)}`,
    mode: leg.mode,
    reference: leg.reference ?? undefined,
    notes: leg.notes ?? undefined,
    plannedDeparture: showOccurred(leg.departure),
    plannedArrival: whenever(leg.arrival),
    departed: departed === null ? undefined : `${showOccurred(departed)}${minutesOff(departedLate)}`,
    arrived: arrived === null ? undefined : `${showOccurred(arrived)}${minutesOff(arrivedLate)}`,
    cancelled: leg.cancelled ?? undefined,
    deviations: leg.deviations.map(({ kind, what, noticedAt, recordedBy, settled }) => ({
      what: `${spoken(kind)}: ${what}`,
      noticed: `${showOccurred(noticedAt)}, recorded by ${recordedBy}`,
      settled: settled === null ? 'not settled yet' : `${settled.how} (${settled.by}, ${at(settled.at)})`,
    })),
    source: `${leg.recordedBy}, ${at(leg.recordedAt)}, entry ${leg.seq}`,
  }
}

export const advisoryForPages = (advisory: Advisory, at: At): Pages<'advisories'> => ({
  title: advisory.title,
  text: advisory.text ?? undefined,
  issuedBy: advisory.source,
  holds: [
    ...(advisory.effective === null ? [] : [`from ${showOccurred(advisory.effective)}`]),
    ...(advisory.expires === null ? [] : [`until ${showOccurred(advisory.expires)}`]),
  ].join(' '),
  concerns: advisory.legs.length === 0 ? 'the whole journey' : advisory.legs.join(', '),
  source: `${advisory.recordedBy}, ${at(advisory.recordedAt)}, entry ${advisory.seq}`,
})

/** A task as its page prints it: what was asked of whom by when, and what came of it. */
export function taskForPages(task: TaskRow, at: At, now: number): Pages<'tasks'> {
  const { state, settled, due, dueAfter } = task
  const overdue = state === 'open' && due !== null && Date.parse(due) < now
  const settledBy = settled === null ? '' : ` ${at(settled.at)}, by ${settled.by}, entry ${settled.seq}`
  return {
    number: task.number,
    title: task.title,
    mandatory: task.mandatory || undefined,
    assignee: task.assignee.name,
    due:
      due !== null ? at(due) : dueAfter === null ? 'no day set' : `${span(dueAfter.minutes)} after ${dueAfter.number}`,
    state:
      state === 'done'
        ? `Done${settledBy}`
        : state === 'not-applicable'
          ? `Does not apply:${settledBy}`
          : overdue
            ? 'Open, overdue'
            : task.waiting
              ? `Open; waits for ${task.dependsOn.flatMap((one) => (one.state === 'open' ? [one.number] : [])).join(', ')}`
              : 'Open',
    overdue: overdue || undefined,
    results: [
      ...task.results.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }])),
      ...(task.result === null ? [] : [{ name: 'Result', value: task.result }]),
      ...(settled?.reason == null ? [] : [{ name: 'Why', value: settled.reason }]),
      ...(task.evidence.length === 0 ? [] : [{ name: 'Evidence', value: task.evidence.join(', ') }]),
    ],
    source: `entry ${task.seq}`,
  }
}
