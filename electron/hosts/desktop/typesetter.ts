import { utilityProcess } from 'electron'
import { fileURLToPath } from 'node:url'
import type { SpawnChild } from '../../core/ports.ts'

/** Disposable processes as utility processes: Electron's own way, because its executable is no plain Node. */
export const utilityChildren: SpawnChild = {
  spawn(entry, { memory }) {
    const child = utilityProcess.fork(fileURLToPath(entry), [], {
      serviceName: 'Holdfast typesetting',
      execArgv: [`--max-old-space-size=${memory}`],
      stdio: 'ignore',
      env: {},
    })
    return {
      // A process has no origin to name.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', (answer: unknown) => listener(answer)),
      onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
      kill: () => void child.kill(),
    }
  },
}
