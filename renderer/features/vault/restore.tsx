import { Button, Checkbox, PasswordInput } from '@mantine/core'
import { useState, type FormEvent, type ReactElement } from 'react'
import { queries } from '../../session/client.ts'
import { useKeys } from '../../session/keys.ts'
import { nameOfFolder } from '../../session/session.ts'
import { useTask } from '../../session/tasks.ts'
import { Problem } from '../../ui/problem.tsx'
import { TaskProgress } from '../../ui/progress.tsx'
import { At } from '../../ui/when.tsx'
import { plural } from '../../ui/words.ts'
import { FolderField } from '../computer/index.ts'
import { Supersede } from './supersede.tsx'

interface RestoreProps {
  folder: string
  onBack: () => void
  onOpen: (dir: string) => void
}

/** The name that the vault gets where nobody typed one: that of the backup. */
const nameOfBackup = (from: string): string => nameOfFolder(from.trim()).replace(/\.backup$/, '') || 'Restored'

/** Puts a backup back as a vault. What lies at the place already is never overwritten. */
const leftInWords = (left: string, { older, mustCompare }: { older: string[]; mustCompare: boolean }): string => {
  if (older.length > 0) return `Left behind: ${left}. The upgrade asks why, and puts it on record.`
  return mustCompare ? `Left behind: ${left}. Opening it asks why.` : `Left behind, on record: ${left}.`
}

export function Restore({ folder, onBack, onOpen }: RestoreProps): ReactElement {
  const [form, setForm] = useState({ from: '', to: '', passphrase: '', replace: false, partial: false })
  const restore = useTask('vault.restore')
  const ready = form.from.trim() !== '' && form.to.trim() !== '' && form.passphrase !== ''
  const failure = restore.task?.state === 'failed' ? restore.task.failure : null
  const newer = failure?.code === 'VAULT_OLDER' ? failure : null
  useKeys('Restore', [{ key: 'Escape', says: 'back to the vaults', run: onBack }])
  const run = async (answer: { supersedes?: true; reason?: string }): Promise<void> => {
    if (!ready || restore.running) return
    const asked = { ...form, from: form.from.trim(), to: form.to.trim(), ...answer }
    if (!(await restore.run(asked, 'Restoring the backup'))) return
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
        <h1>Restored</h1>
        <p role="status">
          {plural(result.entries, 'entry', 'entries')} and {plural(result.exhibits, 'exhibit')}, as they were{' '}
          <At at={result.at} full />, all checked. They lie in <span className="mono">{result.dir}</span>.
        </p>
        {result.movedAside !== null && (
          <p>
            The vault that lay there is now <span className="mono">{result.movedAside}</span>.
          </p>
        )}
        {result.older.length > 0 && (
          <p>
            An earlier Holdfast made it ({result.older.join('; ')}): it opens for reading until an administrator
            upgrades it.
          </p>
        )}
        {result.mustCompare && result.older.length === 0 && (
          <p>
            Nothing was recorded in it: nothing here tells whether it is yours, or another in its place. It opens for
            reading until its fingerprint was compared.
          </p>
        )}
        {result.superseded !== null && <p>{leftInWords(result.superseded, result)}</p>}
        {result.lost.length > 0 && <p role="alert">Not restored: {result.lost.join('; ')}.</p>}
        <div className="actions">
          <Button
            variant="filled"
            onClick={() => {
              restore.dismiss()
              onOpen(result.dir)
            }}
          >
            Open it
          </Button>
          <Button
            onClick={() => {
              restore.dismiss()
              onBack()
            }}
          >
            Back
          </Button>
        </div>
      </div>
    )
  }
  return (
    <>
      <form className="form" onSubmit={submit}>
        <div>
          <h1>Restore a backup</h1>
          <p className="quiet">Everything is checked before the vault takes its name.</p>
        </div>
        <FolderField
          label="Folder of the backup"
          use="backup"
          autoFocus
          value={form.from}
          onChange={(from) => setForm({ ...form, from })}
        />
        <FolderField
          label="Restore to"
          use="restore"
          placeholder={`${folder}/Name.holdfast`}
          value={form.to}
          onChange={(to) => setForm({ ...form, to })}
          onChosen={(chosen) => setForm({ ...form, to: `${chosen}/${nameOfBackup(form.from)}.holdfast` })}
        />
        <PasswordInput
          label="Passphrase, as it was when the backup was made"
          autoComplete="off"
          value={form.passphrase}
          onChange={(event) => setForm({ ...form, passphrase: event.currentTarget.value })}
          visibilityToggleButtonProps={{ 'aria-label': 'Show what is typed' }}
        />
        <Checkbox
          label="If this vault lies there already, move that one aside"
          checked={form.replace}
          onChange={(event) => setForm({ ...form, replace: event.currentTarget.checked })}
        />
        <Checkbox
          label="Restore even when exhibits are missing or damaged"
          checked={form.partial}
          onChange={(event) => setForm({ ...form, partial: event.currentTarget.checked })}
        />
        <TaskProgress task={restore.task} />
        {!newer && <Problem problem={failure} title="The backup was not restored" onDismiss={restore.dismiss} />}
        <div className="actions">
          <Button type="submit" variant="filled" disabled={!ready || restore.running}>
            Restore
          </Button>
          <Button onClick={onBack}>Back</Button>
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
