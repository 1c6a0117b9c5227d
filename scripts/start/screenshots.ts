import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { findBrowser } from '../../electron/hosts/browser/find-browser.ts'
import { startBrowserHost } from '../../electron/hosts/browser/host.ts'
import { nodePorts } from '../../electron/hosts/node-ports.ts'
import { findProgram } from '../../electron/hosts/place.ts'
import { build, needsBuild } from './build.ts'

/** Makes docs/images/{queue,case}-{light,dark}.png of the sample vault, without a display. Returns the exit code. */
export async function screenshots(root: string): Promise<number> {
  const browser = findBrowser()
  if (browser === undefined) {
    process.stderr.write('No Chromium-based browser was found; set HOLDFAST_BROWSER to the path of one.\n')
    return 4
  }
  const failure = needsBuild(root) ? build(root) : undefined
  if (failure !== undefined) {
    process.stderr.write(failure)
    return 1
  }
  const home = mkdtempSync(join(tmpdir(), 'holdfast-pictures-'))
  const folder = join(root, 'docs', 'images')
  mkdirSync(folder, { recursive: true })
  const ports = nodePorts(
    findProgram(import.meta.url),
    { home, idleMinutes: 0 },
    { host: 'browser', showFile: () => Promise.resolve() },
  )
  const app = createApp(ports)
  const sample = await app.call(
    'vault.createSample',
    {},
    { signal: new AbortController().signal, progress: () => undefined },
  )
  const { page, close } = await startBrowserHost({
    app,
    home,
    root,
    browser,
    headless: true,
    onPicked: () => undefined,
  })
  try {
    await page.setViewportSize({ width: 1440, height: 900 })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      for (const [name, place] of [
        ['queue', '/queue'],
        ['case', `/cases/${sample.case}`],
      ] as const) {
        await page.evaluate(`location.hash = ${JSON.stringify(place)}`)
        await page.getByRole('heading').first().waitFor()
        await page.waitForTimeout(700)
        const path = join(folder, `${name}-${colorScheme}.png`)
        await page.screenshot({ path })
        process.stdout.write(`${path}\n`)
      }
    }
  } finally {
    await close()
    rmSync(home, { recursive: true, force: true })
  }
  return 0
}
