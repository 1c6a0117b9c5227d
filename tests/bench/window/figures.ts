/** What the spec writes and `tests/bench/window.ts` reads. */
export interface WindowFigures {
  desktop: HostFigures
  browser: HostFigures
  /** Bytes that went through the channel. */
  size: number
  /** Reading a plain file of that size; milliseconds, as all that follows. */
  plain: number[]
}

export interface HostFigures {
  committed: number[]
  shown: number[]
  bytes: number[]
  /** Going to places of a recording of two hours, until it is there. */
  seeks: number[]
}
