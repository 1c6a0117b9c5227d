import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp, type CoreApp } from '../../electron/core/app.ts'
import { createSession, type Session } from '../../electron/core/session.ts'
import type { Call, Input, Output } from '../../shared/contract/contract.ts'
import { passphrase, testPorts } from '../support/app.ts'
import { aReport } from '../support/builders.ts'

/** A core opened through its door, as a host opens it. */
export interface OpenApp {
  app: CoreApp
  call<K extends Call>(name: K, input: Input<K>): Promise<Output<K>>
}

/** A folder of its own for one subject, removed afterwards whatever happens. */
export async function inFolder<T>(parent: string | undefined, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(parent ?? tmpdir(), 'holdfast-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The vault's folder of a bench folder. */
export const vaultIn = (folder: string): string => join(folder, 'V.holdfast')

const newcomer = { name: 'Bench', member: 'R. Okafor', passphrase }

/** A new vault with its inner handles, for filling it and for timing single steps of an audit. */
export const newSession = (folder: string): Promise<Session> =>
  createSession(testPorts(folder), { dir: vaultIn(folder), ...newcomer }, () => undefined)

/** The core without a vault open. */
export function openApp(folder: string): OpenApp {
  const app = createApp(testPorts(folder))
  return {
    app,
    call: (name, input) => app.call(name, input, { signal: new AbortController().signal, progress: () => undefined }),
  }
}

/** The core with a new vault and one case. */
export async function appWithCase(folder: string): Promise<OpenApp & { case: string }> {
  const open = openApp(folder)
  await open.call('vault.create', { dir: vaultIn(folder), ...newcomer })
  const { report } = await open.call('report.add', aReport({ narrative: 'A caller named the street and a day.' }))
  const made = await open.call('report.promote', { report, title: 'Calls to the lobby', owner: 'R. Okafor' })
  return { ...open, case: made.case }
}
