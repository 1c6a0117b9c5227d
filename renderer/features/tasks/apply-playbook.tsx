import { NativeSelect } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { useAsk, useCommand } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { plural } from '../../ui/words.ts'
import type { Task } from './task.ts'
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
    <Panel title="Playbook" kicker={file.number} onClose={onDone} asks>
      {current && (
        <p>
          “{current.title}”, version {current.version}, was applied by {current.by}.
        </p>
      )}
      <NativeSelect
        label="Playbook"
        data={(list.data?.items ?? []).map((one) => ({ value: one.key, label: one.title }))}
        value={chosen}
        onChange={(event) => setKey(event.currentTarget.value)}
      />
      <Problem problem={list.error ?? preview.error} title="The playbook could not be read" />
      {next && (
        <>
          <p className="quiet">{next.about}</p>
          <h3>
            {next.add.length === 0
              ? 'Everything of it is there.'
              : `Adds ${plural(next.add.length, 'task')}${next.kept.length > 0 ? `, ${next.kept.length} are there` : ''}`}
          </h3>
          <ul className={styles['playbook-adds']}>
            {next.add.map((task) => (
              <li key={task.key}>
                {task.title}
                {task.mandatory && <small> mandatory</small>}
              </li>
            ))}
          </ul>
          {leftOver.length > 0 && (
            <>
              <h3>Open, and not of this playbook</h3>
              <ul className={styles['playbook-adds']}>
                {leftOver.map((task) => (
                  <li key={task.id}>
                    {task.title}{' '}
                    <Act
                      needs="case.write"
                      variant="subtle"
                      onClick={() => onWaive(task)}
                      aria-label={`Does not apply: ${task.title}`}
                    >
                      Does not apply…
                    </Act>
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      <Problem problem={apply.error} title="The playbook was not applied" />
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
          Apply the playbook
        </Act>
      </div>
      <p className="quiet">What is there stays as it is; nothing is removed.</p>
    </Panel>
  )
}
