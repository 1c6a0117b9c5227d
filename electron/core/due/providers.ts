import type { DueItem } from '../../../shared/contract/due.ts'
import { endOfDay } from '../../../shared/kernel/time.ts'
import { plansDue, reassessmentsDue } from '../assessments/index.ts'
import { dueCases, withOwner } from '../cases/index.ts'
import { closingsDue, monitoringDue } from '../closure/index.ts'
import { approvalsDue, reviewsDue } from '../decisions/index.ts'
import { dutiesDue } from '../intake/index.ts'
import type { Found } from '../members/index.ts'
import { tasksDue } from '../tasks/index.ts'
import type { Reader } from '../vault/index.ts'

/** Whose due things are looked for (left out: everybody's), and in whose zone a day begins and ends. */
export interface Looking {
  db: Reader
  zone: string
  member: Found | undefined
}

type Due = Omit<DueItem, 'lateBy'>
type Timed = Omit<Due, 'day'>

/** What is due by a feature's record: of one member, or of all. */
export type DueProvider = (looking: Looking) => Due[]

const ofMember = <T extends Timed>(items: T[], member: Found | undefined): T[] =>
  member ? items.filter(({ owner }) => owner === null || owner.id === member.id) : items

/** What has an hour, or none. */
const timed =
  (provider: (looking: Looking) => Timed[]): DueProvider =>
  (looking) =>
    provider(looking).map((item) => ({ ...item, day: null }))

const followUps = timed(({ db, member }) =>
  ofMember(
    dueCases(db).map(({ id, number, title, due, owner }) => ({
      kind: 'follow-up',
      ref: id,
      title: `Follow-up: ${title}`,
      due,
      owner,
      caseNumber: number,
      link: { case: number },
    })),
    member,
  ),
)

const tasks = timed(({ db, member }) =>
  tasksDue(db, member?.id).map((task) => ({
    kind: 'task',
    ref: task.id,
    title: task.title,
    due: task.due,
    owner: task.assignee,
    caseNumber: task.caseNumber,
    link: { case: task.caseNumber, tab: 'tasks', item: task.number },
  })),
)

// A duty names who is to be told, not who tells: it is everybody's until somebody did.
const duties = timed(({ db }) =>
  dutiesDue(db)
    .map((duty) => withOwner(db, duty))
    .map((duty) => ({
      kind: 'duty',
      ref: duty.id,
      title: `Tell ${duty.member ?? duty.tell}: ${duty.what}`,
      due: duty.due,
      owner: null,
      caseNumber: duty.caseNumber,
      link: duty.caseNumber === null ? { report: duty.reportId } : { case: duty.caseNumber, tab: 'reports' },
    })),
)

const approvals = timed(({ db, member }) =>
  member
    ? [
        ...approvalsDue(db, member).map(({ decision, number, question, caseNumber }) => ({
          ref: decision,
          title: `Approve: ${question}`,
          caseNumber,
          link: { case: caseNumber, tab: 'decisions', item: number },
        })),
        ...closingsDue(db, member).map(({ id, number, title }) => ({
          ref: id,
          title: `Approve the closing: ${title}`,
          caseNumber: number,
          link: { case: number, tab: 'closure' },
        })),
      ].map((item) => ({ ...item, kind: 'approval', due: null, owner: { id: member.id, name: member.name } }))
    : [],
)

const monitoring = timed(({ db, member }) =>
  ofMember(
    monitoringDue(db, Number.MAX_SAFE_INTEGER, member?.id ?? '').map(
      ({ duty, number, what, due, owner, caseNumber }) => ({
        kind: 'monitoring',
        ref: duty,
        title: what,
        due,
        owner,
        caseNumber,
        link: { case: caseNumber, tab: 'closure', item: number },
      }),
    ),
    member,
  ),
)

/** What is for a day, in the zone of the people at work: due on it, and late when it is over. */
const onDays =
  (provider: (db: Reader) => (Omit<Due, 'due' | 'day'> & { day: string })[]): DueProvider =>
  ({ db, zone, member }) =>
    ofMember(
      provider(db).map((item) => ({ ...item, due: new Date(endOfDay(item.day, zone)).toISOString() })),
      member,
    )

const reassessments = onDays((db) =>
  reassessmentsDue(db).map(({ id, about, reassessOn, owner, caseNumber }) => ({
    kind: 'reassessment',
    ref: id,
    title: `Assess again: ${about}`,
    day: reassessOn,
    owner,
    caseNumber,
    link: { case: caseNumber, tab: 'assessment', item: id },
  })),
)

const plans = onDays((db) =>
  plansDue(db).map(({ id, step, what, who, by, caseNumber }) => ({
    kind: 'plan',
    ref: `${id} ${step}`,
    title: what,
    day: by,
    owner: who,
    caseNumber,
    link: { case: caseNumber, tab: 'assessment', item: id },
  })),
)

const reviews = onDays((db) =>
  reviewsDue(db).map(({ id, number, question, reviewOn, owner, caseNumber }) => ({
    kind: 'review',
    ref: id,
    title: `Review ${number}: ${question}`,
    day: reviewOn,
    owner,
    caseNumber,
    link: { case: caseNumber, tab: 'decisions', item: number },
  })),
)

/** Everything that can be due; a feature that has more of it adds its own here. */
export const dueProviders: readonly DueProvider[] = [
  followUps,
  tasks,
  duties,
  approvals,
  monitoring,
  reassessments,
  plans,
  reviews,
]
