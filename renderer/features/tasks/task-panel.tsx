import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { Fact, Facts, Panel } from '../../ui/panel.tsx'
import { At } from '../../ui/when.tsx'
import { TaskTime } from './board.tsx'
import { typeWords, type Asked, type Task } from './task.ts'
import { words } from './catalogue.ts'

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
          <Fact term={words.case}>
            <Link
              to="/cases/$caseRef"
              params={{ caseRef: task.case.number }}
              search={{ tab: 'tasks', item: task.number }}
            >
              {task.case.number} {task.case.title}
            </Link>
          </Fact>
        )}
        <Fact term={words.assignee}>{task.assignee.name}</Fact>
        <Fact term={words.state}>
          {task.state === 'open'
            ? task.waiting
              ? words.waiting
              : words.toDo
            : task.state === 'done'
              ? words.doneTitle
              : words.doesNotApplyTitle}
          <TaskTime task={task} />
        </Fact>
        {task.mandatory && <Fact term={words.mandatory}>{words.theCaseCannotBeClosedWhile}</Fact>}
        {task.dependsOn.length > 0 && (
          <Fact term={words.dependsOn}>
            {task.dependsOn.map(({ id, number, title, state }) => (
              <div key={id}>
                {number.slice(task.case.number.length + 1)} {title}
                <small>{state === 'open' ? words.open : state === 'done' ? words.done : words.doesNotApply}</small>
              </div>
            ))}
          </Fact>
        )}
        {task.results.map(({ name, value, required }) => (
          <Fact key={name} term={name}>
            {value === null ? (
              <span className="quiet">{required ? words.askedFor : words.wantedIfKnown}</span>
            ) : (
              <span className="words">{value}</span>
            )}
          </Fact>
        ))}
        {task.result !== null && (
          <Fact term={words.result}>
            <span className="words">{task.result}</span>
          </Fact>
        )}
        {task.evidence.length > 0 && <Fact term={words.evidence}>{task.evidence.join(', ')}</Fact>}
        {task.settled?.reason && <Fact term={words.reason}>{task.settled.reason}</Fact>}
        <Fact term={words.added}>
          <At at={task.addedAt} full />
          {task.playbook && (
            <small>{words.byThePlaybookVersion({ key: task.playbook.key, version: task.playbook.version })}</small>
          )}
        </Fact>
      </Facts>
      {!past && (
        <div className="actions">
          {settled ? (
            <Act needs="case.write" onClick={() => onAsk({ what: 'reopen', task })}>
              {words.openAgainMore}
            </Act>
          ) : (
            <>
              <Act
                needs="case.write"
                variant={task.waiting ? 'default' : 'filled'}
                disabled={task.waiting}
                onClick={() => onAsk({ what: 'complete', task })}
              >
                {words.sayItIsDoneMore}
              </Act>
              <Act needs="case.write" onClick={() => onAsk({ what: 'change', task })}>
                {words.change}
              </Act>
              <Act needs="case.write" onClick={() => onAsk({ what: 'waive', task })}>
                {words.doesNotApplyMore}
              </Act>
            </>
          )}
        </div>
      )}
    </Panel>
  )
}
