import { utilityProcess } from 'electron'
import type { ChildProcess } from '../../core/ports.ts'

/** Starts the typesetting child as a utility process: Electron's own way, because its executable is no plain Node. */
export function spawnTypesetter(entry: string): ChildProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Holdfast typesetting', stdio: 'ignore' })
  return {
    // A process has no origin to name.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', (code) => listener(code)),
    kill: () => void child.kill(),
  }
}
