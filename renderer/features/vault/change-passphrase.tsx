import { Button, PasswordInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../app/client.ts'
import { Problem } from '../../ui/problem.tsx'
import { strengthOf } from './strength.ts'

const empty = { current: '', next: '', again: '' }

/** A new passphrase for the same vault; what is in it stays as it is. */
export function ChangePassphrase(): ReactElement {
  const [form, setForm] = useState(empty)
  const [tried, setTried] = useState(false)
  const change = useCommand('vault.changePassphrase')
  const strength = strengthOf(form.next)
  const wrong = change.error?.code === 'WRONG_PASSPHRASE'
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setTried(true)
    if (form.current === '' || strength.tooWeak || form.next !== form.again || change.isPending) return
    change.mutate(
      { current: form.current, next: form.next },
      {
        onSuccess: () => {
          setForm(empty)
          setTried(false)
        },
      },
    )
  }
  const field = (
    name: keyof typeof empty,
    label: string,
    error: string | undefined,
    description?: string,
  ): ReactElement => (
    <PasswordInput
      label={label}
      autoComplete="off"
      description={description}
      value={form[name]}
      error={error}
      aria-invalid={error !== undefined}
      onChange={(event) => {
        change.reset()
        setForm({ ...form, [name]: event.currentTarget.value })
      }}
      visibilityToggleButtonProps={{ 'aria-label': `Show what is typed as ${label.toLowerCase()}` }}
    />
  )
  return (
    <form className="form" onSubmit={submit} aria-labelledby="change-passphrase">
      <h2 id="change-passphrase">Change passphrase</h2>
      {field(
        'current',
        'Current passphrase',
        wrong
          ? change.error?.message
          : tried && form.current === ''
            ? 'Give the passphrase that opens it now.'
            : undefined,
      )}
      {field(
        'next',
        'New passphrase',
        tried && strength.tooWeak ? 'Choose a longer passphrase.' : undefined,
        strength.words,
      )}
      {field(
        'again',
        'New passphrase again',
        tried && form.next !== form.again ? 'The two are not the same.' : undefined,
      )}
      {!wrong && <Problem problem={change.error} title="The passphrase was not changed" />}
      {change.isSuccess && form.current === '' && (
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
