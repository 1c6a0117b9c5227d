import type { Answer } from '../../../shared/contract/cases.ts'
import type { Assessment } from '../../../shared/contract/assessments.ts'
import type { Decision } from '../../../shared/contract/decisions.ts'
import type { ExhibitRow } from '../../../shared/contract/exhibits.ts'
import type { NoteRow } from '../../../shared/contract/notebook.ts'
import type { CommunicationRow } from '../../../shared/contract/communications.ts'
import type { Leg } from '../../../shared/contract/travel.ts'
import type { ReportDetail } from '../../../shared/contract/intake.ts'
import { count, showInstant, showOccurred, showSize } from '../../../shared/kernel/show.ts'
import type { StandingConcern } from '../assessments/index.ts'
import type { CaseFile } from '../cases/index.ts'

/** What the six questions are answered from. */
export interface Known {
  file: CaseFile
  reports: ReportDetail[]
  exhibits: ExhibitRow[]
  notes: NoteRow[]
  communications: CommunicationRow[]
  legs: Leg[]
  decisions: Decision[]
  assessments: Assessment[]
  concerns: StandingConcern[]
  related: { number: string; disposition: string; why: string }[]
}

/** The zone in which a case tells its times: that of the place where it happened, where a report says; else `fallback`. */
export const zoneOf = ({ reports }: Known, fallback: string): string =>
  reports.find(({ occurredAt }) => occurredAt !== null)?.occurredAt?.zone ?? fallback

/** The six questions of a case file, answered as far as the record does; where it does not, it says what is missing. */
export function answerSix(known: Known): Answer[] {
  return [happened(known), knew(known), evidence(known), actions(known), prior(known), residual(known)]
}

function happened({ reports }: Known): Answer {
  const [first, ...others] = reports
  if (!first) return { question: 'happened', answer: 'No report is part of this case.', open: true, proof: null }
  const when = first.occurredAt ? showOccurred(first.occurredAt) : `not said; reported ${showInstant(first.receivedAt)}`
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

function knew({ reports }: Known): Answer {
  const told = reports.map(
    ({ reporter, receivedAt }) => `${reporter ?? 'A reporter who is not named'}, ${showInstant(receivedAt)}`,
  )
  const open = told.length === 0
  const answer = open
    ? 'Nobody is on record as having known.'
    : `${told.slice(0, 3).join('; ')}${told.length > 3 ? '; and others' : ''}.`
  return { question: 'knew', answer, open, proof: open ? null : { label: 'Timeline', tab: 'timeline' } }
}

function evidence({ exhibits }: Known): Answer {
  if (exhibits.length === 0)
    return { question: 'evidence', answer: 'No exhibit has been kept yet.', open: true, proof: null }
  const failed = exhibits.filter(({ failedAt }) => failedAt !== null)
  const verified = exhibits.flatMap(({ verifiedAt }) => (verifiedAt === null ? [] : [verifiedAt])).sort()
  const size = showSize(exhibits.reduce((sum, exhibit) => sum + exhibit.size, 0))
  const state =
    failed.length > 0
      ? `${failed.map(({ number }) => number).join(', ')} failed verification`
      : verified.length === exhibits.length
        ? `all verified since ${showInstant(verified[0] ?? '')}`
        : `${exhibits.length - verified.length} not read back since they were kept`
  const answer = `${count(exhibits.length, 'exhibit')} (${size}), ${state}.`
  return { question: 'evidence', answer, open: failed.length > 0, proof: { label: 'Register', tab: 'evidence' } }
}

function actions({ file, notes, decisions }: Known): Answer {
  const standing = decisions.filter(({ state }) => state === 'approved' || state === 'decided')
  const waiting = decisions.filter(({ state }) => state === 'waiting').length
  const done = [
    `Opened ${showInstant(file.openedAt)} for ${file.owner}`,
    ...standing.slice(-2).map(decisionInWords),
    ...(standing.length > 2 ? [`${count(standing.length - 2, 'decision')} before`] : []),
    ...(waiting > 0 ? [`${count(waiting, 'decision')} waiting for approval`] : []),
    ...(notes.length > 0 ? [count(notes.length, 'note')] : []),
    ...(file.counts.packets > 0 ? [`${count(file.counts.packets, 'packet')} handed over`] : []),
  ]
  const open = notes.length === 0 && standing.length === 0 && file.counts.packets === 0
  const answer = `${done.join('; ')}.${open ? ' No action is written down yet.' : ''}`
  const proof: Answer['proof'] =
    decisions.length > 0
      ? { label: count(decisions.length, 'decision'), tab: 'decisions' }
      : { label: 'History', tab: 'history' }
  return { question: 'actions', answer, open, proof }
}

const decisionInWords = ({ number, choice, answer }: Decision): string =>
  `${number}, ${choice} (${answer ? `approved by ${answer.by}` : 'without approval'})`

function prior({ reports, related }: Known): Answer {
  const merged = reports.filter(({ disposition }) => disposition === 'merged')
  if (related.length === 0 && merged.length === 0) {
    const answer = 'No other report names the same place or the same reporter.'
    return { question: 'prior', answer, open: false, proof: null }
  }
  const linked = merged.length > 0 ? `${merged.map(({ number }) => number).join(', ')} merged into this case. ` : ''
  const shown = related.slice(0, 3).map(({ number, why, disposition }) => `${number} (${why}, ${disposition})`)
  const others =
    related.length > 0
      ? `To compare: ${shown.join(', ')}${related.length > 3 ? ` and ${related.length - 3} more` : ''}.`
      : ''
  return {
    question: 'prior',
    answer: `${linked}${others}`.trim(),
    open: related.length > 0,
    proof: { label: 'Reports', tab: 'reports' },
  }
}

/** What the newest assessments say; where nobody assessed, it is said, not guessed. */
function residual({ concerns }: Known): Answer {
  if (concerns.length === 0)
    return { question: 'residual', answer: 'Not assessed: no assessment is on record.', open: true, proof: null }
  const words = concerns.map(
    ({ about, level, number, reassessOn }) =>
      `${about}: level of concern ${level} (${number})${reassessOn === null ? '' : `, looked at again on ${showDay(reassessOn)}`}`,
  )
  return {
    question: 'residual',
    answer: `${words.join('; ')}.`,
    open: concerns.some(({ level }) => level === 'high' || level === 'imminent'),
    proof: { label: 'Assessments', tab: 'assessment' },
  }
}

const showDay = (value: string): string => showOccurred({ value, zone: 'UTC', precision: 'day' })

function firstWords(narrative: string): string {
  const text = narrative.replace(/\s+/g, ' ').trim()
  const sentence = /^.{20,160}?[.!?](?=\s|$)/.exec(text)?.[0]
  if (sentence !== undefined) return `“${sentence}”`
  return text.length > 160 ? `“${Array.from(text).slice(0, 160).join('')}…”` : `“${text}”`
}
