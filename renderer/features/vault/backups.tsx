import type { ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { Act, useMay } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { showSize } from '../../../shared/kernel/show.ts'
import { Fact, Facts } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { useNow } from '../../ui/now.ts'
import { TaskProgress } from '../../ui/progress.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import styles from './vault.module.css'

const week = 7 * 24 * 60 * 60 * 1000

/** The last backup, how much is not in it yet, and the way to the next. */
export function Backups(): ReactElement | null {
  const answer = useAsk('vault.backups', {})
  const backup = useTask('vault.backup')
  const compact = useTask('vault.compact')
  const now = useNow()
  const { granted: may } = useMay('vault.maintain')
  if (!answer.data) return <Problem problem={answer.error} title="The backups could not be read" />
  const { items, defaultPlace, canChoose, since } = answer.data
  const [last] = items
  const old = last === undefined || now - Date.parse(last.at) > week
  return (
    <section aria-label="Backups" className={styles['vault-part']}>
      <h2>Backups</h2>
      {last ? (
        <Facts>
          <Fact term="Last backup">
            <At at={last.at} full /> by {last.by}: {plural(last.entries, 'entry', 'entries')},{' '}
            {plural(last.exhibits, 'exhibit')}
          </Fact>
          <Fact term="Read back">
            {plural(last.verified.pages, 'page')} of the database and {plural(last.verified.exhibits, 'exhibit')}, all
            as written
          </Fact>
          <Fact term="Place">
            <span className="mono">{last.place}</span>
          </Fact>
          <Fact term="Not in it yet">{since === 0 ? 'nothing' : plural(since, 'entry', 'entries')}</Fact>
        </Facts>
      ) : (
        <p>This vault has never been backed up. A disk that fails takes everything with it.</p>
      )}
      {last && old && since > 0 && <p role="status">The last backup is more than a week old.</p>}
      <TaskProgress task={backup.task ?? compact.task} />
      {backup.task?.state === 'failed' && (
        <Problem problem={backup.task.failure} title="The backup was not made" onDismiss={backup.dismiss} />
      )}
      {compact.task?.state === 'failed' && (
        <Problem problem={compact.task.failure} title="The database was not rewritten" onDismiss={compact.dismiss} />
      )}
      {backup.result && (
        <p role="status">
          Backed up and read back: {plural(backup.result.copied, 'new exhibit')}, {showSize(backup.result.bytes)}{' '}
          written.
        </p>
      )}
      {compact.result && (
        <p role="status">
          The database took {showSize(compact.result.before)} and takes {showSize(compact.result.after)}.
        </p>
      )}
      {may && (
        <div className="actions">
          <Act
            needs="vault.maintain"
            onClick={() => void backup.run({}, 'Backing up')}
            disabled={backup.running || compact.running}
          >
            Back up now
          </Act>
          {canChoose && (
            <Act
              needs="vault.maintain"
              onClick={() => void backup.run({ choose: true }, 'Backing up')}
              disabled={backup.running || compact.running}
            >
              Back up to another place…
            </Act>
          )}
          <Act
            needs="vault.maintain"
            variant="subtle"
            onClick={() => void compact.run({}, 'Compacting')}
            disabled={backup.running || compact.running}
          >
            Compact the database
          </Act>
        </div>
      )}
      <p className="quiet">
        It is written to <span className="mono">{defaultPlace}</span>
        {canChoose ? ', or to a disk or stick that you choose' : '; copy that folder to another disk'}. A backup opens
        with the passphrases of its day, and still holds what is destroyed later.
      </p>
    </section>
  )
}
