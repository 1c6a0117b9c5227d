/** The calls under way on the vault that is open, and the gate at which others wait while one works alone. */
export class Running {
  readonly #calls = new Set<{ abort: AbortController; done: Promise<unknown> }>()
  #gate: Promise<unknown> = Promise.resolve()
  #alone = false

  /** Settles when nothing works alone on the vault any more. */
  get gate(): Promise<unknown> {
    return this.#gate
  }

  /** Whether something works alone on the vault now. */
  get alone(): boolean {
    return this.#alone
  }

  /** How many calls are under way. */
  get count(): number {
    return this.#calls.size
  }

  /** Starts a call with a signal that also aborts when the vault is locked; `counted`: locking waits for its end. */
  async run<T>(signal: AbortSignal, counted: boolean, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const abort = new AbortController()
    const work = start(AbortSignal.any([signal, abort.signal]))
    const entry = { abort, done: work.catch(() => undefined) }
    if (counted) this.#calls.add(entry)
    try {
      return await work
    } finally {
      this.#calls.delete(entry)
    }
  }

  /** Cancels every call and waits for their ends. */
  async stop(): Promise<void> {
    const all = [...this.#calls]
    for (const { abort } of all) abort.abort()
    await Promise.allSettled(all.map(({ done }) => done))
  }

  /** Does work while no other call reads or writes: those under way are waited for, new ones wait at the gate. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#gate = promise
    this.#alone = true
    try {
      await Promise.allSettled([...this.#calls].map(({ done }) => done))
      return await work()
    } finally {
      this.#alone = false
      resolve()
    }
  }
}
