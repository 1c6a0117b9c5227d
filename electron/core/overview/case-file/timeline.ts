import type { TimelineEvent } from '../../../../shared/contract/cases.ts'
import { howInWords } from '../../../../shared/contract/communications.ts'
import type { Decision } from '../../../../shared/contract/decisions.ts'
import { showSize } from '../../../../shared/kernel/show.ts'
import { earliest, inZone, isLateEntry, offsetWhereTwice, type OccurredAt } from '../../../../shared/kernel/time.ts'
import { custodyOf } from '../../casework/exhibits/index.ts'
import type { StoredEntry } from '../../record/ledger/index.ts'
import { memberName } from '../../record/members/index.ts'
import type { Reader } from '../../record/vault/index.ts'
import type { Known } from './answers.ts'
import { journeyOf, type Told } from './journey.ts'
import { eventIn } from './recorded-events.ts'

/** What happened and what was done, on one axis, oldest first. `zone` is for instants that name no place. */
export function timelineOf(db: Reader, known: Known, recorded: StoredEntry[], zone: string): TimelineEvent[] {
  /** Of an instant, or of a time as it was said. */
  const event = (happened: OccurredAt | string, recordedAt: string, rest: Told): TimelineEvent => {
    const isInstant = typeof happened === 'string'
    const happenedAt = isInstant ? inZone(happened, zone) : happened
    return {
      ...rest,
      happenedAt,
      offset: isInstant ? offsetWhereTwice(happened, zone) : null,
      recordedAt,
      sortAt: new Date(isInstant ? happened : earliest(happened)).toISOString(),
      late: isLateEntry(happenedAt, recordedAt),
    }
  }
  const { file, reports, exhibits, notes, communications, legs, tasks, decisions, assessments } = known
  const events = [
    event(file.openedAt, file.openedAt, {
      kind: 'case',
      title: `Case ${file.number} opened`,
      text: file.title,
      who: memberName(db, file.openedBy),
      ref: file.id,
      seq: file.seq,
    }),
    ...reports.map((report) =>
      event(report.occurredAt ?? report.receivedAt, report.recordedAt, {
        kind: 'report',
        title: `Report ${report.number}`,
        text: report.excerpt,
        who: report.reporter ?? 'not named',
        ref: report.id,
        seq: report.seq,
      }),
    ),
    ...exhibits.flatMap((exhibit) => [
      event(exhibit.collectedAt, exhibit.recordedAt, {
        kind: 'exhibit',
        title: `Exhibit ${exhibit.number}`,
        text: [exhibit.fileName, exhibit.description, showSize(exhibit.size)]
          .filter((word) => word !== null)
          .join(', '),
        who: exhibit.collectedBy,
        ref: exhibit.id,
        seq: exhibit.seq,
      }),
      ...custodyOf(db, exhibit.id)
        .filter(({ action }) => action !== 'collect')
        .map((custody) =>
          event(custody.custodyAt, custody.recordedAt, {
            kind: 'custody',
            title: `Exhibit ${exhibit.number}: ${custody.action}`,
            text: [custody.from && `from ${custody.from}`, custody.to && `to ${custody.to}`, custody.purpose]
              .filter(Boolean)
              .join(', '),
            who: custody.recordedBy,
            ref: exhibit.id,
            seq: custody.seq,
          }),
        ),
    ]),
    ...notes.map((note) =>
      event(note.happenedAt ?? note.writtenAt, note.writtenAt, {
        kind: 'note',
        title: note.title,
        text: note.revision > 1 ? `revision ${note.revision}` : '',
        who: note.author,
        ref: note.id,
        seq: note.seq,
      }),
    ),
    ...tasks.flatMap((task) =>
      task.state !== 'open' && task.settled
        ? [
            event(task.settled.at, task.settled.at, {
              kind: 'task',
              title: `Task ${task.number} ${task.state === 'done' ? 'done' : 'does not apply'}`,
              text: task.title,
              who: task.settled.by,
              ref: task.id,
              seq: task.settled.seq,
            }),
          ]
        : [],
    ),
    ...communications.map((said) =>
      event(said.sentAt, said.recordedAt, {
        kind: 'communication',
        title: `${said.number}, ${howInWords(said)}${said.struck ? ', struck' : ''}`,
        text: excerptOf(said.content),
        who: said.parties.map(({ name }) => name).join(', '),
        ref: said.id,
        seq: said.seq,
      }),
    ),
    ...legs.flatMap((leg) => journeyOf(leg).map(([when, recordedAt, rest]) => event(when, recordedAt, rest))),
    ...decisions.flatMap((decision) => decisionEvents(decision)).map(({ at, ...rest }) => event(at, at, rest)),
    ...assessments.map((made) =>
      event(made.assessedAt, made.assessedAt, {
        kind: 'assessment',
        title: `Assessment ${made.number}${made.withdrawn ? ', withdrawn' : ''}`,
        text: `${made.about}: level of concern ${made.level}`,
        who: made.assessor,
        ref: made.id,
        seq: made.seq,
      }),
    ),
    ...recorded.map((stored) =>
      event(stored.entry.at, stored.entry.at, {
        ...eventIn(stored),
        who: memberName(db, stored.entry.actor),
        ref: stored.entry.subject,
        seq: stored.entry.seq,
      }),
    ),
  ]
  return events.sort((a, b) => (a.sortAt < b.sortAt ? -1 : a.sortAt > b.sortAt ? 1 : a.seq - b.seq))
}

/** When a decision was put forward, and each time that it was answered or taken back. */
function decisionEvents(
  decision: Decision,
): (Pick<TimelineEvent, 'kind' | 'title' | 'text' | 'who' | 'ref' | 'seq'> & { at: string })[] {
  const { id, number, withoutApproval, withdrawn, earlier } = decision
  const of = { kind: 'decision' as const, ref: id }
  return [
    ...[...earlier, decision].flatMap(({ revision, question, choice, submittedAt, submittedBy, seq, answer }) => [
      {
        ...of,
        at: submittedAt,
        title: `Decision ${number}${revision > 1 ? `, revision ${revision}` : ''}`,
        text: `${question} ${choice}${withoutApproval === null ? '' : `, without approval: ${withoutApproval}`}`,
        who: submittedBy,
        seq,
      },
      ...(answer === null
        ? []
        : [
            {
              ...of,
              at: answer.at,
              title: `Decision ${number} ${answer.kind}`,
              text: answer.reason ?? '',
              who: answer.by,
              seq: answer.seq,
            },
          ]),
    ]),
    ...(withdrawn
      ? [
          {
            ...of,
            at: withdrawn.at,
            title: `Decision ${number} withdrawn`,
            text: withdrawn.reason,
            who: withdrawn.by,
            seq: withdrawn.seq,
          },
        ]
      : []),
  ]
}

const excerptOf = (content: string): string =>
  content.length > 240 ? `${content.slice(0, 240).toWellFormed()}…` : content
