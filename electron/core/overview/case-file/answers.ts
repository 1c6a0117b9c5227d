import type { Answer } from '../../../../shared/contract/cases.ts'
import type { Assessment } from '../../../../shared/contract/assessments.ts'
import type { Decision } from '../../../../shared/contract/decisions.ts'
import type { ExhibitRow } from '../../../../shared/contract/exhibits.ts'
import type { NoteRow } from '../../../../shared/contract/notebook.ts'
import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import type { CommunicationRow } from '../../../../shared/contract/communications.ts'
import type { Leg } from '../../../../shared/contract/travel.ts'
import type { ReportDetail } from '../../../../shared/contract/intake.ts'
import type { Involvement } from '../../../../shared/contract/subjects.ts'
import { count, sayingIn, showSize, type Saying } from '../../../../shared/kernel/show.ts'
import { isPlaceZone } from '../../../../shared/kernel/zones.ts'
import type { StandingConcern } from '../../casework/assessments/index.ts'
import type { CaseFile } from '../../casework/cases/index.ts'
import type { SharedMatter } from '../../casework/subjects/index.ts'
import type { Conclusion } from '../../casework/closure/index.ts'
import { residual } from './residual.ts'

/** What the six questions are answered from. */
export interface Known {
  file: CaseFile
  reports: ReportDetail[]
  exhibits: ExhibitRow[]
  notes: NoteRow[]
  /** How many packets were built, and how many of them handed over. */
  packets: { built: number; handedOver: number }
  tasks: TaskRow[]
  communications: CommunicationRow[]
  legs: Leg[]
  decisions: Decision[]
  conclusion: Conclusion
  assessments: Assessment[]
  concerns: StandingConcern[]
  related: { number: string; disposition: string; why: string }[]
  involved: Involvement[]
  shared: SharedMatter[]
}

/**
 * The zone in which a case tells its times: that of the place where it happened, where a report says; else `fallback`.
 * Never a fixed offset: what one camera was set to in July is not what the clocks of the place show in December.
 */
export const zoneOf = ({ reports }: Known, fallback: string): string =>
  [...reports.flatMap(({ occurredAt }) => occurredAt?.zone ?? []), fallback].find(isPlaceZone) ?? 'UTC'

/**
 * The six questions of a case file, answered as far as the record does; where it does not, it says what is missing. Times
 * are told in one zone, which whoever shows them names once; a time of another place names its own.
 */
export function answerSix(known: Known, zone: string): Answer[] {
  const say = sayingIn(zone)
  return [
    happened(known, say),
    knew(known, say),
    evidence(known, say),
    actions(known, say),
    prior(known),
    residual(known, say.at),
  ]
}

function happened({ reports }: Known, say: Saying): Answer {
  const [first, ...others] = reports
  if (!first) return { question: 'happened', answer: 'No report is part of this case.', open: true, proof: null }
  const when = first.occurredAt ? say.occurred(first.occurredAt) : `not said; reported ${say.at(first.receivedAt)}`
  const where = first.place === null ? '' : `, ${first.place}`
  const more = others.length > 0 ? ` ${count(others.length, 'more report')} merged.` : ''
  const answer = `${when}${where}: ${firstWords(first.narrative)}${more}`
  return {
    question: 'happened',
    answer,
    open: false,
    proof: { label: count(reports.length, 'report'), tab: 'reports' },
  }
}

/** Those who saw, told or were told; whoever was only mentioned need not have known. */
const knowing = new Set<Involvement['role']>(['complainant', 'witness', 'target', 'reporter', 'source'])

function knew({ reports, involved }: Known, say: Saying): Answer {
  const others = involved.filter(({ role, withdrawn }) => withdrawn === null && knowing.has(role))
  const roles = new Map<string, Set<string>>()
  for (const { under, subject, role } of others) {
    const { name } = under ?? subject
    roles.set(name, (roles.get(name) ?? new Set()).add(role))
  }
  const named = [...roles].map(([name, held]) => `${name} (${[...held].join(', ')})`)
  const told = reports
    .toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt))
    .map(({ reporter, receivedAt }) => `${reporter ?? 'A reporter who is not named'}, ${say.at(receivedAt)}`)
  const open = told.length === 0
  const answer = open
    ? 'Nobody is on record as having known.'
    : `${told.slice(0, 3).join('; ')}${told.length > 3 ? '; and others' : ''}.`
  const more = named.length > 0 ? ` On record: ${firstOf(named, 4)}.` : ''
  const proof: Answer['proof'] =
    named.length > 0 ? { label: 'People & places', tab: 'people' } : { label: 'Timeline', tab: 'timeline' }
  return { question: 'knew', answer: `${answer}${more}`, open, proof: open ? null : proof }
}

function evidence({ exhibits }: Known, say: Saying): Answer {
  if (exhibits.length === 0)
    return { question: 'evidence', answer: 'No exhibit has been kept yet.', open: true, proof: null }
  const failed = exhibits.filter(({ failedAt }) => failedAt !== null)
  const verified = exhibits.flatMap(({ verifiedAt }) => (verifiedAt === null ? [] : [verifiedAt])).sort()
  const size = showSize(exhibits.reduce((sum, exhibit) => sum + exhibit.size, 0))
  const state =
    failed.length > 0
      ? `${failed.map(({ number }) => number).join(', ')} failed verification`
      : verified.length === exhibits.length
        ? `all verified since ${say.at(verified[0] ?? '')}`
        : `${exhibits.length - verified.length} not read back since ${exhibits.length === 1 ? 'it was' : 'they were'} kept`
  const answer = `${count(exhibits.length, 'exhibit')} (${size}), ${state}.`
  return { question: 'evidence', answer, open: failed.length > 0, proof: { label: 'Register', tab: 'evidence' } }
}

const packetsInWords = ({ built, handedOver }: Known['packets']): string =>
  `${count(built, 'packet')} built, ${handedOver === 0 ? 'none' : handedOver === built ? 'all' : handedOver} handed over`

function actions({ file, notes, tasks, decisions, packets }: Known, say: Saying): Answer {
  const settled = tasks.filter(({ state }) => state === 'done')
  const standing = decisions.filter(({ state }) => state === 'approved' || state === 'decided')
  const waiting = decisions.filter(({ state }) => state === 'waiting').length
  const done = [
    `Opened ${say.at(file.openedAt)} for ${file.owner}`,
    ...(tasks.length > 0 ? [`${settled.length} of ${count(tasks.length, 'task')} done`] : []),
    ...standing.slice(-2).map(decisionInWords),
    ...(standing.length > 2 ? [`${count(standing.length - 2, 'decision')} before`] : []),
    ...(waiting > 0 ? [`${count(waiting, 'decision')} waiting for approval`] : []),
    ...(notes.length > 0 ? [count(notes.length, 'note')] : []),
    ...(packets.built > 0 ? [packetsInWords(packets)] : []),
  ]
  const open = notes.length === 0 && settled.length === 0 && standing.length === 0 && packets.handedOver === 0
  const answer = `${done.join('; ')}.${open ? ' No action is written down yet.' : ''}`
  const proof: Answer['proof'] =
    tasks.length > 0
      ? { label: count(tasks.length, 'task'), tab: 'tasks' }
      : decisions.length > 0
        ? { label: count(decisions.length, 'decision'), tab: 'decisions' }
        : { label: 'History', tab: 'history' }
  return { question: 'actions', answer, open, proof }
}

const decisionInWords = ({ number, choice, answer }: Decision): string =>
  `${number}, ${choice} (${answer ? `approved by ${answer.by}` : 'without approval'})`

const firstOf = (words: readonly string[], most: number): string =>
  `${words.slice(0, most).join(', ')}${words.length > most ? ` and ${words.length - most} more` : ''}`

/** `R-0003 (declined): the same Owen Pryce, S-0002, confidence moderate`. */
const sharedInWords = ({ matter, subject, confidence }: SharedMatter): string =>
  `${matter.number} (${matter.state}): the same ${subject.name}, ${subject.number}, confidence ${confidence}`

function prior({ reports, related, shared }: Known): Answer {
  const merged = reports.filter(({ disposition }) => disposition === 'merged')
  if (related.length === 0 && merged.length === 0 && shared.length === 0) {
    const answer = 'No other report names the same place or reporter, and no other matter shares a subject.'
    return { question: 'prior', answer, open: false, proof: null }
  }
  const known =
    shared.length > 0
      ? `${shared.slice(0, 3).map(sharedInWords).join('; ')}${shared.length > 3 ? `; and ${shared.length - 3} more` : ''}. `
      : ''
  const linked = merged.length > 0 ? `${merged.map(({ number }) => number).join(', ')} merged into this case. ` : ''
  const shown = related.slice(0, 3).map(({ number, why, disposition }) => `${number} (${why}, ${disposition})`)
  const others =
    related.length > 0
      ? `To compare: ${shown.join(', ')}${related.length > 3 ? ` and ${related.length - 3} more` : ''}.`
      : ''
  return {
    question: 'prior',
    answer: `${known}${linked}${others}`.trim(),
    open: related.length > 0,
    proof: shared.length > 0 ? { label: 'People & places', tab: 'people' } : { label: 'Reports', tab: 'reports' },
  }
}

function firstWords(narrative: string): string {
  const text = narrative.replace(/\s+/g, ' ').trim()
  const sentence = /^.{20,160}?[.!?](?=\s|$)/.exec(text)?.[0]
  if (sentence !== undefined) return `“${sentence}”`
  return text.length > 160 ? `“${Array.from(text).slice(0, 160).join('')}…”` : `“${text}”`
}
