import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../session/client.ts'
import { useVault } from '../../session/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { useNewPassphrase } from './new-passphrase.tsx'
import { useHasSheet, useNextSheet } from './next-sheet.tsx'
import { showSheet } from './recovery-sheet.tsx'

/** A new passphrase for the same vault, with new keys unless they are declined; what is in it stays as it is. */
export function ChangePassphrase(): ReactElement {
  const vault = useVault()
  const [current, setCurrent] = useState('')
  const [tried, setTried] = useState(false)
  /** Whether the last change renewed the keys; undefined before one. */
  const [done, setDone] = useState<boolean>()
  const [keepKeys, setKeepKeys] = useState(false)
  const change = useCommand('vault.changePassphrase')
  const hasSheet = useHasSheet()
  const bound = vault !== undefined && vault.form >= 3
  const nextSheet = useNextSheet(hasSheet && bound && !keepKeys)
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
      { current, next: chosen.passphrase, keepKeys, ...nextSheet.choice },
      {
        onSuccess: ({ sheet, renewed }) => {
          showSheet(sheet)
          setDone(renewed)
          change.reset()
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
      {bound ? (
        <Checkbox
          label="Keep my keys"
          description="Quicker in a large vault. But then whoever has the old passphrase and an old vault.json still opens this vault."
          checked={keepKeys}
          onChange={(event) => setKeepKeys(event.currentTarget.checked)}
        />
      ) : (
        <p className="quiet">
          This vault has no identity yet, so the keys stay: whoever has the old passphrase and an old vault.json still
          opens it.
        </p>
      )}
      {nextSheet.field}
      {wrong === undefined && <Problem problem={change.error} title="The passphrase was not changed" />}
      {done !== undefined && current === '' && (
        <p className="good-news" role="status">
          {done
            ? 'The passphrase is changed, and you have new keys. The old one opens this vault no more, with an old vault.json neither; copies made before still open what they hold.'
            : 'The passphrase is changed. The keys stayed: whoever has the old passphrase and an old vault.json still opens this vault.'}
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
