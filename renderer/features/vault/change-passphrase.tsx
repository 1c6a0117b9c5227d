import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { useCommand } from '../../session/client.ts'
import { useVault } from '../../session/session.ts'
import { Problem } from '../../ui/problem.tsx'
import { useNewPassphrase } from './new-passphrase.tsx'
import { useHasSheet, useNextSheet } from './next-sheet.tsx'
import { showSheet } from './recovery-sheet.tsx'
import { words } from './catalogue.ts'

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
    label: words.newPassphrase,
    problem: change.error,
    onEdit: change.reset,
  })
  const wrong = change.error?.code === 'WRONG_PASSPHRASE' ? change.error.message : undefined
  const missing = tried && current === '' ? words.giveThePassphraseThatOpensIt : undefined
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
      <h2 id="change-passphrase">{words.changePassphrase}</h2>
      <PasswordInput
        label={words.currentPassphrase}
        autoComplete="off"
        value={current}
        error={wrong ?? missing}
        aria-invalid={(wrong ?? missing) !== undefined}
        onChange={(event) => {
          change.reset()
          setCurrent(event.currentTarget.value)
        }}
        visibilityToggleButtonProps={{ 'aria-label': words.showWhatIsTypedAsCurrent }}
      />
      {chosen.fields}
      {bound ? (
        <Checkbox
          label={words.keepMyKeys}
          description={words.quickerInALargeVaultBut}
          checked={keepKeys}
          onChange={(event) => setKeepKeys(event.currentTarget.checked)}
        />
      ) : (
        <p className="quiet">{words.noIdentityKeysStay}</p>
      )}
      {nextSheet.field}
      {wrong === undefined && <Problem problem={change.error} title={words.thePassphraseWasNotChanged} />}
      {done !== undefined && current === '' && (
        <p className="good-news" role="status">
          {done ? words.thePassphraseIsChangedAndYou : words.thePassphraseIsChangedTheKeys}
        </p>
      )}
      <div className="actions">
        <Button type="submit" disabled={change.isPending}>
          {words.changePassphrase}
        </Button>
      </div>
    </form>
  )
}
