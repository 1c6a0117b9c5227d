import { useSyncExternalStore } from 'react'

// One clock for all labels that say how long something has been waiting.

let now = Date.now()
const listeners = new Set<() => void>()

window.setInterval(() => {
  now = Date.now()
  for (const listener of listeners) listener()
}, 15_000)

export const useNow = (): number =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => now,
  )
