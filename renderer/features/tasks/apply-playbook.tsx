import { NativeSelect } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import type { Task } from './task.ts'
import { words } from './catalogue.ts'
import styles from './tasks.module.css'

interface ApplyPlaybookProps {
  file: { id: string; number: string; category: string }
  tasks: readonly Task[]
  onWaive: (task: Task) => void
  onDone: () => void
}

/** What a playbook would add to the case, before it is applied; and what is left of another. */
export function ApplyPlaybook({ file, tasks, onWaive, onDone }: ApplyPlaybookProps): ReactElement {
  const list = useAsk('template.list', { kind: 'playbook' })
  const [key, setKey] = useState<string>(file.category)
  const known = list.data?.items.some((one) => one.key === key) ?? false
  const chosen = known ? key : (list.data?.items[0]?.key ?? '')
  const preview = useAsk(
    'playbook.preview',
    { case: file.id, playbook: chosen },
    { enabled: chosen !== '', keep: true },
  )
  const apply = useCommand('playbook.apply')
  const next = preview.data?.next ?? null
  const current = preview.data?.applied ?? null
  const stands = current !== null && next !== null && current.key === next.key && current.version === next.version
  const leftOver = tasks.filter(({ number }) => next?.leftOver.includes(number))
  return (
    <Panel title={words.playbook} kicker={file.number} onClose={onDone} asks>
      {current && (
        <p>{words.versionWasAppliedBy({ title: current.title, version: current.version, by: current.by })}</p>
      )}
      <NativeSelect
        label={words.playbook}
        data={(list.data?.items ?? []).map((one) => ({ value: one.key, label: one.title }))}
        value={chosen}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Problem problem={list.error ?? preview.error} title={words.thePlaybookCouldNotBeRead} />
      {next && (
        <>
          <p className="quiet">{next.about}</p>
          <h3>
            {next.add.length === 0
              ? words.everythingOfItIsThere
              : words.addsTasksValue({
                  tasks: words.taskCount(next.add.length),
                  value: next.kept.length > 0 ? words.areThere(next.kept.length) : '',
                })}
          </h3>
          <ul className={styles['playbook-adds']}>
            {next.add.map((task) => (
              <li key={task.key}>
                {task.title}
                {task.mandatory && <small> {words.isMandatory}</small>}
              </li>
            ))}
          </ul>
          {leftOver.length > 0 && (
            <>
              <h3>{words.openAndNotOfThisPlaybook}</h3>
              <ul className={styles['playbook-adds']}>
                {leftOver.map((task) => (
                  <li key={task.id}>
                    {task.title}{' '}
                    <Act
                      needs="case.write"
                      variant="subtle"
                      onClick={() => onWaive(task)}
                      aria-label={words.doesNotApplyNamed(task.title)}
                    >
                      {words.doesNotApplyMore}
                    </Act>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      <Problem problem={apply.error} title={words.thePlaybookWasNotApplied} />
      <div className="actions">
        <Act
          needs="case.write"
          variant="filled"
          disabled={!next || (stands && next.add.length === 0) || apply.isPending}
          onClick={() =>
            apply.mutate(
              { case: file.id, playbook: chosen },
              { onSuccess: ({ leftOver: left }) => left.length === 0 && onDone() },
            )
          }
        >
          {words.applyThePlaybook}
        </Act>
      </div>
      <p className="quiet">{words.whatIsThereStaysAsIt}</p>
    </Panel>
  )
}
