import { spawn, type ChildProcess } from 'node:child_process'
import { test } from '@playwright/test'
import { findProgram } from '../../../electron/hosts/place.ts'
import { findTestElectron } from '../../../scripts/electron/runtime.ts'

/** How a process ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** Settles when a process has ended. */
export const endOf = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null)
      resolve({ code: child.exitCode, signal: child.signalCode })
    else child.once('exit', (code, signal) => resolve({ code, signal }))
  })

/** The desktop host as a person starts it, with nobody driving it. */
export interface Running {
  child: ChildProcess
  pid: number
  /** Its standard error, without what Chromium says of a system bus that a container has not. */
  said(): string[]
  ended: Promise<Ended>
}

export interface How {
  /** Folder of the program; left out: ours. */
  root?: string
  switches?: string[]
  env?: Record<string, string | undefined>
  electron?: string | undefined
}

/** Starts Electron on a program; skips the test where there is no Electron or no display. */
export function run(home: string, { root, switches = ['--no-sandbox'], env = {}, electron }: How = {}): Running {
  const program = findProgram(import.meta.url).root
  const file = electron ?? findTestElectron(program)
  test.skip(file === undefined, 'no Electron runtime on this computer (npm run electron:runtime brings one)')
  test.skip(process.platform === 'linux' && !process.env['DISPLAY'], 'no display, and no Xvfb to make one')
  const child = spawn(file ?? '', [...switches, '--disable-gpu', ...(electron ? [] : [root ?? program])], {
    env: { ...process.env, HOLDFAST_HOME: home, HOLDFAST_IDLE_MINUTES: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child.stderr.on('data', (bytes: Buffer) => (text += bytes.toString()))
  const said = (): string[] => text.split('\n').filter((line) => line !== '' && !line.includes('bus.cc'))
  return { child, pid: child.pid ?? 0, said, ended: endOf(child) }
}
