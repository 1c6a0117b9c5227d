import { appendFileSync } from 'node:fs'

const whole = process.env['HOLDFAST_FAULTS'] === 'full'

/** How often a fault is tried: `npm run faults` tries all, every other run of the tests a part of them. */
export const times = (all: number, part: number): number => (whole ? all : part)

/** A fault that was tried, for the table that `npm run faults` prints. */
export interface Measured {
  fault: string
  tried: number
  /** Of them, how often something acknowledged was lost, or something changed was not noticed. */
  bad: number
  /** How often something was lost where it had to be: proof that a loss is noticed. */
  wanted?: number
  /** What the tries came to, in words. */
  note?: string
}

/** Adds a line to the table. Call it before what it counts is asserted, so that a failure stands in the table too. */
export function measured(line: Measured, began: number): void {
  const out = process.env['HOLDFAST_FAULTS_OUT']
  if (out === undefined) return
  const seconds = Math.round((performance.now() - began) / 100) / 10
  appendFileSync(out, `${JSON.stringify({ ...line, seconds })}\n`)
}

/** Numbers in [0, 1) that are the same in every run (mulberry32), so that what fails can be tried again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of some values. */
export const oneOf = <T>(random: () => number, values: readonly T[]): T => {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('there is nothing to choose from')
  return value
}
