import { count } from '../../../../shared/kernel/show.ts'
import type { CaseFilePart, TimelinePart } from '../../record/members/index.ts'
import { tasksOfCase } from './queries.ts'

/** How many tasks of a case are done, for the question which actions were taken. */
export const tasksInFile: CaseFilePart = {
  tells: ({ workspace, case: { id } }) => {
    const tasks = tasksOfCase(workspace.db, id)
    if (tasks.length === 0) return {}
    const done = tasks.filter(({ state }) => state === 'done').length
    const all = count(tasks.length, 'task')
    const says = `${done} of ${all} done`
    return { statements: [{ question: 'actions', says, proof: { label: all, tab: 'tasks' }, acted: done > 0 }] }
  },
  weighs: ['playbook.applied', 'task.waived'],
}

/** When tasks were settled. */
export const tasksHappened: TimelinePart = ({ workspace, case: { id } }) =>
  tasksOfCase(workspace.db, id).flatMap((task) =>
    task.state !== 'open' && task.settled
      ? [
          {
            happened: task.settled.at,
            recordedAt: task.settled.at,
            kind: 'task' as const,
            title: `Task ${task.number} ${task.state === 'done' ? 'done' : 'does not apply'}`,
            text: task.title,
            who: task.settled.by,
            ref: task.id,
            seq: task.settled.seq,
          },
        ]
      : [],
  )
