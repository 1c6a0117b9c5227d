import { clsx } from 'clsx'
import { Button, VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { zoneName } from '../../shared/kernel/zones.ts'
import { TaskProgress } from '../ui/progress.tsx'
import { At } from '../ui/when.tsx'
import { viewerZone } from '../ui/time.ts'
import { useAsk } from '../session/client.ts'
import { useAudit } from '../session/audit.ts'
import { useLate } from '../session/due.ts'
import { keyCap } from '../session/keys.ts'
import { useMay } from '../session/may.tsx'
import { useVault } from '../session/session.ts'
import { dismissTask, useTasks } from '../session/tasks.ts'
import { words } from './catalogue.ts'
import styles from './shell.module.css'

/** What holds for the whole vault: how far it is signed, what is under way, and that nothing leaves this computer. */
export function StatusLine({ openPalette }: { openPalette: () => void }): ReactElement {
  const vault = useVault()
  const tasks = [...useTasks()]
  return (
    <footer className={styles.status}>
      {vault && (
        <>
          <Link to="/vault" className={styles['vault-name']} title={`${vault.name}\n${vault.dir}`}>
            {vault.name}
          </Link>
          <Seal />
          <span>{words.entries(vault.head.size)}</span>
          <span className={styles.head} title={words.rootOfTheLastSignedHead(vault.head.root)}>
            {words.lastSigned} <At at={vault.head.at} />
          </span>
          <span className={styles.head} title={words.timesAreToldInTheZone}>
            {words.timesZoneName(zoneName(viewerZone))}
          </span>
        </>
      )}
      <span className={styles.offline} title={words.holdfastOpensNoConnectionToAny}>
        {words.offline}
      </span>
      <Late />
      <Waiting />
      <span className={styles['status-work']}>
        {tasks.map(([slot, task]) =>
          task.state === 'running' ? (
            <TaskProgress key={slot} task={task} compact />
          ) : task.state === 'failed' ? (
            <span key={slot} className={styles.failed} role="status">
              <b>{words.notDone(task.label)}</b> {task.failure.message}
              <Button variant="subtle" onClick={() => dismissTask(slot)} aria-label={words.dismissLabel(task.label)}>
                {words.dismiss}
              </Button>
            </span>
          ) : null,
        )}
      </span>
      <button type="button" className={styles['status-key']} onClick={openPalette}>
        <VisuallyHidden>{words.findACommandCaseOrReport}</VisuallyHidden>
        <kbd>{keyCap('Mod+k')}</kbd>
      </button>
    </footer>
  )
}

/** How much is overdue of what the member at work has; nothing where nothing is. */
function Late(): ReactElement | null {
  const late = useLate()
  return late === 0 ? null : (
    <Link to="/tasks" className="late">
      {words.overdueLate(late)}
    </Link>
  )
}

/** Files that were to be kept, and wait since they were stopped, the vault was locked or Holdfast ended. */
function Waiting(): ReactElement | null {
  const { granted } = useMay('exhibit.write')
  const { data } = useAsk('ingest.list', {}, { enabled: granted })
  const left = data?.items.filter(({ running, waiting }) => !running && waiting > 0) ?? []
  const files = left.reduce((sum, { waiting }) => sum + waiting, 0)
  const [first] = left
  return first === undefined ? null : (
    <Link to="/cases/$caseRef" params={{ caseRef: first.owner }} search={{ tab: 'evidence' }} className="late-mark">
      {words.toBeKept({ files, of: first.owner })}
    </Link>
  )
}

/** Whether the vault is as it was signed, as far as is known: by its opening, and by an audit of this session. */
function Seal(): ReactElement {
  const vault = useVault()
  const faulted = ((vault?.upgrade ? vault.upgrade.unsound : vault?.fault) ?? null) !== null
  const outside = vault?.outside ?? null
  const { report } = useAudit()
  const unknown = vault?.mustCompare === true
  const broken = faulted || report?.ok === false
  return (
    <Link
      to={unknown ? '/vault' : '/ledger'}
      className={broken ? clsx(styles.sealed, styles.broken) : styles.sealed}
      title={
        unknown
          ? words.thisComputerSeesThisVaultFor2
          : broken
            ? outside === null
              ? words.theLedgerIsNotAsIt
              : words.aHeadThatIsKnownOutside
            : words.everyEntryIsUnderTheLast
      }
    >
      <i aria-hidden="true" />
      {unknown
        ? words.notComparedReadingOnly
        : outside === 'older'
          ? words.olderThanItWasReadingOnly
          : faulted
            ? words.notAsSignedReadingOnly
            : broken
              ? words.auditFoundProblems
              : vault?.upgrade
                ? words.earlierFormReadingOnly
                : words.signed}
    </Link>
  )
}
