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
import styles from './members.module.css'

/** Takes a member's access away. It says what that does not reach before it asks. */
export function RevokeMember({ member, onDone }: { member: Member; onDone: () => void }): ReactElement {
  const revoke = useTask('member.revoke', member.id)
  const nextSheet = useNextSheet(useHasSheet())
  const form = useContractForm('member.revoke', {
    values: { reason: '', handOverTo: null as string | null },
    also: { member: member.id, ...nextSheet.choice },
    says: { reason: 'Say why; it stays on record.' },
    action: byTask(revoke, `Revoking ${member.name}`),
    onDone: (done) => {
      showSheet(done?.sheet ?? null)
      revoke.dismiss()
      onDone()
    },
  })
  return (
    <Panel title="Revoke member" kicker={member.name} onClose={onDone} asks>
      <form className="form" onSubmit={form.submit}>
        <TextInput label="Reason" {...form.field('reason')} />
        <MemberChoice
          label="Hand over to"
          may="work"
          but={[member.id]}
          none="nobody"
          {...form.field('handOverTo')}
          description={`Gets every open case and task that ${member.name} owns, in the same act.`}
        />
        <div className={styles['revoke-warning']}>
          <p>
            The vault gets a new key that {member.name} does not get, and you get new keys; the other members get theirs
            when they unlock next. There is no way back but a new invitation.
          </p>
          <ul>
            <li>What they read, they have read; what they copied or printed, they have.</li>
            <li>A backup made before opens with their passphrase or sheet as it did.</li>
            <li>
              Their certificate is revoked. Recipients of packets see that from the vault’s list alone: export it with{' '}
              <code>holdfast packet root</code> and send it to them.
            </li>
            <li>What they recorded stays, under their name.</li>
          </ul>
        </div>
        {nextSheet.field}
        <TaskProgress task={revoke.task} />
        <Problem problem={form.problem} title="Nobody was revoked" onDismiss={revoke.dismiss} />
        <div className="actions">
          <Act needs="member.manage" type="submit" variant="filled" color="red" disabled={revoke.running}>
            Revoke {member.name}
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
    <Panel title="Rotate the vault key" kicker={`Key epoch ${epoch}`} onClose={onDone}>
      <p>
        The database is encrypted anew under a new key, and every member is given it. You get new keys under your
        passphrase; the other members get theirs when they unlock next, and their recovery sheets are void then. Until
        then an old vault.json with an old passphrase or sheet of theirs still opens this vault. Copies made before
        still open what they hold. Do it when a backup went astray or somebody may have seen a key.
      </p>
      {nextSheet.field}
      <TaskProgress task={rotate.task} />
      {rotate.task?.state === 'failed' && (
        <Problem problem={rotate.task.failure} title="The key was not changed" onDismiss={rotate.dismiss} />
      )}
      {done && (
        <p className="good-news" role="status">
          The vault has a new key (epoch {done.epoch}).
          {!done.renewed && ' The members’ keys stayed, since this vault has no identity yet.'}
        </p>
      )}
      <div className="actions">
        <Act
          needs="member.manage"
          variant="filled"
          disabled={rotate.running}
          onClick={() =>
            void rotate.run(nextSheet.choice, 'Rotating the vault key').then((made) => {
              if (!made) return
              showSheet(made.sheet)
              setDone(made)
              rotate.dismiss()
            })
          }
        >
          Rotate the key
        </Act>
      </div>
    </Panel>
  )
}
