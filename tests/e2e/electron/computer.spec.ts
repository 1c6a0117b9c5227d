import type { ElectronApplication } from '@playwright/test'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { ask } from '../ask.ts'
import { startElectron } from '../stations/electron.ts'
import { expect, test } from '../fixture.ts'
import { look, shoot } from '../look.ts'
import { button, field, makeVault, room } from '../steps.ts'
import { choose, chooseInDialog } from './menu.ts'

// What is said of the program and set for this computer, with and without an open vault.

/** Has the system's questions answered with `response` (0 at first); gives those that were asked. */
async function answerBoxes(app: ElectronApplication): Promise<() => Promise<{ detail?: string }[]>> {
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked, response: 0 })
    dialog.showMessageBox = (...words: unknown[]) => {
      asked.push(words.at(-1))
      const { response } = globalThis as unknown as { response: number }
      return Promise.resolve({ response, checkboxChecked: false })
    }
  })
  return () => app.evaluate(() => (globalThis as unknown as { asked: { detail?: string }[] }).asked)
}

test('About says what runs here and under which licences, and which vault is open', async ({ home }) => {
  test.slow()
  const { app, page } = await startElectron({ home, idleMinutes: 0 })
  await expect(button(page, 'Make a vault')).toBeVisible()
  await choose(app, 'about')
  const about = page.getByRole('region', { name: 'About Holdfast' })
  const { version } = findProgram(import.meta.url)
  await expect(about.getByRole('heading', { name: `Holdfast ${version}` })).toBeVisible()
  const { electron, chrome } = await app.evaluate(() => process.versions)
  const runs = about.locator('section').filter({ hasText: 'Runs on' })
  await expect(runs).toContainText(`Electron${electron}`)
  await expect(runs).toContainText(`Chromium${chrome}`)
  await expect(runs).toContainText(/Node \(core\)24\.\d+\.\d+SQLite3\.\d+\.\d+.*OpenSSL3\.\d+\.\d+/)

  const list = about.getByRole('list', { name: 'Packages and their licences' })
  await expect(list.getByRole('listitem').nth(100)).toBeVisible()
  await field(page, 'Find a package or a licence').fill('apache zod')
  await expect(list.getByRole('listitem')).toHaveCount(0)
  await field(page, 'Find a package or a licence').fill('zod mit')
  await expect(list.getByRole('listitem')).toHaveCount(1)
  await list.getByText('zod').click()
  await expect(list).toContainText('Permission is hereby granted, free of charge')
  await page.keyboard.press('Escape')
  await expect(button(page, 'Make a vault')).toBeVisible()

  await makeVault(page)
  await choose(app, '/vault')
  const identity = await page.locator('dt', { hasText: 'Identity' }).locator('+ dd').innerText()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find' }).fill('about holdfast')
  await page.keyboard.press('Enter')
  await expect(about.getByText(identity)).toBeVisible()
  await look(page, 'about')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Vault' })).toBeVisible()
})

test('what is set for this computer counts at once, in the menu as on its page, and is kept', async ({ home }) => {
  test.slow()
  const { app, page } = await startElectron({ home, idleMinutes: undefined })
  await expect(button(page, 'Make a vault')).toBeVisible()
  const ticked = (id: string): Promise<boolean | undefined> =>
    app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.checked, id)
  const wide = await page.evaluate(() => window.innerWidth)
  await page.emulateMedia({ colorScheme: null })
  await page.keyboard.press('Control+,')
  const preferences = page.getByRole('region', { name: 'This computer' })
  await preferences.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(19, 21, 23)')
  await expect.poll(() => ticked('theme.dark')).toBe(true)
  await choose(app, 'theme.light')
  await expect(preferences.getByRole('radio', { name: 'Light' })).toBeChecked()
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(246, 246, 244)')
  await field(page, 'Size of text and everything else').selectOption('125 %')
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBeLessThan(wide * 0.81)
  await choose(app, 'zoom.reset')
  await expect(field(page, 'Size of text and everything else')).toHaveValue('100')
  await preferences.getByRole('checkbox', { name: /^Lock the vault when/ }).click()
  await expect.poll(() => ticked('lock.system')).toBe(false)
  await expect(field(page, 'Lock the vault after')).toHaveValue('10')
  await field(page, 'Lock the vault after').selectOption('2 minutes')
  // Linux cannot hide a window from capture.
  await expect(preferences.getByText('Hide the window from screen capture')).toHaveCount(
    process.platform === 'linux' ? 0 : 1,
  )

  // Updates are off until the person says so in the system's dialog, whatever the page asks.
  const asked = await answerBoxes(app)
  const address = 'http://127.0.0.1:9/releases'
  const memory = (): string =>
    existsSync(join(home, 'updates.json')) ? readFileSync(join(home, 'updates.json'), 'utf8') : ''
  await field(page, 'Look for updates at').fill('ftp://releases.example')
  await button(page, 'Turn on…').click()
  await expect(preferences.getByRole('alert')).toContainText('no address that updates can be taken from')
  await field(page, 'Look for updates at').fill(address)
  await button(page, 'Turn on…').click()
  await expect.poll(() => asked().then((boxes) => boxes.at(-1)?.detail)).toContain(`${address}/\n`)
  expect((await ask(page, 'app.setUpdates', { address })).address).toBe(null)
  expect(await asked()).toHaveLength(2)
  expect(memory()).toBe('')
  await app.evaluate(() => Object.assign(globalThis, { response: 1 }))
  await button(page, 'Turn on…').click()
  await expect(preferences.getByText(`${address}/`)).toBeVisible()
  expect(memory()).toContain(`"address":"${address}/"`)
  await button(page, 'Look now').click()
  await expect(preferences.getByRole('alert')).toContainText('This build of Holdfast has no update key')
  await button(page, 'Turn off').click()
  await expect(field(page, 'Look for updates at')).toBeVisible()
  expect(memory()).toContain('"address":null')
  await page.keyboard.press('Escape')

  // A vault goes where the person said in the system's dialog.
  const stick = join(home, 'Stick')
  mkdirSync(stick)
  await button(page, 'Make a vault').click()
  await chooseInDialog(app, null)
  await button(page, 'Keep it in another folder…').click()
  await expect(page.getByText(`Kept in ${home}`, { exact: true })).toBeVisible()
  await chooseInDialog(app, stick)
  await button(page, 'Keep it in another folder…').click()
  await expect(page.getByText(`Kept in ${stick}`)).toBeVisible()
  await page.keyboard.press('Escape')
  await makeVault(page)
  expect(existsSync(join(stick, 'North site.holdfast', 'vault.json'))).toBe(true)
  await choose(app, '/vault')
  await expect(page.locator('dt', { hasText: 'Locks itself' }).locator('+ dd')).toHaveText(
    'after 2 minutes without use',
  )
  await choose(app, 'preferences')
  await expect(field(page, 'Lock the vault after')).toHaveValue('2')
  await look(page, 'preferences')

  // What the system asks for is followed at once.
  const line = (): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--line'))
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
  const usual = await line()
  await page.emulateMedia({ contrast: 'more' })
  expect(await line()).not.toBe(usual)
  await shoot(page, 'contrast-more')
  await choose(app, '/members')
  await expect(room(page, 'Members')).toHaveCSS('outline-style', 'none')
  await page.emulateMedia({ contrast: null, forcedColors: 'active' })
  await expect(room(page, 'Members')).toHaveCSS('outline-style', 'solid')
  await shoot(page, 'forced-colours')
  const spins = (): Promise<string> =>
    page.evaluate(() => {
      const probe = document.createElement('i')
      probe.style.transitionDuration = '1s'
      document.body.append(probe)
      const { transitionProperty } = getComputedStyle(probe)
      probe.remove()
      return transitionProperty
    })
  await page.emulateMedia({ forcedColors: null, reducedMotion: 'no-preference' })
  expect(await spins()).not.toBe('none')
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await spins()).toBe('none')
})
