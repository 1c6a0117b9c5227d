import { Button, TextInput } from '@mantine/core'
import { useEffect, useState, type FormEvent, type ReactElement } from 'react'
import { useAsk } from '../../app/client.ts'
import { useKept } from '../../app/kept.ts'
import { Act } from '../../app/may.tsx'
import { plainly } from '../../ui/name.ts'
import { Problem } from '../../ui/problem.tsx'
import { bytes } from '../../ui/words.ts'

interface WatchFolderProps {
  taken: readonly string[]
  onTake: (files: readonly string[]) => void
}

/** A folder in which files appear. They are shown here and wait: nothing is filed, moved or deleted by watching. */
export function WatchFolder({ onTake, taken }: WatchFolderProps): ReactElement {
  const [watched, setWatched] = useKept('import folder', '')
  const [typed, setTyped] = useState(watched)
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
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    setWatched(typed.trim())
  }
  const waiting = (data?.waiting ?? []).filter(({ file }) => !taken.includes(file))
  const settled = waiting.filter((one) => one.settled)
  return (
    <section className="import-watch" aria-label="Watched folder">
      <form onSubmit={submit}>
        <TextInput
          label="Watch a folder"
          description="Its path. Files that appear there are listed here; nothing is filed by itself."
          value={typed}
          maxLength={4096}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Act needs="report.write" type="submit" disabled={typed.trim() === watched}>
          {watched !== '' && typed.trim() === '' ? 'Stop watching' : 'Watch folder'}
        </Act>
      </form>
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
          {waiting.length === 0 && <p className="quiet">Nothing waits in {watched}.</p>}
          {settled.length > 0 && (
            <Button onClick={() => onTake(settled.map(({ file }) => file))}>Look at what waits</Button>
          )}
        </>
      )}
    </section>
  )
}
