import { Button } from '@mantine/core'
import { useEffect, useState, type ReactElement } from 'react'
import type { Task } from '../session/tasks.ts'
import { progressInWords } from './words.ts'
import { words } from './catalogue.ts'

/** Work under way: its stage, its numbers, and a way to stop it. */
export function TaskProgress({
  task,
  compact = false,
}: {
  task: Task | undefined
  compact?: boolean
}): ReactElement | null {
  const [now, setNow] = useState(() => Date.now())
  const running = task?.state === 'running'
  useEffect(() => {
    if (!running) return undefined
    const timer = window.setInterval(() => setNow(Date.now()), 250)
    return () => window.clearInterval(timer)
  }, [running])
  if (!running) return null
  const { progress } = task
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : 0
  const says = progress && !compact ? `${task.label}: ${progress.stage}` : task.label
  return (
    <div className={compact ? 'task compact' : 'task'}>
      <span>{says}</span>
      <div
        className="bar"
        role="progressbar"
        aria-label={task.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
      >
        <b style={{ width: `${share * 100}%` }} />
      </div>
      <span className="numbers">{progressInWords(progress, task.startedAt, now)}</span>
      <Button variant="subtle" onClick={task.cancel} aria-label={words.cancelLabel(task.label)}>
        {words.cancel}
      </Button>
    </div>
  )
}
