import { Button, PasswordInput } from '@mantine/core'
import { useRef, useState, type FormEvent, type ReactElement } from 'react'
import { queries, useCommand } from '../../app/client.ts'
import { useKeys } from '../../app/keys.ts'
import { Problem } from '../../ui/problem.tsx'

interface UnlockProps {
  dir: string
  name: string
  reason: string | null
  onBack: () => void
}

/** One field and one button; a wrong passphrase is said at the field, which keeps the focus. */
export function Unlock({ dir, name, reason, onBack }: UnlockProps): ReactElement {
  const [passphrase, setPassphrase] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const unlock = useCommand('vault.unlock')
  const wrong = unlock.error?.code === 'WRONG_PASSPHRASE'
  useKeys('Unlock', [{ key: 'Escape', says: 'choose another vault', run: onBack }])

  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (passphrase === '' || unlock.isPending) return
    unlock.mutate(
      { dir, passphrase },
      {
        onError: () => field.current?.select(),
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
      <PasswordInput
        ref={field}
        label="Passphrase"
        autoFocus
        autoComplete="off"
        aria-invalid={wrong}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={wrong ? `${unlock.error?.message ?? ''} ${unlock.error?.next ?? ''}` : undefined}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
      />
      {!wrong && <Problem problem={unlock.error} title="The vault stays shut" />}
      <div className="actions">
        <Button type="submit" variant="filled" disabled={passphrase === '' || unlock.isPending}>
          {unlock.isPending ? 'Unlocking' : 'Unlock'}
        </Button>
        <Button onClick={onBack}>Choose another vault</Button>
      </div>
    </form>
  )
}
