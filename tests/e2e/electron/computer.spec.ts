import { findProgram } from '../../../electron/hosts/place.ts'
import { startElectron } from '../stations/electron.ts'
import { expect, test } from '../fixture.ts'
import { look } from '../look.ts'
import { button, field, makeVault } from '../steps.ts'
import { choose } from './menu.ts'

// What is said of the program and set for this computer, with and without an open vault.

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
  await field(page, 'Find a package or a licence').fill('apache pdf')
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
