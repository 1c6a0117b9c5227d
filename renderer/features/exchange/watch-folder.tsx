import { Button, TextInput } from '@mantine/core'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { bytes, plural } from '../../ui/words.ts'
import styles from './import.module.css'

interface WatchFolderProps {
  taken: readonly string[]
  onTake: (files: readonly string[]) => void
}

/** A folder in which files appear. They are shown here and wait: nothing is filed, moved or deleted by watching. */
export function WatchFolder({ onTake, taken }: WatchFolderProps): ReactElement {
  const [watched, setWatched] = useKept('import folder', '')
  const { data, error, refetch } = useAsk(
    'import.waiting',
    { folder: watched },
    { enabled: watched !== '', keep: true },
  )
  useEffect(() => {
    if (watched === '') return undefined
    const timer = window.setInterval(() => void refetch(), 2000)
    return () => window.clearInterval(timer)
  }, [watched, refetch])
  const waiting = (data?.waiting ?? []).filter(({ file }) => !taken.includes(file))
  const settled = waiting.filter((one) => one.settled)
  return (
    <section className={styles['import-watch']} aria-label="Watched folder">
      <h2>Watched folder</h2>
      {watched === '' ? (
        <p className="quiet">Files that appear in it are listed here. Nothing is filed, moved or deleted by itself.</p>
      ) : (
        <p className={styles['import-watched']}>
          <span className="mono">{watched}</span>
          <Button variant="subtle" onClick={() => setWatched('')}>
            Stop watching
          </Button>
        </p>
      )}
      <ChooseFolder watched={watched} onChoose={setWatched} />
      <Problem problem={watched === '' ? null : error} title="The folder cannot be watched" />
      {watched !== '' && data && (
        <>
          <ul aria-label="Waiting files">
            {waiting.map(({ file, name, size, settled: whole }) => (
              <li key={file}>
                {plainly(name)} <small className="quiet">{whole ? bytes(size) : 'still being written'}</small>
              </li>
            ))}
            {data.passedOver.map(({ name, why }) => (
              <li key={`over ${name}`} className="quiet">
                {plainly(name)}: passed over, {why}
              </li>
            ))}
          </ul>
          {waiting.length === 0 && <p className="quiet">Nothing waits in it. It is looked at every two seconds.</p>}
          {settled.length > 0 && (
            <div className="actions">
              <Button onClick={() => onTake(settled.map(({ file }) => file))}>
                Look at {plural(settled.length, 'file')} that {settled.length === 1 ? 'waits' : 'wait'}
              </Button>
            </div>
          )}
        </>
      )}
    </section>
  )
}

/** The host's own dialog where it has one; a path that is typed where it has none, or where that is quicker. */
function ChooseFolder({ watched, onChoose }: { watched: string; onChoose: (folder: string) => void }): ReactElement {
  const chooses = useAsk('app.state', {}).data?.choosesFolders ?? false
  const choosing = useTask('import.chooseFolder')
  const [typing, setTyping] = useState(false)
  const [path, setPath] = useState(watched)
  const failed = choosing.task?.state === 'failed' ? choosing.task.failure : null
  const choose = async (): Promise<void> => {
    const chosen = await choosing.run({}, 'Choosing a folder')
    // A failure stays, with its reason.
    if (!chosen) return
    choosing.dismiss()
    if (chosen.folder !== null) onChoose(chosen.folder)
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (path.trim() === '') return
    choosing.dismiss()
    onChoose(path.trim())
    setTyping(false)
  }
  return (
    <>
      {chooses && (
        <div className="actions">
          <Act needs="report.write" onClick={() => void choose()} disabled={choosing.running}>
            {watched === '' ? 'Choose a folder…' : 'Choose another folder…'}
          </Act>
          {!typing && failed === null && (
            <Button variant="subtle" onClick={() => setTyping(true)}>
              Type its path
            </Button>
          )}
          {choosing.running && <span role="status">The system’s dialog is open.</span>}
        </div>
      )}
      <Problem problem={failed} title="No folder could be chosen" onDismiss={choosing.dismiss} />
      {(typing || !chooses || failed !== null) && (
        <form onSubmit={submit}>
          <TextInput
            label="Path of the folder"
            value={path}
            maxLength={4096}
            autoFocus={typing}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Act needs="report.write" type="submit" disabled={path.trim() === '' || path.trim() === watched}>
            Watch folder
          </Act>
        </form>
      )}
    </>
  )
}
