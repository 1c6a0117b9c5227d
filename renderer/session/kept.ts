import { useCallback, useState, useSyncExternalStore } from 'react'

// What a person has typed or chosen on a screen outlives the screen, so that going back loses nothing.
// It lives in memory only and ends when the vault locks.

const kept = new Map<string, unknown>()
const listeners = new Set<() => void>()

const tell = (): void => {
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function forgetKept(key?: string): void {
  if (key === undefined) kept.clear()
  else kept.delete(key)
  tell()
}

export function keep(key: string, value: unknown): void {
  kept.set(key, value)
  tell()
}

/** What is kept under a key, or what it begins with. */
export const keptOr = <T>(key: string, initial: T): T => (kept.has(key) ? (kept.get(key) as T) : initial)

/** Like useState, but the value is still there when the screen comes back. One key always holds one type. */
export function useKept<T>(key: string, initial: T | (() => T)): [T, (next: T) => void] {
  const [first] = useState(initial)
  const value = useSyncExternalStore(subscribe, () => (kept.has(key) ? (kept.get(key) as T) : first))
  const set = useCallback((next: T) => keep(key, next), [key])
  return [value, set]
}
