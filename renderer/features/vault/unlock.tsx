import { Button, PasswordInput } from '@mantine/core'
import { useRef, useState, type FormEvent, type ReactElement } from 'react'
import { queries, useAsk, useCommand } from '../../app/client.ts'
import { useKeys } from '../../app/keys.ts'
import { Problem } from '../../ui/problem.tsx'
import { Waiting } from './recover.tsx'
import { useWait } from './use-wait.ts'

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
  const unlock = useCommand('vault.unlock')
  const wait = useWait(dir)
  // Whether it is the vault that this computer knows is told before anything is typed.
  const look = useAsk('vault.look', { dir })
  const another = look.error?.code === 'VAULT_NOT_THE_SAME' ? look.error : null
  const wrong = unlock.error?.code === 'WRONG_PASSPHRASE'
  useKeys('Unlock', [{ key: 'Escape', says: 'choose another vault', run: onBack }])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (passphrase === '' || unlock.isPending || wait.seconds > 0) return
    unlock.mutate(
      { dir, passphrase },
      {
        onError: () => {
          wait.ask()
          field.current?.select()
        },
        onSuccess: () => void queries.invalidateQueries({ queryKey: ['app.state'] }),
      },
    )
  }
  return (
    <form className="form" onSubmit={submit}>
      <div>
        <h1>{name}</h1>
        <p className="quiet">{dir}</p>
      </div>
      {reason && <p role="status">{reason}</p>}
      <Problem problem={another} title="Type nothing into this vault" />
      {look.data && !look.data.known && (
        <p className="quiet">
          This computer has not seen this vault.{' '}
          {look.data.form < 3 ? 'Fingerprint of its members’ keys' : 'Its identity'}, to compare with somebody who has
          it open elsewhere: <b className="mono">{look.data.fingerprint.words}</b>
        </p>
      )}
      <PasswordInput
        ref={field}
        label="Passphrase"
        autoFocus
        disabled={another !== null}
        autoComplete="off"
        aria-invalid={wrong}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={wrong ? `${unlock.error?.message ?? ''} ${unlock.error?.next ?? ''}` : undefined}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
      />
      {wait.seconds > 0 && <Waiting seconds={wait.seconds} />}
      {!wrong && unlock.error?.code !== 'TOO_MANY_ATTEMPTS' && (
        <Problem problem={unlock.error} title="The vault stays shut" />
      )}
      <div className="actions">
        <Button
          type="submit"
          variant="filled"
          disabled={another !== null || passphrase === '' || unlock.isPending || wait.seconds > 0}
        >
          {unlock.isPending ? 'Unlocking' : 'Unlock'}
        </Button>
        <Button onClick={onBack}>Choose another vault</Button>
        <Button variant="subtle" onClick={onRecover}>
          Use the recovery sheet
        </Button>
      </div>
      <p className="quiet">Invited? Give the words of the invitation in the place of a passphrase.</p>
    </form>
  )
}
