import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { ChildProcess, Ports } from '../core/ports.ts'
import type { Program, Settings } from './place.ts'

/** Entry of the typesetting child process: built, or as source. */
export function typesetterEntry({ root, built }: Program): string {
  return built ? join(root, 'out', 'typesetter', 'main.js') : join(root, 'electron/core/packet/typeset/child.ts')
}

/** What every host that runs on plain Node gives the core; the host adds its name and how it shows a file. */
export function nodePorts(
  program: Program,
  settings: Settings,
  own: Pick<Ports, 'host' | 'showFile'> & Partial<Ports>,
): Ports {
  return {
    version: program.version,
    home: settings.home,
    resources: join(program.root, 'resources'),
    idleMinutes: settings.idleMinutes,
    clock: { now: () => Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    log: logToStandardError,
    spawnTypesetter: () => forkChild(typesetterEntry(program)),
    ...own,
  }
}

/** One line of JSON per event. The core passes no case content here. */
export function logToStandardError(event: string, detail: Record<string, string | number> = {}): void {
  process.stderr.write(`${JSON.stringify({ holdfast: event, ...detail })}\n`)
}

/** The environment for a process of another kind: all but what belongs to Holdfast, a passphrase among it. */
export function environmentFor(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || name.startsWith('HOLDFAST_') || name === 'NODE_OPTIONS' ? [] : [[name, value]],
    ),
  )
}

/** Starts a child process that runs a module of ours. `advanced` serialisation keeps bytes as bytes. */
function forkChild(entry: string): ChildProcess {
  const child = fork(entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    // What an engine prints may quote the case.
    execArgv: ['--max-old-space-size=1024', '--disable-warning=ExperimentalWarning'],
    env: environmentFor(process.env),
  })
  // A child that could not start is one that has exited; the exit event may then not come.
  let exited = false
  const exitListeners: ((code: number | null) => void)[] = []
  const exit = (code: number | null): void => {
    if (exited) return
    exited = true
    for (const listener of exitListeners) listener(code)
  }
  child.on('exit', exit)
  child.on('error', () => exit(null))
  return {
    send: (message) => {
      if (child.connected) child.send(message as object, () => undefined)
    },
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void exitListeners.push(listener),
    kill: () => void child.kill('SIGKILL'),
  }
}
