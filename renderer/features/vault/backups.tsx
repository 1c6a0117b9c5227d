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
import { words } from './catalogue.ts'
import styles from './vault.module.css'

const week = 7 * 24 * 60 * 60 * 1000

/** The last backup, how much is not in it yet, and the way to the next. */
export function Backups(): ReactElement | null {
  const answer = useAsk('vault.backups', {})
  const backup = useTask('vault.backup')
  const compact = useTask('vault.compact')
  const now = useNow()
  const { granted: may } = useMay('vault.maintain')
  if (!answer.data) return <Problem problem={answer.error} title={words.theBackupsCouldNotBeRead} />
  const { items, defaultPlace, canChoose, since } = answer.data
  const [last] = items
  const old = last === undefined || now - Date.parse(last.at) > week
  return (
    <section aria-label={words.backups} className={styles['vault-part']}>
      <h2>{words.backups}</h2>
      {last ? (
        <Facts>
          <Fact term={words.lastBackup}>
            <At at={last.at} full /> {words.byByEntries({ by: last.by, entries: words.entries(last.entries) })}{' '}
            {words.exhibits(last.exhibits)}
          </Fact>
          <Fact term={words.readBack}>
            {words.ofTheDatabaseAndAllAs({
              pages: words.pages(last.verified.pages),
              exhibits: words.exhibits(last.verified.exhibits),
            })}
          </Fact>
          <Fact term={words.place}>
            <span className="mono">{last.place}</span>
          </Fact>
          <Fact term={words.notInItYet}>{since === 0 ? words.nothing : words.entries(since)}</Fact>
        </Facts>
      ) : (
        <p>{words.thisVaultHasNeverBeenBacked}</p>
      )}
      {last && old && since > 0 && <p role="status">{words.theLastBackupIsMoreThan}</p>}
      <TaskProgress task={backup.task ?? compact.task} />
      {backup.task?.state === 'failed' && (
        <Problem problem={backup.task.failure} title={words.theBackupWasNotMade} onDismiss={backup.dismiss} />
      )}
      {compact.task?.state === 'failed' && (
        <Problem problem={compact.task.failure} title={words.theDatabaseWasNotRewritten} onDismiss={compact.dismiss} />
      )}
      {backup.result && (
        <p role="status">
          {words.backedUpAndReadBackWritten({
            newExhibits: words.newExhibits(backup.result.copied),
            showSize: showSize(backup.result.bytes),
          })}
        </p>
      )}
      {compact.result && (
        <p role="status">
          {words.theDatabaseTookAndTakes({
            showSize: showSize(compact.result.before),
            showSize2: showSize(compact.result.after),
          })}
        </p>
      )}
      {may && (
        <div className="actions">
          <Act
            needs="vault.maintain"
            onClick={() => void backup.run({}, words.backingUp)}
            disabled={backup.running || compact.running}
          >
            {words.backUpNow}
          </Act>
          {canChoose && (
            <Act
              needs="vault.maintain"
              onClick={() => void backup.run({ choose: true }, words.backingUp)}
              disabled={backup.running || compact.running}
            >
              {words.backUpToAnotherPlace}
            </Act>
          )}
          <Act
            needs="vault.maintain"
            variant="subtle"
            onClick={() => void compact.run({}, words.compacting)}
            disabled={backup.running || compact.running}
          >
            {words.compactTheDatabase}
          </Act>
        </div>
      )}
      <p className="quiet">
        {words.itIsWrittenToABackup({
          defaultPlace: <span className="mono">{defaultPlace}</span>,
          value: canChoose ? words.orToADiskOrStick : words.copyThatFolderToAnotherDisk,
        })}
      </p>
    </section>
  )
}
