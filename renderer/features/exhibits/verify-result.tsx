import { clsx } from 'clsx'
import { Button } from '@mantine/core'
import type { ReactElement } from 'react'
import type { TaskHandle } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import styles from './exhibits.module.css'

/** What verifying found: all as kept, or which exhibits are not. */
export function VerifyResult({ handle }: { handle: TaskHandle<'exhibit.verify'> }): ReactElement | null {
  const { result, task } = handle
  if (task?.state === 'failed') {
    return <Problem problem={task.failure} title="Verifying did not finish" onDismiss={handle.dismiss} />
  }
  if (!result) return null
  const bad = result.exhibits.filter(({ ok }) => !ok)
  if (result.ok) {
    return (
      <div className={clsx('good-news', styles.inline)} role="status">
        <p>
          {plural(result.exhibits.length, 'exhibit')} read again: {result.exhibits.length === 1 ? 'it has' : 'all have'}{' '}
          the register’s SHA-256.
          {result.readAt !== null && (
            <>
              {' '}
              On record at <At at={result.readAt} />.
            </>
          )}
        </p>
        <Button variant="subtle" onClick={handle.dismiss}>
          Dismiss
        </Button>
      </div>
    )
  }
  return (
    <div className="problem" role="alert">
      <b>
        {plural(bad.length, 'exhibit')} of {result.exhibits.length} {bad.length === 1 ? 'is' : 'are'} not as kept
      </b>
      <ul>
        {bad.map(({ number, problem }) => (
          <li key={number}>
            {number}: {problem ?? 'its bytes do not have the register’s SHA-256'}
          </li>
        ))}
      </ul>
      <p className="next">Do not rely on these. Restore them from a backup and audit the vault.</p>
    </div>
  )
}
