import { timed } from '../../record/members/index.ts'
import { tasksDue } from './queries.ts'

export const openTasks = timed(({ db, member }) =>
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
