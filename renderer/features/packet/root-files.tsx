import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import styles from './packet.module.css'

/** Writes what recipients check packets against without Holdfast: the root certificate, and the list of revoked ones. */
export function RootFiles(): ReactElement {
  const writing = useTask('packet.root')
  const { result, task } = writing
  return (
    <section className={styles['root-files']} aria-label="Root and revocation list">
      <div className="actions">
        <Act
          needs="ledger.read"
          disabled={writing.running}
          onClick={() => void writing.run({}, 'Writing the root and the list of revoked certificates')}
        >
          Write root and revocation list
        </Act>
      </div>
      <TaskProgress task={task} />
      {task?.state === 'failed' && (
        <Problem
          problem={task.failure}
          title="The root and the list of revoked certificates were not written"
          onDismiss={writing.dismiss}
        />
      )}
      {result && (
        <>
          <ShownFile file={result.file} says="Root certificate written (PEM)." />
          <p>
            Beside it, <span className="mono">{result.list.file}</span>: list {result.list.number} of revoked
            certificates ({result.list.revoked === 0 ? 'none so far' : plural(result.list.revoked, 'certificate')}),
            signed <At at={result.list.at} full />.
          </p>
          <p className="quiet">
            Give both to whoever checks your packets with tools of their own, and a newer list when a member left.
          </p>
        </>
      )}
    </section>
  )
}
