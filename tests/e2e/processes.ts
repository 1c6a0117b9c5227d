import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

// What the system knows about processes (Linux: /proc).

/** A process and everything it started, and what those started. */
export function familyOf(pid: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = read(`/proc/${name}/stat`)
    // pid (name that may hold spaces and brackets) state parent …
    const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const family = [pid]
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child)
  }
  return family
}

/** The internet sockets (TCP, UDP, raw; listening or not) that processes hold, as lines of /proc/net. */
export function socketsOf(pids: number[]): string[] {
  return pids.flatMap((pid) => {
    const inodes = new Set(
      list(`/proc/${pid}/fd`).flatMap((fd) => /^socket:\[(\d+)\]$/.exec(link(`/proc/${pid}/fd/${fd}`))?.[1] ?? []),
    )
    if (inodes.size === 0) return []
    return ['tcp', 'tcp6', 'udp', 'udp6', 'raw', 'raw6'].flatMap((kind) =>
      read(`/proc/${pid}/net/${kind}`)
        .split('\n')
        .filter((line) => inodes.has(line.trim().split(/\s+/)[9] ?? ''))
        .map((line) => `${pid} ${kind} ${line.trim()}`),
    )
  })
}

/** Whether a process is there and not only waiting to be buried. */
export function isAlive(pid: number): boolean {
  const stat = read(`/proc/${pid}/stat`)
  return stat !== '' && !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2).charAt(0))
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function list(path: string): string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
  }
}

function link(path: string): string {
  try {
    return readlinkSync(path)
  } catch {
    return ''
  }
}
