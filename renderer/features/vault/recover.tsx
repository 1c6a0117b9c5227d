import { Button, Checkbox, Textarea } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { queries, useAsk, useCommand } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { Problem } from '../../ui/problem.tsx'
import { useNewPassphrase } from './new-passphrase.tsx'
import { useNextSheet } from './next-sheet.tsx'
import { showSheet } from './recovery-sheet.tsx'
import { useWait } from './use-wait.ts'
import { words as fixed } from './catalogue.ts'

/** Opens a vault with the words of a recovery sheet, and sets a new passphrase in the same step. */
export function Recover({ dir, name, onBack }: { dir: string; name: string; onBack: () => void }): ReactElement {
  const [words, setWords] = useState('')
  const recover = useCommand('vault.recover')
  const wait = useWait(dir)
  const look = useAsk('vault.look', { dir })
  const [compared, setCompared] = useState(false)
  const unseen = look.data !== undefined && look.data.form < 3 && !look.data.known ? look.data.fingerprint : undefined
  const nextSheet = useNextSheet((look.data?.form ?? 3) >= 3)
  const chosen = useNewPassphrase({
    about: [name],
    label: fixed.newPassphrase,
    problem: recover.error,
    onEdit: recover.reset,
  })
  useKeys(fixed.recovery, [{ key: 'Escape', says: fixed.backToThePassphrase, run: onBack }])
  const given = words.toLowerCase().match(/[a-z]+/g)?.length ?? 0
  const atWords = recover.error && ['INVALID_INPUT', 'WRONG_PASSPHRASE'].includes(recover.error.code)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (!chosen.check() || given === 0 || recover.isPending || wait.seconds > 0) return
    recover.mutate(
      {
        dir,
        words,
        passphrase: chosen.passphrase,
        ...nextSheet.choice,
        ...(unseen && compared ? { fingerprint: unseen.sha256 } : {}),
      },
      {
        onError: wait.ask,
        onSuccess: ({ sheet }) => {
          showSheet(sheet)
          recover.reset()
          void queries.invalidateQueries({ queryKey: ['app.state'] })
        },
      },
    )
  }
  return (
    <form className="form" onSubmit={submit}>
      <div>
        <p className="quiet">{name}</p>
        <h1>{fixed.byRecoverySheet}</h1>
      </div>
      <Textarea
        label={fixed.wordsOfTheSheet}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        autosize
        minRows={4}
        maxLength={2000}
        description={fixed.inTheirOrderFromToOf(given)}
        value={words}
        aria-invalid={Boolean(atWords)}
        error={atWords ? `${recover.error?.message ?? ''} ${recover.error?.next ?? ''}` : undefined}
        onChange={(event) => {
          recover.reset()
          setWords(event.currentTarget.value)
        }}
      />
      {chosen.fields}
      {nextSheet.field}
      {unseen && (
        <Checkbox
          label={fixed.iComparedTheFingerprintByAnother}
          description={fixed.firstSeenHereAs(unseen.words)}
          checked={compared}
          onChange={(event) => setCompared(event.currentTarget.checked)}
        />
      )}
      <Problem problem={look.error} title={fixed.doNotTypeIntoThisVault} />
      {!atWords && wait.seconds === 0 && <Problem problem={recover.error} title={fixed.theVaultStaysShut} />}
      {wait.seconds > 0 && <Waiting seconds={wait.seconds} />}
      <div className="actions">
        <Button
          type="submit"
          variant="filled"
          disabled={
            given === 0 || look.error !== null || chosen.passphrase === '' || recover.isPending || wait.seconds > 0
          }
        >
          {recover.isPending ? fixed.opening : fixed.openAndSetThePassphrase}
        </Button>
        <Button onClick={onBack}>{fixed.back}</Button>
      </div>
      <p className="quiet">{(look.data?.form ?? 3) >= 3 ? fixed.aSheetIsUsedOnceYou : fixed.noIdentitySheetStays}</p>
    </form>
  )
}

/** Said once for those who hear the screen; the number counts down for those who see it. */
export const Waiting = ({ seconds }: { seconds: number }): ReactElement => (
  <p role="status">
    {fixed.tooManyAttemptsInARow}{' '}
    <b className="numbers" aria-live="off">
      {seconds} s
    </b>
    .
  </p>
)
