/** Milliseconds that some work took. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/**
 * Times several works turn by turn (A, B, A, B, …), so that a noisy minute of the computer falls on all of them alike.
 * Returns the times of each in milliseconds, in the order of the rounds.
 */
export async function interleaved<Name extends string>(
  rounds: number,
  works: Record<Name, (round: number) => unknown>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(works) as Name[]
  const times = Object.fromEntries(names.map((name): [Name, number[]] => [name, []])) as unknown as Record<
    Name,
    number[]
  >
  for (let round = 0; round < rounds; round++) {
    for (const name of names) times[name].push(await timed(() => works[name](round)))
  }
  return times
}

/** The value below which the given share (0 to 1) of the values lies; the nearest one that was measured. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** One measurement at one amount of work. */
export interface At {
  size: number
  ms: number
}

/** How cost grows with work: cost ~ work^exponent. 1 is in step with it, 0 is not at all. */
export const exponent = (small: At, large: At): number =>
  Math.log(large.ms / small.ms) / Math.log(large.size / small.size)
