import { test as base, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import startDisplay from './display.ts'
import { startBrowser } from './stations/browser.ts'
import { startElectron } from './stations/electron.ts'
import type { Start, Workstation } from './stations/station.ts'

export { expect } from '@playwright/test'

export type HostName = 'browser' | 'electron'

interface Options {
  hostName: HostName
  idleMinutes: number
}

interface Fixtures {
  /** A fresh folder for vaults; removed afterwards. */
  home: string
  /** Starts a workstation on `home`; what is still open at the end of the test is closed. */
  start: (wrap?: Start['wrap']) => Promise<Workstation>
  page: Page
}

export const test = base.extend<Options & Fixtures, { display: undefined }>({
  display: [
    async ({ headless }, use) => {
      const end = headless ? await startDisplay() : () => undefined
      await use(undefined)
      end()
    },
    { scope: 'worker', auto: true },
  ],
  hostName: ['browser', { option: true }],
  idleMinutes: [0, { option: true }],
  home: async ({ hostName }, use) => {
    const home = mkdtempSync(join(tmpdir(), `holdfast-${hostName}-`))
    await use(home)
    rmSync(home, { recursive: true, force: true, maxRetries: 10 })
  },
  start: async ({ hostName, idleMinutes, home, headless }, use) => {
    const started: Workstation[] = []
    await use(async (wrap) => {
      const station = await (hostName === 'electron' ? startElectron : startBrowser)({
        home,
        idleMinutes,
        headless,
        wrap,
      })
      started.push(station)
      return station
    })
    for (const station of started) await station.close()
  },
  page: async ({ start }, use) => {
    await use((await start()).page)
  },
})
