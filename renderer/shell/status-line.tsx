import { clsx } from 'clsx'
import { Button, VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { zoneName } from '../../shared/kernel/zones.ts'
import { TaskProgress } from '../ui/progress.tsx'
import { At } from '../ui/when.tsx'
import { viewerZone } from '../ui/time.ts'
import { plural } from '../ui/words.ts'
import { useAudit } from '../session/audit.ts'
import { useLate } from '../session/due.ts'
import { keyCap } from '../session/keys.ts'
import { useVault } from '../session/session.ts'
import { dismissTask, useTasks } from '../session/tasks.ts'
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
          <span>{plural(vault.head.size, 'entry', 'entries')}</span>
          <span className={styles.head} title={`Root of the last signed head, SHA-256: ${vault.head.root}`}>
            last signed <At at={vault.head.at} />
          </span>
          <span
            className={styles.head}
            title="Times are told in the zone of this computer; those of another place say so."
          >
            Times: {zoneName(viewerZone)}
          </span>
        </>
      )}
      <span className={styles.offline} title="Holdfast opens no connection to any network.">
        Offline
      </span>
      <Late />
      <span className={styles['status-work']}>
        {tasks.map(([slot, task]) =>
          task.state === 'running' ? (
            <TaskProgress key={slot} task={task} compact />
          ) : task.state === 'failed' ? (
            <span key={slot} className={styles.failed} role="status">
              <b>{task.label}: not done.</b> {task.failure.message}
              <Button variant="subtle" onClick={() => dismissTask(slot)} aria-label={`Dismiss: ${task.label}`}>
                Dismiss
              </Button>
            </span>
          ) : null,
        )}
      </span>
      <button type="button" className={styles['status-key']} onClick={openPalette}>
        <VisuallyHidden>Find a command, case or report</VisuallyHidden>
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
      {late} overdue
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
          ? 'This computer sees this vault for the first time. Open the vault page to compare its fingerprint.'
          : broken
            ? outside === null
              ? 'The ledger is not as it was signed last. Open the ledger to audit it.'
              : 'A head that is known outside of the vault does not lead here. Open the ledger to see what to do.'
            : 'Every entry is under the last signed head. Open the ledger to audit it.'
      }
    >
      <i aria-hidden="true" />
      {unknown
        ? 'Not compared, reading only'
        : outside === 'older'
          ? 'Older than it was, reading only'
          : faulted
            ? 'Not as signed, reading only'
            : broken
              ? 'Audit found problems'
              : vault?.upgrade
                ? 'Earlier form, reading only'
                : 'Signed'}
    </Link>
  )
}
