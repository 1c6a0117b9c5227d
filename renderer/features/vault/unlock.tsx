import { Button, PasswordInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactElement } from 'react'
import { queries, useAsk } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { Waiting } from './recover.tsx'
import { useWait } from './use-wait.ts'
import { words } from './catalogue.ts'

interface UnlockProps {
  dir: string
  name: string
  reason: string | null
  onBack: () => void
  onRecover: () => void
}

/** One field and one button; a wrong passphrase is said at the field, which keeps the focus. */
export function Unlock({ dir, name, reason, onBack, onRecover }: UnlockProps): ReactElement {
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const { task, running, run, dismiss } = useTask('vault.unlock', dir)
  const failure = task?.state === 'failed' ? task.failure : null
  const wait = useWait(dir)
  // Whether it is the vault that this computer knows is told before anything is typed.
  const look = useAsk('vault.look', { dir })
  const another = look.error?.code === 'VAULT_NOT_THE_SAME' ? look.error : null
  const wrong = failure?.code === 'WRONG_PASSPHRASE'
  // What failed is said here, and nowhere else afterwards.
  useEffect(() => dismiss, [dismiss])
  useKeys(words.unlock, [{ key: 'Escape', says: words.keyAnotherVault, run: onBack }])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (passphrase === '' || running || wait.seconds > 0) return
    void run({ dir, passphrase }, words.openingTheVault).then((opened) => {
      if (opened) return queries.invalidateQueries({ queryKey: ['app.state'] })
      wait.ask()
      field.current?.select()
      return undefined
    })
  }
  return (
    <form className="form" onSubmit={submit}>
      <div>
        <h1>{name}</h1>
        <p className="quiet">{dir}</p>
      </div>
      {reason && <p role="status">{reason}</p>}
      <Problem problem={another} title={words.typeNothingIntoThisVault} />
      {look.data && !look.data.known && (
        <p className="quiet">
          {words.thisComputerHasNotSeenThis(look.data.form < 3 ? words.fingerprintOfItsMembersKeys : words.itsIdentity)}{' '}
          <b className="mono">{look.data.fingerprint.words}</b>
        </p>
      )}
      <PasswordInput
        ref={field}
        label={words.passphrase}
        autoFocus
        disabled={another !== null}
        autoComplete="off"
        aria-invalid={wrong}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={wrong ? `${failure.message} ${failure.next}` : undefined}
        visibilityToggleButtonProps={{ 'aria-label': words.showWhatIsTyped }}
      />
      {wait.seconds > 0 && <Waiting seconds={wait.seconds} />}
      {!wrong && failure?.code !== 'TOO_MANY_ATTEMPTS' && <Problem problem={failure} title={words.theVaultStaysShut} />}
      {/* A vault of an earlier form takes its time; one of today's says nothing on the way. */}
      {task?.state === 'running' && task.progress && <TaskProgress task={task} />}
      <div className="actions">
        <Button
          type="submit"
          variant="filled"
          disabled={another !== null || passphrase === '' || running || wait.seconds > 0}
        >
          {running ? words.unlocking : words.unlock}
        </Button>
        <Button onClick={onBack}>{words.chooseAnotherVault}</Button>
        <Button variant="subtle" onClick={onRecover}>
          {words.byRecoverySheet}
        </Button>
      </div>
      <p className="quiet">{words.invitedGiveTheWordsOfThe}</p>
    </form>
  )
}
