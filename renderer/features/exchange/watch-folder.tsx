import { Button, TextInput } from '@mantine/core'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'
import { useAsk } from '../../session/client.ts'
import { useKept } from '../../session/kept.ts'
import { Act } from '../../session/may.tsx'
import { useTask } from '../../session/tasks.ts'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { bytes } from '../../ui/words.ts'
import { words } from './catalogue.ts'
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
    <section className={styles['import-watch']} aria-label={words.watchedFolder}>
      <h2>{words.watchedFolder}</h2>
      {watched === '' ? (
        <p className="quiet">{words.filesThatAppearInItAre}</p>
      ) : (
        <p className={styles['import-watched']}>
          <span className="mono">{watched}</span>
          <Button variant="subtle" onClick={() => setWatched('')}>
            {words.stopWatching}
          </Button>
        </p>
      )}
      <ChooseFolder watched={watched} onChoose={setWatched} />
      <Problem problem={watched === '' ? null : error} title={words.theFolderCannotBeWatched} />
      {watched !== '' && data && (
        <>
          <ul aria-label={words.waitingFiles}>
            {waiting.map(({ file, name, size, settled: whole }) => (
              <li key={file}>
                {plainly(name)} <small className="quiet">{whole ? bytes(size) : words.stillBeingWritten}</small>
              </li>
            ))}
            {data.passedOver.map(({ name, why }) => (
              <li key={`over ${name}`} className="quiet">
                {words.passedOver({ plainly: plainly(name), why })}
              </li>
            ))}
          </ul>
          {waiting.length === 0 && <p className="quiet">{words.nothingWaitsInItItIs}</p>}
          {settled.length > 0 && (
            <div className="actions">
              <Button onClick={() => onTake(settled.map(({ file }) => file))}>
                {words.lookAtThat({
                  files: words.fileCount(settled.length),
                  value: settled.length === 1 ? words.waits : words.wait,
                })}
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
    const chosen = await choosing.run({}, words.choosingAFolder)
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
            {watched === '' ? words.chooseAFolder : words.chooseAnotherFolder}
          </Act>
          {!typing && failed === null && (
            <Button variant="subtle" onClick={() => setTyping(true)}>
              {words.typeItsPath}
            </Button>
          )}
          {choosing.running && <span role="status">{words.theSystemsDialogIsOpen}</span>}
        </div>
      )}
      <Problem problem={failed} title={words.noFolderCouldBeChosen} onDismiss={choosing.dismiss} />
      {(typing || !chooses || failed !== null) && (
        <form onSubmit={submit}>
          <TextInput
            label={words.pathOfTheFolder}
            value={path}
            maxLength={4096}
            autoFocus={typing}
            onChange={(event) => setPath(event.currentTarget.value)}
          />
          <Act needs="report.write" type="submit" disabled={path.trim() === '' || path.trim() === watched}>
            {words.watchFolder}
          </Act>
        </form>
      )}
    </>
  )
}
