import type { DueItem } from '../../../shared/contract/due.ts'
import { reassessmentsDue } from '../assessments/index.ts'
import { dueCases } from '../cases/index.ts'
import { monitoringDue } from '../closure/index.ts'
import { approvalsDue } from '../decisions/index.ts'
import { dutiesDue } from '../intake/index.ts'
import type { Found } from '../members/index.ts'
import { tasksDue } from '../tasks/index.ts'
import type { Reader } from '../vault/index.ts'

type Due = Omit<DueItem, 'lateBy'>

/** What is due by a feature's record: of one member, or of all. */
export type DueProvider = (db: Reader, member: Found | undefined) => Due[]

const ofMember = (items: Due[], member: Found | undefined): Due[] =>
  member ? items.filter(({ owner }) => owner === null || owner.id === member.id) : items

const followUps: DueProvider = (db, member) =>
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
  )

const tasks: DueProvider = (db, member) =>
  tasksDue(db, member?.id).map((task) => ({
    kind: 'task',
    ref: task.id,
    title: task.title,
    due: task.due,
    owner: task.assignee,
    caseNumber: task.caseNumber,
    link: { case: task.caseNumber, tab: 'tasks', item: task.number },
  }))

// A duty names who is to be told, not who tells: it is everybody's until somebody did.
const duties: DueProvider = (db) =>
  dutiesDue(db).map((duty) => ({
    kind: 'duty',
    ref: duty.id,
    title: `Tell ${duty.member ?? duty.tell}: ${duty.what}`,
    due: duty.due,
    owner: null,
    caseNumber: duty.caseNumber,
    link: duty.caseNumber === null ? { report: duty.reportId } : { case: duty.caseNumber, tab: 'reports' },
  }))

const approvals: DueProvider = (db, member) =>
  member
    ? approvalsDue(db, member).map(({ decision, number, question, caseNumber }) => ({
        kind: 'approval',
        ref: decision,
        title: `Approve: ${question}`,
        due: null,
        owner: { id: member.id, name: member.name },
        caseNumber,
        link: { case: caseNumber, tab: 'decisions', item: number },
      }))
    : []

const monitoring: DueProvider = (db, member) =>
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
  )

// A day has no hour of its own: it is due when it begins.
const reassessments: DueProvider = (db, member) =>
  ofMember(
    reassessmentsDue(db).map(({ id, about, reassessOn, owner, caseNumber }) => ({
      kind: 'reassessment',
      ref: id,
      title: `Assess again: ${about}`,
      due: `${reassessOn}T00:00:00.000Z`,
      owner,
      caseNumber,
      link: { case: caseNumber, tab: 'assessment', item: id },
    })),
    member,
  )

/** Everything that can be due; a feature that has more of it adds its own here. */
export const dueProviders: readonly DueProvider[] = [followUps, tasks, duties, approvals, monitoring, reassessments]
