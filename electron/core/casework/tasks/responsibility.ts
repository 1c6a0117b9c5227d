import type { Responsibility } from '../../record/members/index.ts'
import { openTasksOf } from './queries.ts'
import { tasksView } from './view.ts'

/** The open tasks of a member, in cases at work. */
export const taskResponsibility: Responsibility = {
  held: (db, member) => ({ count: openTasksOf(db, member).length, noun: 'open task' }),
  passes: (db, member) => openTasksOf(db, member).map(({ number, title }) => ({ noun: 'task', ref: number, title })),
  handOver: ({ db, append }, { id, name }, to, reason) => {
    for (const task of openTasksOf(db, id)) {
      append(
        tasksView,
        'task.changed',
        { subject: task.id, case: task.case.id },
        { number: task.number, assignee: { from: { id, name }, to: { id: to.id, name: to.name } }, reason },
      )
    }
  },
  // A task is never without somebody: it passes on, or its assignee stays.
  release: () => undefined,
}
