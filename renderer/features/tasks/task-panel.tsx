import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { At } from '../../ui/when.tsx'
import { TaskTime } from './board.tsx'
import { typeWords, type Asked, type Task } from './task.ts'

interface TaskPanelProps {
  task: Task
  past: boolean
  /** Whether to say of which case it is. */
  ofCases: boolean
  onAsk: (asked: Asked) => void
  onClose: () => void
}

/** One task: what is to be done, by whom and when; or what came of it. */
export function TaskPanel({ task, past, ofCases, onAsk, onClose }: TaskPanelProps): ReactElement {
  const settled = task.state !== 'open'
  return (
    <Panel title={task.title} kicker={`${task.number} · ${typeWords[task.type]}`} onClose={onClose}>
      {task.detail !== null && <p className="words">{task.detail}</p>}
      <Facts>
        {ofCases && (
          <Fact term="Case">
            <Link
              to="/cases/$caseRef"
              params={{ caseRef: task.case.number }}
              search={{ tab: 'tasks', item: task.number }}
            >
              {task.case.number} {task.case.title}
            </Link>
          </Fact>
        )}
        <Fact term="Assignee">{task.assignee.name}</Fact>
        <Fact term="State">
          {task.state === 'open'
            ? task.waiting
              ? 'Waiting'
              : 'To do'
            : task.state === 'done'
              ? 'Done'
              : 'Does not apply'}
          <TaskTime task={task} />
        </Fact>
        {task.mandatory && <Fact term="Mandatory">The case cannot be closed while it is open.</Fact>}
        {task.dependsOn.length > 0 && (
          <Fact term="Depends on">
            {task.dependsOn.map(({ id, number, title, state }) => (
              <div key={id}>
                {number.slice(task.case.number.length + 1)} {title}
                <small>{state === 'open' ? 'open' : state === 'done' ? 'done' : 'does not apply'}</small>
              </div>
            ))}
          </Fact>
        )}
        {task.results.map(({ name, value, required }) => (
          <Fact key={name} term={name}>
            {value === null ? (
              <span className="quiet">{required ? 'asked for' : 'if known'}</span>
            ) : (
              <span className="words">{value}</span>
            )}
          </Fact>
        ))}
        {task.result !== null && (
          <Fact term="Result">
            <span className="words">{task.result}</span>
          </Fact>
        )}
        {task.evidence.length > 0 && <Fact term="Evidence">{task.evidence.join(', ')}</Fact>}
        {task.settled?.reason && <Fact term="Reason">{task.settled.reason}</Fact>}
        <Fact term="Added">
          <At at={task.addedAt} full />
          {task.playbook && (
            <small>
              by the playbook “{task.playbook.key}”, version {task.playbook.version}
            </small>
          )}
        </Fact>
      </Facts>
      {!past && (
        <div className="actions">
          {settled ? (
            <Act needs="case.write" onClick={() => onAsk({ what: 'reopen', task })}>
              Open again…
            </Act>
          ) : (
            <>
              <Act
                needs="case.write"
                variant={task.waiting ? 'default' : 'filled'}
                disabled={task.waiting}
                onClick={() => onAsk({ what: 'complete', task })}
              >
                Say it is done…
              </Act>
              <Act needs="case.write" onClick={() => onAsk({ what: 'change', task })}>
                Change…
              </Act>
              <Act needs="case.write" onClick={() => onAsk({ what: 'waive', task })}>
                Does not apply…
              </Act>
            </>
          )}
        </div>
      )}
    </Panel>
  )
}
