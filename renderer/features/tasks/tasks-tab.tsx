import { useState, type ReactElement } from 'react'
import { useAskThen, useIsPast } from '../../session/as-of.tsx'
import { useKeys } from '../../session/keys.ts'
import { Act, useMay } from '../../session/may.tsx'
import { Empty, Loading } from '../../ui/empty.tsx'
import { Problem } from '../../ui/problem.tsx'
import { ApplyPlaybook } from './apply-playbook.tsx'
import type { Asked } from './task.ts'
import { TaskRoom, type File } from './task-room.tsx'
import { words } from './catalogue.ts'

interface TasksTabProps {
  detail: File & { category: string; status: string }
  item: string | undefined
  onItem: (item: string | undefined) => void
}

/** The tasks of a case, and the playbook that brought them. */
export function TasksTab({ detail, item, onItem }: TasksTabProps): ReactElement {
  const past = useIsPast()
  const answer = useAskThen('task.list', { case: detail.id })
  const [asked, setAsked] = useState<Asked>()
  const works = useMay('case.write').granted && !past && detail.status !== 'destroyed' && detail.status !== 'closed'
  useKeys(
    words.tasksOfTheCase,
    works ? [{ key: 'n', says: words.keyNewTask, run: () => setAsked({ what: 'new' }) }] : [],
  )
  const tasks = answer.data?.items
  if (!tasks) {
    return answer.error ? (
      <Problem problem={answer.error} title={words.theTasksCouldNotBeRead} onRetry={() => void answer.refetch()} />
    ) : (
      <Loading what={words.theTasks} />
    )
  }
  const bar = works && (
    <div className="actions">
      <Act
        needs="case.write"
        variant={tasks.length === 0 ? 'default' : 'filled'}
        onClick={() => setAsked({ what: 'new' })}
      >
        {words.newTask}
      </Act>
      <Act
        needs="case.write"
        variant={tasks.length === 0 ? 'filled' : 'default'}
        onClick={() => setAsked({ what: 'playbook' })}
      >
        {words.playbookMore}
      </Act>
    </div>
  )
  return (
    <TaskRoom
      tasks={tasks}
      file={detail}
      item={item}
      onItem={onItem}
      asked={asked}
      onAsk={setAsked}
      bar={bar || <span />}
      empty={<Empty says={words.whatHasToBeDoneBy} />}
      panel={
        asked?.what === 'playbook' ? (
          <ApplyPlaybook
            file={detail}
            tasks={tasks}
            onWaive={(task) => setAsked({ what: 'waive', task })}
            onDone={() => setAsked(undefined)}
          />
        ) : undefined
      }
    />
  )
}
