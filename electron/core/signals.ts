import type { Signal } from '../../shared/contract/port.ts'

/** What every window is told, without having asked. */
export interface Signals {
  tell(signal: Signal): void
  /** Gives what ends the listening. */
  onSignal(listener: (signal: Signal) => void): () => void
}

/** A listener that fails is logged and stops nothing: what was committed stays so, also when a window is just going away. */
export function signals(log: (event: string, about: { signal: string }) => void): Signals {
  const listeners = new Set<(signal: Signal) => void>()
  return {
    tell(signal) {
      for (const listener of listeners) {
        try {
          listener(signal)
        } catch {
          log('a listener failed', { signal: signal.kind })
        }
      }
    },
    onSignal(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
