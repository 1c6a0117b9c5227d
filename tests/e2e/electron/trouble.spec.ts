import { expect, test } from '../fixture.ts'
import { startElectron, type DesktopStation } from '../stations/electron.ts'
import { button, field, makeVault, room } from '../steps.ts'

// A page that falls over or hangs: it is said, the vault stays open, and what was typed is there after the reload.

interface Asked {
  message: string
  detail: string
  buttons: string[]
}

/** Whoever is asked chooses the first answer, once the test lets them. Returns what was asked. */
async function answerer({ app }: DesktopStation): Promise<() => Promise<Asked[]>> {
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showMessageBox = ((_window: unknown, options: unknown) => {
      asked.push(options)
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }) as never
  })
  return () => app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked)
}

/** Types a report and waits until it is kept as a draft. */
async function typeSomething({ page }: DesktopStation): Promise<void> {
  await makeVault(page)
  await room(page, 'Queue').click()
  await button(page, 'New report').first().click()
  await page.getByRole('button', { name: 'Threat', exact: true }).click()
  await field(page, 'What was said or written').fill('Typed before the page fell over')
  await expect(page.getByText(/^Draft saved/)).toBeVisible()
}

const troubles: [string, RegExp, (station: DesktopStation) => Promise<unknown>][] = [
  [
    'falls over',
    /^The page of Holdfast fell over \(\w+\)\.$/,
    ({ app }) =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer()),
  ],
  [
    'hangs',
    /^The page of Holdfast does not answer\.$/,
    async ({ app, page }) => {
      void page.evaluate('for (;;) continue').catch(() => undefined)
      // Chromium says it after half a minute; the page hangs for real.
      await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('unresponsive'))
    },
  ],
]
for (const [what, said, cause] of troubles) {
  test(`a page that ${what} is loaded again, and keeps what was typed in the vault that stayed open`, async ({
    home,
  }) => {
    const station = await startElectron({ home, idleMinutes: 0 })
    const asked = await answerer(station)
    await typeSomething(station)
    await cause(station)
    await expect.poll(async () => (await asked()).length, { timeout: 20_000 }).toBe(1)
    const [first] = await asked()
    expect(first?.message).toMatch(said)
    expect(first?.detail).toContain('kept as a draft')
    expect(first?.buttons).toEqual(['Load the page again', 'Quit'])

    // The page that comes back, asked through the main process: who drove the old one has lost it.
    const inPage = (script: string): Promise<unknown> =>
      station.app.evaluate(
        ({ BrowserWindow }, code) =>
          // A page that has died meanwhile never answers.
          Promise.race([
            BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
            new Promise((resolve) => setTimeout(resolve, 1000)),
          ]),
        script,
      )
    await expect
      .poll(() => inPage("document.querySelector('nav[aria-label=Rooms]') !== null"), { timeout: 20_000 })
      .toBe(true)
    await inPage("location.hash = '#/queue/new'")
    await inPage(
      "[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'New report')?.click()",
    )
    await expect
      .poll(() => inPage("[...document.querySelectorAll('textarea')].map((one) => one.value).join('|')"))
      .toContain('Typed before the page fell over')
    expect(await asked()).toHaveLength(1)
    await station.close()
  })
}

test('a helper of the window that dies is said, and the window goes on', async ({ home }) => {
  const station = await startElectron({ home, idleMinutes: 0 })
  let said = ''
  station.app.process().stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()))
  await makeVault(station.page)
  const killed = await station.app.evaluate(({ app }) => {
    const helper = app.getAppMetrics().find(({ type }) => type === 'Utility')
    if (helper) process.kill(helper.pid, 'SIGKILL')
    return helper?.pid
  })
  expect(killed).toBeDefined()
  await expect.poll(() => said).toMatch(/A helper of the window ended: .*\(killed/)
  await room(station.page, 'Cases').click()
  await expect(station.page.getByRole('heading', { name: 'Cases' }).first()).toBeVisible()
  await station.close()
})
