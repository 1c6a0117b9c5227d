import { Button, TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { VaultInfo } from '../../../shared/contract/vault.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { useHasSheet, useNextSheet } from './next-sheet.tsx'
import { showSheet } from './recovery-sheet.tsx'
import { useAsk } from '../../session/client.ts'
import { useTask } from '../../session/tasks.ts'
import { words } from './catalogue.ts'

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
          {words.theVaultWasUpgradedAfterA(words.entries(task.result.entries))}{' '}
          <span className="mono">{task.result.backup}</span>.
          {task.result.identity?.isNew && ` ${words.itHasItsIdentityAndYou}`}
          {!task.result.identity && ` ${words.nextGiveItItsIdentityOn}`}
        </span>
        <Button variant="subtle" onClick={task.dismiss}>
          {words.hideTheNotice}
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
    void task.run({ choose, acceptOlder, sheet }, words.upgradingTheVault).then((done) => {
      if (done?.identity?.sheet) showSheet(done.identity.sheet)
    })
  }
  return (
    <section className="notice notice-asks" aria-label={words.upgrade}>
      <div className="notice-says" role="alert">
        <b>{words.readingOnly}</b> {words.anEarlierHoldfastMadeThisVault(upgrade.older.join('; '))}
        {upgrade.may ? (
          <>
            {' '}
            {words.aBackupIsMadeAndRead} <span className="mono">{upgrade.backup}</span>.
            {identifies && ` ${words.inTheSameStepItGets}`}
          </>
        ) : (
          ` ${words.askToUpgradeIt(upgrade.administrators.join(` ${words.or} `))}`
        )}
        <TaskProgress task={task.task} />
        {task.task?.state === 'failed' && (
          <Problem problem={task.task.failure} title={words.theVaultWasNotUpgraded} onDismiss={task.dismiss} />
        )}
      </div>
      {may && outside !== null && (
        <TextInput
          className="notice-field"
          label={words.whyWorkGoesOnInThis}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' && words.sayWhyItGoesOnRecord}
        />
      )}
      {may && identifies && nextSheet.field}
      {may && (
        <Button variant="filled" disabled={task.running} onClick={() => run(false)}>
          {words.backUpAndUpgrade}
        </Button>
      )}
      {may && choosesFolders && (
        <Button disabled={task.running} onClick={() => run(true)}>
          {words.backUpToAnotherPlace}
        </Button>
      )}
    </section>
  )
}
