import { Button, PasswordInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { useVault } from '../../app/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { useNewPassphrase } from './new-passphrase.tsx'

/** A new passphrase for the same vault; what is in it stays as it is. */
export function ChangePassphrase(): ReactElement {
  const vault = useVault()
  const [current, setCurrent] = useState('')
  const [tried, setTried] = useState(false)
  const change = useCommand('vault.changePassphrase')
  const chosen = useNewPassphrase({
    about: vault ? [vault.name, vault.member.name] : [],
    label: 'New passphrase',
    problem: change.error,
    onEdit: change.reset,
  })
  const wrong = change.error?.code === 'WRONG_PASSPHRASE' ? change.error.message : undefined
  const missing = tried && current === '' ? 'Give the passphrase that opens it now.' : undefined
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (!chosen.check() || current === '' || change.isPending) return
    change.mutate(
      { current, next: chosen.passphrase },
      {
        onSuccess: () => {
          setCurrent('')
          chosen.clear()
          setTried(false)
        },
      },
    )
  }
  return (
    <form className="form" onSubmit={submit} aria-labelledby="change-passphrase">
      <h2 id="change-passphrase">Change passphrase</h2>
      <PasswordInput
        label="Current passphrase"
        autoComplete="off"
        value={current}
        error={wrong ?? missing}
        aria-invalid={(wrong ?? missing) !== undefined}
        onChange={(event) => {
          change.reset()
          setCurrent(event.currentTarget.value)
        }}
        visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed as current passphrase' }}
      />
      {chosen.fields}
      {wrong === undefined && <Problem problem={change.error} title="The passphrase was not changed" />}
      {change.isSuccess && current === '' && (
        <p className="good-news" role="status">
          The passphrase is changed. The old one no longer opens this vault.
        </p>
      )}
      <div className="actions">
        <Button type="submit" disabled={change.isPending}>
          Change passphrase
        </Button>
      </div>
    </form>
  )
}
