import { readdirSync, readFileSync } from 'node:fs'

/** The largest resident size that a process had, in bytes, and what it ran. */
export interface Peak {
  /** File name of its module, or of its program. */
  program: string
  bytes: number
}

/**
 * Watches the processes below one, and theirs, while `work` goes on: each with the most that it had resident. `of` is left out:
 * below this one. None where the system does not tell (it does on Linux).
 */
export async function peaksWhile(work: Promise<unknown>, of = process.pid): Promise<Peak[]> {
  const peaks = new Map<string, Peak>()
  const look = setInterval(() => {
    for (const pid of below(`${of}`)) {
      const now = Number(/VmHWM:\s+(\d+) kB/.exec(readOrNothing(`/proc/${pid}/status`))?.[1] ?? 0) * 1024
      const before = peaks.get(pid)
      peaks.set(pid, {
        program: programOf(pid) ?? before?.program ?? '',
        bytes: Math.max(before?.bytes ?? 0, now),
      })
    }
  }, 5)
  await work.finally(() => clearInterval(look))
  return [...peaks.values()]
}

const below = (pid: string): string[] => childrenOf(pid).flatMap((child) => [child, ...below(child)])

function childrenOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readOrNothing(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean),
    )
  } catch {
    return []
  }
}

const programOf = (pid: string): string | undefined =>
  /([^/\0]+\/[^/\0]+\.(?:ts|mjs|js))(?:\0|$)/.exec(readOrNothing(`/proc/${pid}/cmdline`))?.[1]

function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
