import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import type { TaskHandle } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import styles from './exhibits.module.css'

/** What verifying found: all as kept, or which exhibits are not. */
export function VerifyResult({ handle }: { handle: TaskHandle<'exhibit.verify'> }): ReactElement | null {
  const { result, task } = handle
  if (task?.state === 'failed') {
    return <Problem problem={task.failure} title={words.verifyingDidNotFinish} onDismiss={handle.dismiss} />
  }
  if (!result) return null
  const bad = result.exhibits.filter(({ ok }) => !ok)
  if (result.ok) {
    return (
      <div className={clsx('good-news', styles.inline)} role="status">
        <p>
          {words.readAgain(result.exhibits.length)}{' '}
          {result.readAt !== null && words.onRecordAt({ at: <At at={result.readAt} /> })}
        </p>
        <Button variant="subtle" onClick={handle.dismiss}>
          {words.dismiss}
        </Button>
      </div>
    )
  }
  return (
    <div className="problem" role="alert">
      <b>{words.notAsKept({ bad: bad.length, all: result.exhibits.length })}</b>
      <ul>
        {bad.map(({ number, problem }) => (
          <li key={number}>
            {number}: {problem ?? words.otherBytes}
          </li>
        ))}
      </ul>
      <p className="next">{words.doNotRely}</p>
    </div>
  )
}
