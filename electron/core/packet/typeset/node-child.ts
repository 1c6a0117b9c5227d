import { fork, type Serializable } from 'node:child_process'
import type { SpawnChild } from '../../ports.ts'

/** Disposable processes under plain Node. Their output is dropped: an engine's message may quote the case. */
export const nodeChildren: SpawnChild = {
  spawn(entry, { memory }) {
    const child = fork(entry, {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${memory}`, '--disable-warning=ExperimentalWarning'],
      // Nothing of the environment but what an operating system needs to start a process: no passphrase, no options.
      env: Object.fromEntries(
        ['PATH', 'SystemRoot', 'TEMP', 'TMPDIR'].flatMap((name) => {
          const value = process.env[name]
          return value === undefined ? [] : [[name, value]]
        }),
      ),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let ended = false
    return {
      send(message) {
        // A failure to send is followed by the exit that the caller hears of.
        if (child.connected) child.send(message as Serializable, () => undefined)
      },
      onMessage: (listener) => void child.on('message', (answer: unknown) => listener(answer)),
      onExit: (listener) => {
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
