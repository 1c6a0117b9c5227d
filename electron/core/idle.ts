import type { Ports } from './ports.ts'

/** Knows when the vault was used last. */
export interface IdleClock {
  /** It is used now. */
  touch(): void
  stop(): void
}

/** Calls `lock` once a vault lay unused for as long as `minutes()` says (0: never); `busy` keeps it open. */
export function idleClock(
  { clock }: Pick<Ports, 'clock'>,
  minutes: () => number,
  busy: () => boolean,
  lock: (stillIdle: () => boolean) => void,
): IdleClock {
  let lastUse = clock.now()
  const isIdle = (): boolean => {
    if (minutes() === 0 || busy()) return false
    const now = clock.now()
    // A clock that was put back would otherwise keep the vault open for as long as it was put back by.
    lastUse = Math.min(lastUse, now)
    return now - lastUse >= minutes() * 60_000
  }
  const timer = setInterval(() => {
    if (isIdle()) lock(isIdle)
  }, 1000)
  timer.unref()
  return {
    touch: () => {
      lastUse = clock.now()
    },
    stop: () => clearInterval(timer),
  }
}
