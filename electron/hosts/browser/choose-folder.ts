import { spawn } from 'node:child_process'
import { isAbsolute } from 'node:path'
import { environmentOf } from '../../../shared/kernel/environment.ts'
import { HoldfastError } from '../../../shared/kernel/errors.ts'

interface Command {
  command: string
  args: string[]
}

/** This system's own dialogs for choosing a folder, the likeliest first. Their title is a constant of ours. */
export function chooseCommands(platform: NodeJS.Platform, title: string): Command[] {
  if (platform === 'darwin')
    return [{ command: 'osascript', args: ['-e', `POSIX path of (choose folder with prompt "${title}")`] }]
  if (platform === 'win32') {
    const script = `Add-Type -AssemblyName System.Windows.Forms; $d = New-Object System.Windows.Forms.FolderBrowserDialog; $d.Description = '${title}'; if ($d.ShowDialog() -eq 'OK') { [Console]::OutputEncoding = [Text.Encoding]::UTF8; $d.SelectedPath } else { exit 1 }`
    return [{ command: 'powershell.exe', args: ['-NoProfile', '-STA', '-Command', script] }]
  }
  return [
    { command: 'zenity', args: ['--file-selection', '--directory', `--title=${title}`] },
    { command: 'kdialog', args: ['--title', title, '--getexistingdirectory', '.'] },
  ]
}

/**
 * Lets the person at the screen choose a folder in a dialog of the system, which no page can reach. Null when they chose
 * none. Fails with MISSING_RUNTIME where the system has no such dialog.
 */
export async function chooseFolder(title: string, platform = process.platform): Promise<string | null> {
  for (const command of chooseCommands(platform, title)) {
    const chosen = await ask(command)
    if (chosen !== undefined) return chosen
  }
  throw new HoldfastError(
    'MISSING_RUNTIME',
    'This system has no dialog in which a folder can be chosen.',
    'Install zenity or kdialog, or type the path; a backup takes one by `holdfast vault backup DIR --out PATH`.',
  )
}

/** Undefined where the program is not there. */
const ask = ({ command, args }: Command): Promise<string | null | undefined> =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'ignore'],
      env: environmentOf('program', process.env),
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    child.once('error', () => resolve(undefined))
    child.once('close', (code) => {
      const path = said.replace(/\r?\n$/, '')
      resolve(code === 0 && isAbsolute(path) ? path : null)
    })
  })
