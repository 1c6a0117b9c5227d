import type { TaskRow } from '../../../../shared/contract/tasks.ts'
import { span } from '../../../../shared/kernel/show.ts'
import type { Sections } from '../../print/index.ts'
import type { PacketPart } from '../../record/members/index.ts'
import { tasksOfCase } from './queries.ts'

/** The tasks of a case in its packet; how each was settled is printed whole. */
export const tasksInPacket: PacketPart = {
  sections: ({ workspace, case: { id }, at, now }): Sections<'tasks'> => ({
    tasks: tasksOfCase(workspace.db, id).map((task) => taskForPages(task, at, now)),
  }),
  shows: ({ workspace, case: { id } }) =>
    tasksOfCase(workspace.db, id).flatMap(({ settled }) => (settled ? [settled.seq] : [])),
}

/** A task as its page prints it: what was asked of whom by when, and what came of it. */
function taskForPages(task: TaskRow, at: (instant: string) => string, now: number): Sections<'tasks'>['tasks'][number] {
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
