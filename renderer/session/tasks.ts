import { useCallback, useSyncExternalStore } from 'react'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import type { Progress } from '../../shared/contract/port.ts'
import { toFailure, type Failure } from '../../shared/kernel/errors.ts'
import { client } from './client.ts'

/** A long piece of work. It belongs to the window, not to a screen: leaving the screen neither stops nor forgets it. */
export type Task =
  | { state: 'running'; label: string; startedAt: number; progress: Progress | null; cancel: () => void }
  | { state: 'done'; label: string; result: unknown }
  | { state: 'failed'; label: string; failure: Failure }

let tasks: ReadonlyMap<string, Task> = new Map()
const listeners = new Set<() => void>()

function put(slot: string, task: Task | undefined): void {
  const next = new Map(tasks)
  if (task) next.set(slot, task)
  else next.delete(slot)
  tasks = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const dismissTask = (slot: string): void => put(slot, undefined)

export function forgetTasks(): void {
  tasks = new Map()
  for (const listener of listeners) listener()
}

/** What a piece of work is given, or what must be done first to have it; that is stopped with the work. */
type Given<K extends Call> = Input<K> | ((signal: AbortSignal) => Promise<Input<K>>)

async function run<K extends Call>(slot: string, name: K, given: Given<K>, label: string): Promise<Output<K> | null> {
  const abort = new AbortController()
  const mine = { state: 'running' as const, label, startedAt: Date.now(), cancel: () => abort.abort() }
  put(slot, { ...mine, progress: null })
  try {
    const input = typeof given === 'function' ? await given(abort.signal) : given
    const result = await client.call(name, input, {
      signal: abort.signal,
      onProgress: (progress) => {
        if (tasks.get(slot)?.state === 'running') put(slot, { ...mine, progress })
      },
    })
    put(slot, { state: 'done', label, result })
    return result
  } catch (thrown) {
    const failure = toFailure(thrown)
    put(slot, failure.code === 'CANCELLED' ? undefined : { state: 'failed', label, failure })
    return null
  }
}

/** Begins work in a slot; what comes of it is seen wherever the slot is named. */
export const startTask = <K extends Call>(
  name: K,
  about: string,
  given: Given<K>,
  label: string,
): Promise<Output<K> | null> => run(`${name} ${about}`, name, given, label)

/** Whether work of a call is under way in this window. */
export const isUnderWay = (name: Call): boolean =>
  [...tasks].some(([slot, { state }]) => state === 'running' && slot.startsWith(`${name} `))

export interface TaskHandle<K extends Call> {
  task: Task | undefined
  result: Output<K> | undefined
  running: boolean
  /** Gives the result, or null when it failed (the failure stays in `task`) or was cancelled. */
  run: (given: Given<K>, label: string) => Promise<Output<K> | null>
  dismiss: () => void
}

/** The work in one slot, such as `exhibit.add 2026-001`: one at a time, seen from wherever the slot is named. */
export function useTask<K extends Call>(name: K, about = ''): TaskHandle<K> {
  const slot = `${name} ${about}`
  const task = useSyncExternalStore(subscribe, () => tasks.get(slot))
  return {
    task,
    result: task?.state === 'done' ? (task.result as Output<K>) : undefined,
    running: task?.state === 'running',
    run: useCallback((given: Given<K>, label: string) => run(slot, name, given, label), [slot, name]),
    dismiss: useCallback(() => dismissTask(slot), [slot]),
  }
}

export const useTasks = (): ReadonlyMap<string, Task> => useSyncExternalStore(subscribe, () => tasks)
