import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { environmentOf } from '../../../shared/kernel/environment.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

/** The command that shows a file in this system's file manager. On Linux it opens the folder: no common way selects. */
export function showCommand(platform: NodeJS.Platform, path: string): { command: string; args: string[] } {
  if (platform === 'darwin') return { command: 'open', args: ['-R', path] }
  if (platform === 'win32') return { command: 'explorer.exe', args: [`/select,${path}`] }
  return { command: 'xdg-open', args: [dirname(path)] }
}

/** Shows a file in the system's file manager. Fails with MISSING_RUNTIME where there is none. */
export function showFile(path: string): Promise<void> {
  const { command, args } = showCommand(process.platform, path)
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: 'ignore',
      detached: true,
      env: environmentOf('program', process.env),
    })
    child.once('spawn', () => {
      child.unref()
      resolve()
    })
    child.once('error', (cause) =>
      reject(
        new HoldfastError('MISSING_RUNTIME', `No file manager could be started (${command}).`, `Open ${path}.`, cause),
      ),
    )
  })
}
