import { test } from '@playwright/test'
import { join } from 'node:path'
import { createApp } from '../../../electron/core/app.ts'
import { findBrowser } from '../../../electron/hosts/browser/find-browser.ts'
import { startBrowserHost } from '../../../electron/hosts/browser/host.ts'
import { nodePorts } from '../../../electron/hosts/node-ports.ts'
import { findProgram } from '../../../electron/hosts/place.ts'
import type { Start, Workstation } from './station.ts'

const program = findProgram(import.meta.url)

/** Starts the browser host with its core in this process; skips the test where there is no browser. */
export async function startBrowser({
  home,
  idleMinutes,
  headless,
  wrap = (same) => same,
}: Start): Promise<Workstation> {
  const browser = findBrowser()
  test.skip(browser === undefined, 'no Chromium-based browser on this computer')
  const shown: string[] = []
  const showFile = (path: string): Promise<void> => Promise.resolve(void shown.push(path))
  // The system's dialog is out of a test's reach: whoever answers it here always chooses this folder.
  const chooseFolder = (): Promise<string> => Promise.resolve(join(home, 'Stick'))
  const picked = new Set<string>()
  const isPicked = (path: string): boolean => picked.has(path)
  const app = createApp(
    nodePorts(program, { home, idleMinutes: idleMinutes ?? 0 }, { host: 'browser', showFile, chooseFolder, isPicked }),
  )
  const onPicked = (path: string): void => void picked.add(path)
  const host = await startBrowserHost({
    app,
    home,
    root: program.root,
    browser: wrap(browser ?? ''),
    headless,
    onPicked,
  })
  return { page: host.page, close: () => host.close() }
}
