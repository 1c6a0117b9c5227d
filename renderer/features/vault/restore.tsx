import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { queries } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { nameOfFolder } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { At } from '../../ui/when.tsx'
import { FolderField } from '../computer/index.ts'
import { Supersede } from './supersede.tsx'
import { words } from './catalogue.ts'

interface RestoreProps {
  folder: string
  onBack: () => void
  onOpen: (dir: string) => void
}

/** The name that the vault gets where nobody typed one: that of the backup. */
const nameOfBackup = (from: string): string => nameOfFolder(from.trim()).replace(/\.backup$/, '') || words.restored

/** Puts a backup back as a vault. What lies at the place already is never overwritten. */
const leftInWords = (left: string, { older, mustCompare }: { older: string[]; mustCompare: boolean }): string => {
  if (older.length > 0) return words.leftBehindTheUpgradeAsksWhy(left)
  return mustCompare ? words.leftBehindOpeningItAsksWhy(left) : words.leftBehindOnRecord(left)
}

export function Restore({ folder, onBack, onOpen }: RestoreProps): ReactElement {
  const [form, setForm] = useState({ from: '', to: '', passphrase: '', replace: false, partial: false })
  const restore = useTask('vault.restore')
  const ready = form.from.trim() !== '' && form.to.trim() !== '' && form.passphrase !== ''
  const failure = restore.task?.state === 'failed' ? restore.task.failure : null
  const newer = failure?.code === 'VAULT_OLDER' ? failure : null
  useKeys(words.restore, [{ key: 'Escape', says: words.backToTheVaults, run: onBack }])
  const run = async (answer: { supersedes?: true; reason?: string }): Promise<void> => {
    if (!ready || restore.running) return
    const asked = { ...form, from: form.from.trim(), to: form.to.trim(), ...answer }
    if (!(await restore.run(asked, words.restoringTheBackup))) return
    setForm({ ...form, passphrase: '' })
    await queries.invalidateQueries({ queryKey: ['app.state'] })
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    void run({})
  }
  const { result } = restore
  if (result) {
    return (
      <div className="form">
        <h1>{words.restored}</h1>
        <p role="status">
          {words.andAsTheyWereAllChecked({
            entries: words.entries(result.entries),
            exhibits: words.exhibits(result.exhibits),
            at: <At at={result.at} full />,
          })}{' '}
          <span className="mono">{result.dir}</span>.
        </p>
        {result.movedAside !== null && (
          <p>
            {words.theVaultThatLayThereIs} <span className="mono">{result.movedAside}</span>.
          </p>
        )}
        {result.older.length > 0 && <p>{words.anEarlierHoldfastMadeItIt(result.older.join('; '))}</p>}
        {result.mustCompare && result.older.length === 0 && <p>{words.nothingWasRecordedInItNothing}</p>}
        {result.superseded !== null && <p>{leftInWords(result.superseded, result)}</p>}
        {result.lost.length > 0 && <p role="alert">{words.notRestored(result.lost.join('; '))}</p>}
        <div className="actions">
          <Button
            variant="filled"
            onClick={() => {
              restore.dismiss()
              onOpen(result.dir)
            }}
          >
            {words.openIt}
          </Button>
          <Button
            onClick={() => {
              restore.dismiss()
              onBack()
            }}
          >
            {words.back}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <>
      <form className="form" onSubmit={submit}>
        <div>
          <h1>{words.restoreABackup}</h1>
          <p className="quiet">{words.everythingIsCheckedBeforeTheVault}</p>
        </div>
        <FolderField
          label={words.folderOfTheBackup}
          use="backup"
          autoFocus
          value={form.from}
          onChange={(from) => setForm({ ...form, from })}
        />
        <FolderField
          label={words.restoreTo}
          use="restore"
          placeholder={words.nameHoldfast(folder)}
          value={form.to}
          onChange={(to) => setForm({ ...form, to })}
          onChosen={(chosen) => setForm({ ...form, to: `${chosen}/${nameOfBackup(form.from)}.holdfast` })}
        />
        <PasswordInput
          label={words.passphraseAsItWasWhenThe}
          autoComplete="off"
          value={form.passphrase}
          onChange={(event) => setForm({ ...form, passphrase: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': words.showWhatIsTyped }}
        />
        <Checkbox
          label={words.ifThisVaultLiesThereAlready}
          checked={form.replace}
          onChange={(event) => setForm({ ...form, replace: event.currentTarget.checked })}
        />
        <Checkbox
          label={words.restoreEvenWhenExhibitsAreMissing}
          checked={form.partial}
          onChange={(event) => setForm({ ...form, partial: event.currentTarget.checked })}
        />
        <TaskProgress task={restore.task} />
        {!newer && <Problem problem={failure} title={words.theBackupWasNotRestored} onDismiss={restore.dismiss} />}
        <div className="actions">
          <Button type="submit" variant="filled" disabled={!ready || restore.running}>
            {words.restore}
          </Button>
          <Button onClick={onBack}>{words.back}</Button>
        </div>
      </form>
      {newer && (
        <Supersede
          found={newer}
          onKeep={restore.dismiss}
          onSupersede={(reason) => void run({ supersedes: true, reason })}
        />
      )}
    </>
  )
}
