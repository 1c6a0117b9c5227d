import { Button, Checkbox } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import { refresh, useCommand } from '../../session/client.ts'
import { Act } from '../../session/may.tsx'
import type { VaultInfo } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { useHasSheet, useNextSheet } from './next-sheet.tsx'
import { showSheet } from './recovery-sheet.tsx'
import { words } from './catalogue.ts'

/** The way to work in a vault of an older form on a computer that had not seen it: its fingerprint was compared. */
export function CompareFingerprint({ vault }: { vault: VaultInfo }): ReactElement {
  const accept = useCommand('vault.acceptFingerprint')
  const [compared, setCompared] = useState(false)
  return (
    <form
      className="form"
      aria-labelledby="compare-fingerprint"
      onSubmit={(event) => {
        event.preventDefault()
        if (compared && !accept.isPending)
          // In a vault of an earlier form nothing is recorded by it that would tell the window.
          accept.mutate({ fingerprint: vault.fingerprint.sha256 }, { onSuccess: () => void refresh() })
      }}
    >
      <h2 id="compare-fingerprint">{words.compareTheFingerprint}</h2>
      <p>
        {words.firstSeenHere} <code>holdfast vault info</code>.
      </p>
      <p className="mono">{vault.fingerprint.words}</p>
      <Checkbox
        label={words.iComparedTheseWordsByAnother}
        checked={compared}
        onChange={(event) => setCompared(event.currentTarget.checked)}
      />
      <Problem problem={accept.error} title={words.nothingWasRecorded} />
      <div className="actions">
        {/* What ends the reading alone is the one thing that goes on in it. */}
        <Button type="submit" disabled={!compared || accept.isPending}>
          {words.workInThisVault}
        </Button>
      </div>
    </form>
  )
}

/** Gives a vault of an older form its identity, by an administrator. */
export function GiveIdentity(): ReactElement {
  const give = useTask('vault.giveIdentity')
  const nextSheet = useNextSheet(useHasSheet())
  return (
    <section className="form" aria-labelledby="give-identity">
      <h2 id="give-identity">{words.identity}</h2>
      <p>{words.thisVaultIsOfAnOlder}</p>
      {nextSheet.field}
      <TaskProgress task={give.task} />
      {give.task?.state === 'failed' && (
        <Problem problem={give.task.failure} title={words.nothingWasChanged} onDismiss={give.dismiss} />
      )}
      <div className="actions">
        <Act
          needs="member.manage"
          disabled={give.running}
          onClick={() =>
            void give.run(nextSheet.choice, words.givingTheVaultItsIdentity).then((done) => {
              if (!done) return
              showSheet(done.sheet)
              give.dismiss()
            })
          }
        >
          {words.giveTheVaultItsIdentity}
        </Act>
      </div>
    </section>
  )
}
