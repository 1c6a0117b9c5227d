import { _electron, test as base, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { findBrowser } from '../../electron/hosts/browser/find-browser.ts'
import { startBrowserHost } from '../../electron/hosts/browser/host.ts'
import { nodePorts } from '../../electron/hosts/node-ports.ts'
import { findProgram } from '../../electron/hosts/place.ts'
import { findElectron } from '../../scripts/start/electron-runtime.ts'

export { expect } from '@playwright/test'

export type HostName = 'browser' | 'electron'

/** A workstation that has been started, on a home of its own. */
export interface Workstation {
  page: Page
  /** Ends it as closing the window does. */
  close(): Promise<void>
}

interface Options {
  hostName: HostName
  idleMinutes: number
}

interface Fixtures {
  /** A fresh folder for vaults; removed afterwards. */
  home: string
  /** Starts a workstation on `home`; what is still open at the end of the test is closed. */
  start: () => Promise<Workstation>
  page: Page
}

interface Start {
  home: string
  idleMinutes: number
  /** Playwright's own option: `--headed` shows the window. */
  headless: boolean
}

const program = findProgram(import.meta.url)

async function startBrowser({ home, idleMinutes, headless }: Start): Promise<Workstation> {
  const browser = findBrowser()
  base.skip(browser === undefined, 'no Chromium-based browser on this computer')
  const shown: string[] = []
  const showFile = (path: string): Promise<void> => Promise.resolve(void shown.push(path))
  // The system's dialog is out of a test's reach: whoever answers it here always chooses this folder.
  const chooseFolder = (): Promise<string> => Promise.resolve(join(home, 'Stick'))
  const picked = new Set<string>()
  const isPicked = (path: string): boolean => picked.has(path)
  const app = createApp(
    nodePorts(program, { home, idleMinutes }, { host: 'browser', showFile, chooseFolder, isPicked }),
  )
  const onPicked = (path: string): void => void picked.add(path)
  const host = await startBrowserHost({ app, home, root: program.root, browser: browser ?? '', headless, onPicked })
  return { page: host.page, close: () => host.close() }
}

async function startElectron({ home, idleMinutes }: Start): Promise<Workstation> {
  const executablePath = findElectron(program.root)
  base.skip(executablePath === undefined, 'no Electron runtime on this computer (npx install-electron fetches it)')
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const app = await _electron.launch({
    executablePath: executablePath ?? '',
    args: [...asRoot, program.root],
    env: {
      ...(process.env as Record<string, string>),
      HOLDFAST_HOME: home,
      HOLDFAST_IDLE_MINUTES: String(idleMinutes),
    },
  })
  return { page: await app.firstWindow(), close: () => app.close() }
}

export const test = base.extend<Options & Fixtures>({
  hostName: ['browser', { option: true }],
  idleMinutes: [0, { option: true }],
  home: async ({ hostName }, use) => {
    const home = mkdtempSync(join(tmpdir(), `holdfast-${hostName}-`))
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  },
  start: async ({ hostName, idleMinutes, home, headless }, use) => {
    const started: Workstation[] = []
    await use(async () => {
      const station = await (hostName === 'electron' ? startElectron : startBrowser)({ home, idleMinutes, headless })
      started.push(station)
      return station
    })
    for (const station of started) await station.close()
  },
  page: async ({ start }, use) => {
    await use((await start()).page)
  },
})
