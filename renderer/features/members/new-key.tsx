import { TextInput } from '@mantine/core'
import { useState, type ReactElement } from 'react'
import type { Member } from '../../../shared/contract/members.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { byTask, useContractForm } from '../../ui/contract-form.tsx'
import { MemberChoice } from '../../ui/member-choice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { useHasSheet, useNextSheet, showSheet } from '../vault/index.ts'
import { words } from './catalogue.ts'
import styles from './members.module.css'

/** Takes a member's access away. It says what that does not reach before it asks. */
export function RevokeMember({ member, onDone }: { member: Member; onDone: () => void }): ReactElement {
  const revoke = useTask('member.revoke', member.id)
  const nextSheet = useNextSheet(useHasSheet())
  const form = useContractForm('member.revoke', {
    values: { reason: '', handOverTo: null as string | null },
    also: { member: member.id, ...nextSheet.choice },
    says: { reason: words.sayWhyItStaysOnRecord },
    action: byTask(revoke, words.revokingName(member.name)),
    onDone: (done) => {
      showSheet(done?.sheet ?? null)
      revoke.dismiss()
      onDone()
    },
  })
  return (
    <Panel title={words.revokeMember} kicker={member.name} onClose={onDone} asks>
      <form className="form" onSubmit={form.submit}>
        <TextInput label={words.reason} {...form.field('reason')} />
        <MemberChoice
          label={words.handOverTo}
          may="work"
          but={[member.id]}
          none={words.nobody}
          {...form.field('handOverTo')}
          description={words.getsEveryOpenCaseAndTask(member.name)}
        />
        <div className={styles['revoke-warning']}>
          <p>{words.theVaultGetsANewKey(member.name)}</p>
          <ul>
            <li>{words.whatTheyReadTheyHaveRead}</li>
            <li>{words.aBackupMadeBeforeOpensWith}</li>
            <li>{words.theirCertificateIsRevokedRecipientsOf(<code>holdfast packet root</code>)}</li>
            <li>{words.whatTheyRecordedStaysUnderTheir}</li>
          </ul>
        </div>
        {nextSheet.field}
        <TaskProgress task={revoke.task} />
        <Problem problem={form.problem} title={words.nobodyWasRevoked} onDismiss={revoke.dismiss} />
        <div className="actions">
          <Act needs="member.manage" type="submit" variant="filled" color="red" disabled={revoke.running}>
            {words.revokeName2(member.name)}
          </Act>
        </div>
      </form>
    </Panel>
  )
}

/** Gives the vault a new key for all who are members now. */
export function RotateKey({ epoch, onDone }: { epoch: number; onDone: () => void }): ReactElement {
  const rotate = useTask('vault.rekey')
  const nextSheet = useNextSheet(useHasSheet())
  const [done, setDone] = useState<{ epoch: number; renewed: boolean }>()
  return (
    <Panel title={words.rotateTheVaultKey2} kicker={words.keyEpoch(epoch)} onClose={onDone}>
      <p>{words.theDatabaseIsEncryptedAnewUnder}</p>
      {nextSheet.field}
      <TaskProgress task={rotate.task} />
      {rotate.task?.state === 'failed' && (
        <Problem problem={rotate.task.failure} title={words.theKeyWasNotChanged} onDismiss={rotate.dismiss} />
      )}
      {done && (
        <p className="good-news" role="status">
          {words.theVaultHasANewKey(done.epoch)}
          {!done.renewed && ` ${words.theMembersKeysStayedSinceThis}`}
        </p>
      )}
      <div className="actions">
        <Act
          needs="member.manage"
          variant="filled"
          disabled={rotate.running}
          onClick={() =>
            void rotate.run(nextSheet.choice, words.rotatingTheVaultKey).then((made) => {
              if (!made) return
              showSheet(made.sheet)
              setDone(made)
              rotate.dismiss()
            })
          }
        >
          {words.rotateTheKey}
        </Act>
      </div>
    </Panel>
  )
}
