import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { findTestElectron } from '../../../scripts/electron/runtime.ts'
import { startElectron } from '../stations/electron.ts'
import { expect, test } from '../fixture.ts'
import { button, field, makeVault, member, room, unlock } from '../steps.ts'

// What the system gives to the app: files and folders to open, and that the computer is locked.

const { root } = findProgram(import.meta.url)

/** Starts the app a second time, as a double click on a file does. Gives the code with which it ends. */
const startAgain = (home: string, ...paths: string[]): number | null =>
  spawnSync(findTestElectron(root) ?? '', ['--no-sandbox', '--disable-gpu', root, ...paths], {
    env: { ...process.env, HOLDFAST_HOME: home },
    timeout: 30_000,
  }).status

test('a second start hands its files to the first, which shows them for import', async ({ home }) => {
  test.slow()
  const { page } = await startElectron({ home, idleMinutes: 0 })
  const folder = join(home, 'Downloads')
  mkdirSync(folder)
  const file = join(folder, 'gate log.csv')
  writeFileSync(file, 'when,what\n2026-11-20 10:00,Van at the gate\n')
  await makeVault(page)
  expect(startAgain(home, file)).toBe(0)
  await expect(page).toHaveURL(/#\/queue\/import/)
  await expect(page.getByRole('list', { name: 'Files', exact: true })).toContainText('gate log.csv')

  // While the vault is locked they wait for the next that is opened.
  await button(page, 'Lock').click()
  const sealed = join(folder, 'from outside.hfreport')
  writeFileSync(sealed, '{"ephemeral":""}')
  expect(startAgain(home, sealed)).toBe(0)
  await expect(page.getByText('1 file waits to be looked at once a vault is open: from outside.hfreport')).toBeVisible()
  await unlock(page)
  await expect(page).toHaveURL(/#\/queue\/form/, { timeout: 60_000 })
  await expect(page.getByRole('heading', { name: 'from outside.hfreport' })).toBeVisible()
})

test('a vault’s folder that is opened leads to its passphrase, and asks before another is locked', async ({ home }) => {
  test.slow()
  const { page } = await startElectron({ home, idleMinutes: 0 })
  await makeVault(page, 'North site')
  await button(page, 'Lock').click()
  await button(page, 'Choose another vault').click()
  await makeVault(page, 'South site')
  expect(startAgain(home, join(home, 'North site.holdfast'))).toBe(0)
  await expect(page.getByText('Open the vault North site?')).toBeVisible()
  await button(page, 'Stay here').click()
  await expect(page.getByText('Open the vault North site?')).toHaveCount(0)
  await expect(room(page, 'Queue')).toBeVisible()
  expect(startAgain(home, join(home, 'North site.holdfast'))).toBe(0)
  await button(page, 'Lock and open it').click()
  await expect(page.getByRole('heading', { name: 'North site' })).toBeVisible()
  await unlock(page)
  await expect(room(page, 'Queue')).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(member)).toHaveCount(1)
})

test('the vault is locked with the computer, with what is being typed saved, unless that is turned off', async ({
  home,
}) => {
  test.slow()
  const { app, page } = await startElectron({ home, idleMinutes: 0 })
  await makeVault(page)
  await page.keyboard.press('Control+n')
  await button(page, 'Threat').click()
  await field(page, 'What was said or written').pressSequentially('He knows the car')
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('lock-screen'))
  await expect(button(page, 'Unlock')).toBeVisible()
  await unlock(page)
  await expect(field(page, 'What was said or written')).toHaveValue('He knows the car', { timeout: 60_000 })

  await app.evaluate(({ Menu, powerMonitor }) => {
    Menu.getApplicationMenu()?.getMenuItemById('lock.system')?.click()
    powerMonitor.emit('suspend')
  })
  await page.waitForTimeout(1500)
  await expect(room(page, 'Queue')).toBeVisible()
})
