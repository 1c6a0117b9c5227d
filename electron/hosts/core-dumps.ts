import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'

const prlimit = ['/usr/bin/prlimit', '/bin/prlimit']

/**
 * Keeps the system from writing this process's memory to a file when it falls over, and that of the processes it has
 * started or starts later (Linux, where util-linux is). Windows and macOS give a process no say in it: there it is the
 * system's setting. False: nothing was changed.
 */
export function forbidCoreDumps(): boolean {
  if (process.platform !== 'linux') return false
  const program = prlimit.find((path) => existsSync(path))
  if (program === undefined) return false
  const own = [process.pid, ...childrenOf(process.pid)]
  const done = own.map(
    (pid) => spawnSync(program, ['--core=0:0', '--pid', String(pid)], { env: {}, stdio: 'ignore' }).status === 0,
  )
  return done[0] === true
}

/** The processes that one has started so far, and those that these have. */
function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'latin1')
        .split(' ')
        .filter(Boolean)
        .map(Number)
        .flatMap((child) => [child, ...childrenOf(child)]),
    )
  } catch {
    return []
  }
}
