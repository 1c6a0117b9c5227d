import { Button, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { VaultInfo } from '../../../shared/contract/vault.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { plural } from '../../ui/words.ts'
import { useHasSheet, useNextSheet } from './next-sheet.tsx'
import { showSheet } from './recovery-sheet.tsx'
import { useAsk } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'

/** Says that an earlier Holdfast made the vault, and lets an administrator upgrade it after a backup. */
export function UpgradeNotice({ vault }: { vault: VaultInfo }): ReactElement | null {
  const { upgrade, outside } = vault
  const task = useTask('vault.upgrade')
  const choosesFolders = useAsk('app.state', {}).data?.choosesFolders ?? false
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const nextSheet = useNextSheet(useHasSheet())
  if (!upgrade) {
    return task.result ? (
      <p className="notice" role="status">
        <span>
          The vault was upgraded, after a backup of {plural(task.result.entries, 'entry', 'entries')} in{' '}
          <span className="mono">{task.result.backup}</span>.
          {task.result.identity?.isNew &&
            ' It has its identity, and you have new keys; the other members get theirs when they unlock next.'}
          {!task.result.identity && ' Next: give it its identity, on the vault page.'}
        </span>
        <Button variant="subtle" onClick={task.dismiss}>
          Hide the notice
        </Button>
      </p>
    ) : null
  }
  // What is wrong with its record is said beside this; of that, only another history can be accepted here.
  const may = upgrade.may && (upgrade.unsound === null || outside !== null)
  const identifies = vault.form < 3
  const run = (choose: boolean): void => {
    setTried(true)
    if (outside !== null && reason.trim() === '') return
    const sheet = identifies ? (nextSheet.choice.sheet ?? 'none') : undefined
    const acceptOlder = outside === null ? undefined : reason.trim()
    void task.run({ choose, acceptOlder, sheet }, 'Upgrading the vault').then((done) => {
      if (done?.identity?.sheet) showSheet(done.identity.sheet)
    })
  }
  return (
    <section className="notice notice-asks" aria-label="Upgrade">
      <div className="notice-says" role="alert">
        <b>Reading only.</b> An earlier Holdfast made this vault: {upgrade.older.join('; ')}. Nothing of it is changed
        until it is upgraded.
        {upgrade.may ? (
          <>
            {' '}
            A backup is made and read back first, in <span className="mono">{upgrade.backup}</span>.
            {identifies &&
              ' In the same step it gets its identity, you get new keys and the vault a new key; the other members get theirs when they unlock next.'}
          </>
        ) : (
          ` Ask ${upgrade.administrators.join(' or ')} to upgrade it.`
        )}
        <TaskProgress task={task.task} />
        {task.task?.state === 'failed' && (
          <Problem problem={task.task.failure} title="The vault was not upgraded" onDismiss={task.dismiss} />
        )}
      </div>
      {may && outside !== null && (
        <TextInput
          className="notice-field"
          label="Why work goes on in this one"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' && 'Say why: it goes on record.'}
        />
      )}
      {may && identifies && nextSheet.field}
      {may && (
        <Button variant="filled" disabled={task.running} onClick={() => run(false)}>
          Back up and upgrade
        </Button>
      )}
      {may && choosesFolders && (
        <Button disabled={task.running} onClick={() => run(true)}>
          Back up to another place…
        </Button>
      )}
    </section>
  )
}
