import { useEffect, useRef } from 'react'
import type { Written } from '../../../../shared/contract/intake.ts'
import { dismissTask, useTask, useTasks, type TaskHandle } from '../../../session/tasks.ts'
import { words } from '../catalogue.ts'

const slot = 'import.table'
/** One table after another: each is read in a process of its own. */
let turn: Promise<unknown> = Promise.resolve()

interface Looking extends TaskHandle<'import.table'> {
  again: () => void
}

/** The whole of a table, looked through once for each way in which it may be written. */
export function useSurvey(file: string, written: Written | undefined): Looking {
  const looking = useTask(slot, `${file} ${JSON.stringify(written ?? null)}`)
  const { run, task } = looking
  const asked = useRef<typeof run>(undefined)
  const again = (): void => void run({ file, written }, words.lookingThroughTheTable)
  useEffect(() => {
    if (task || asked.current === run) return
    asked.current = run
    turn = turn.then(() => run({ file, written }, words.lookingThroughTheTable))
    // Once for a table: one that was cancelled is looked through again by hand.
  }, [run]) // eslint-disable-line
  return { ...looking, again }
}

/** Forgets what was found in tables that are no longer on the list. */
export function useForgetSurveys(): () => void {
  const tasks = useTasks()
  return () => {
    for (const [name, { state }] of tasks) if (name.startsWith(`${slot} `) && state !== 'running') dismissTask(name)
  }
}
