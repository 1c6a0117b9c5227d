import type { ReactElement } from 'react'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { ShownFile } from '../../ui/shown-file.tsx'
import { At } from '../../ui/when.tsx'
import { words } from './catalogue.ts'
import styles from './packet.module.css'

/** Writes what recipients check packets against without Holdfast: the root certificate, and the list of revoked ones. */
export function RootFiles(): ReactElement {
  const writing = useTask('packet.root')
  const { result, task } = writing
  return (
    <section className={styles['root-files']} aria-label={words.rootAndRevocationList}>
      <div className="actions">
        <Act
          needs="ledger.read"
          disabled={writing.running}
          onClick={() => void writing.run({}, words.writingTheRootAndTheList)}
        >
          {words.writeRootAndRevocationList}
        </Act>
      </div>
      <TaskProgress task={task} />
      {task?.state === 'failed' && (
        <Problem problem={task.failure} title={words.theRootAndTheListOf} onDismiss={writing.dismiss} />
      )}
      {result && (
        <>
          <ShownFile file={result.file} says={words.rootCertificateWrittenPem} />
          <p>
            {words.besideItListOfRevokedCertificates({
              file: <span className="mono">{result.list.file}</span>,
              number: result.list.number,
              value: result.list.revoked === 0 ? words.noneSoFar : words.certificates(result.list.revoked),
            })}{' '}
            <At at={result.list.at} full />.
          </p>
          <p className="quiet">{words.giveBothToWhoeverChecksYour}</p>
        </>
      )}
    </section>
  )
}
