import { fileURLToPath } from 'node:url'
import { utilityProcess } from 'electron'
import { childEnvironment } from '../../core/app.ts'
import type { SpawnChild } from '../../core/ports.ts'

/** Disposable processes as utility processes: Electron's own way, because its executable is no plain Node. */
export const utilityChildren: SpawnChild = {
  spawn(entry, { memory }) {
    const child = utilityProcess.fork(fileURLToPath(entry), [], {
      serviceName: 'Holdfast, one piece of work',
      stdio: 'ignore',
      // Electron passes over Node's own spelling of it.
      execArgv: [`--js-flags=--max-old-space-size=${memory}`],
      // An empty map would pass the whole environment on.
      env: { ...childEnvironment(), HOLDFAST_CHILD: '1' },
    })
    return {
      // A process has no origin to name.
      // oxlint-disable-next-line unicorn/require-post-message-target-origin
      send: (message) => child.postMessage(message),
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.once('exit', (code) => listener(`exit code ${code}`)),
      kill: () => void child.kill(),
    }
  },
}
