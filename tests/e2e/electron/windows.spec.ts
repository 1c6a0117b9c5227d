import type { ElectronApplication } from '@playwright/test'
import { expect, test } from '../fixture.ts'
import { startElectron } from '../stations/electron.ts'
import { button, fileReport, makeVault, room } from '../steps.ts'
import { endOf } from './ended.ts'

// Several windows of the desktop app: each is as closed as the first, falls over alone, and is reached by menu and system.

const windows = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

const choose = (app: ElectronApplication, id: string): Promise<void> =>
  app.evaluate(({ Menu }, name) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(name)
    if (!item?.enabled) throw new Error(`${name} is dim`)
    item.click()
  }, id)

test('another window is as closed as the first, falls over alone, and does not keep the app when it is closed', async ({
  home,
}) => {
  test.slow()
  const { app, page: first } = await startElectron({ home, idleMinutes: 0 })
  await makeVault(first)
  const opened = app.waitForEvent('window')
  await expect(() => choose(app, 'window.new')).toPass()
  const second = await opened
  await expect(room(second, 'Queue')).toBeVisible()

  const settings = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const contents = window.webContents as unknown as Electron.WebContents & {
        getLastWebPreferences(): Record<string, unknown>
      }
      const { preload, sandbox, contextIsolation, nodeIntegration, devTools } = contents.getLastWebPreferences()
      const policy = contents.getWebRTCIPHandlingPolicy()
      const { x, y } = window.getBounds()
      return {
        of: {
          preload,
          sandbox,
          contextIsolation,
          nodeIntegration,
          devTools,
          policy,
          url: contents.getURL().split('#')[0],
        },
        at: `${x} ${y}`,
        process: contents.getOSProcessId(),
      }
    }),
  )
  expect(settings[1]?.of).toEqual(settings[0]?.of)
  expect(new Set(settings.map(({ at }) => at)).size).toBe(2)
  expect(new Set(settings.map((one) => one.process)).size).toBe(2)
  expect(await second.evaluate(`window.open('app://holdfast/') === null`)).toBe(true)

  // What a page asks of the host reaches its own window: the menu is of the one used last.
  await expect(() => choose(app, '/ledger')).toPass()
  await expect(second.getByRole('heading', { name: 'Ledger' }).first()).toBeVisible()
  await expect(first.getByRole('heading', { name: 'Ledger' })).toHaveCount(0)

  // It falls over: the vault stays open in the first, where work goes on; the second is loaded again, alone.
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = ((_window: unknown, options: unknown) => {
      asked.push(options)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as never
  })
  const asked = (): Promise<{ detail: string; buttons: string[] }[]> =>
    app.evaluate(() => (globalThis as unknown as { asked: { detail: string; buttons: string[] }[] }).asked)
  await app.evaluate(({ BrowserWindow }) => {
    const newest = BrowserWindow.getAllWindows().toSorted((a, b) => b.id - a.id)[0]
    newest?.webContents.forcefullyCrashRenderer()
  })
  await expect.poll(async () => (await asked()).length).toBe(1)
  const [said] = await asked()
  expect(said?.detail).toContain('stays open in the other window')
  expect(said?.buttons).toEqual(['Load the page again', 'Close this window'])
  await fileReport(first, 'Filed while the other was gone')
  const inSecond = (script: string): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }, code) => {
      const newest = BrowserWindow.getAllWindows().toSorted((a, b) => b.id - a.id)[0]
      // A page that has died meanwhile never answers.
      return Promise.race([
        newest?.webContents.executeJavaScript(code),
        new Promise((resolve) => setTimeout(resolve, 1000)),
      ])
    }, script)
  await expect
    .poll(() => inSecond("document.querySelector('nav[aria-label=Rooms]') !== null"), { timeout: 20_000 })
    .toBe(true)

  // The vault is locked with the computer, in both.
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect(button(first, 'Unlock')).toBeVisible()
  await expect.poll(() => inSecond("document.querySelector('nav[aria-label=Rooms]') === null")).toBe(true)

  // No page gets more than eight.
  await first.evaluate('for (let i = 0; i < 30; i += 1) holdfast.newWindow()')
  await expect.poll(() => windows(app)).toBe(8)
  await expect.poll(async () => (await asked()).length).toBeGreaterThan(1)
  expect(await windows(app)).toBe(8)

  const ended = endOf(app.process())
  await app.evaluate(({ BrowserWindow }) => {
    setImmediate(() => {
      for (const window of BrowserWindow.getAllWindows()) window.close()
    })
  })
  expect(await ended).toEqual({ code: 0, signal: null })
})
