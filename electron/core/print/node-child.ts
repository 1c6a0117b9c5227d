import { fork, type Serializable } from 'node:child_process'
import { existsSync } from 'node:fs'
import { parse } from 'node:path'
import { environmentOf } from '../../../shared/kernel/environment.ts'
import type { SpawnChild } from '../ports.ts'

const prlimit = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => process.platform === 'linux' && existsSync(path))
/** Of the data segment, memory of WebAssembly and libraries included; half a gigabyte of it is reserved by the runtime for code. */
const dataLimit = 1_500_000_000

/** Disposable processes under plain Node. Their output is dropped: an engine's message may quote the case. */
export const nodeChildren: SpawnChild = {
  spawn(entry, { memory, confined = false }) {
    const own = [`--max-old-space-size=${memory}`, '--disable-warning=ExperimentalWarning']
    // What a parser drops at once is collected soon: a reader of 5,000 pages peaks a quarter lower, and computes a few per cent more.
    const young = ['--max-semi-space-size=4']
    // No writing, no other process: the threads and the native picture library are what it needs.
    const closed = [
      '--permission',
      '--allow-fs-read=*',
      '--allow-worker',
      '--allow-addons',
      '--disable-warning=SecurityWarning',
    ]
    const wrapped = confined && prlimit !== undefined
    const child = fork(entry, {
      serialization: 'advanced',
      ...(wrapped ? { execPath: prlimit } : {}),
      execArgv: [
        ...(wrapped ? [`--data=${dataLimit}`, '--core=0', process.execPath] : []),
        ...own,
        ...(confined ? [...closed, ...young] : []),
      ],
      ...(confined ? { cwd: parse(process.execPath).root } : {}),
      env: environmentOf('disposable', process.env),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return {
      send(message) {
        // A failure to send is followed by the exit that the caller hears of.
        if (child.connected) child.send(message as Serializable, () => undefined)
      },
      onMessage: (listener) => void child.on('message', (answer: unknown) => listener(answer)),
      onExit: (listener) => {
        let ended = false
        const once = (why: string): void => {
          if (ended) return
          ended = true
          listener(why)
        }
        child.once('exit', (code, signal) => once(signal ?? `exit code ${code}`))
        child.once('error', (error) => once(error.message))
      },
      kill: () => void child.kill('SIGKILL'),
    }
  },
}
