import type { ElectronApplication } from '@playwright/test'
import { join } from 'node:path'
import { PDFDocument } from 'pdf-lib'
import { startElectron } from '../stations/electron.ts'
import { choose, chooseInDialog } from './menu.ts'
import { expect, test } from '../fixture.ts'
import { addMember, button, field, makeVault, room, unlock } from '../steps.ts'

// The menu of the system, its commands and keys, and the right button.

interface Shown {
  label: string
  enabled: boolean
  key: string
}

/** The items of the menu that can be seen, by their id, else by their role. */
const menuOf = (app: ElectronApplication): Promise<Record<string, Shown>> =>
  app.evaluate(({ Menu }) => {
    const found: Record<string, Shown> = {}
    const walk = (menu: Electron.Menu | null): void => {
      for (const item of menu?.items ?? []) {
        const { id, role, label, enabled, visible, accelerator } = item
        if (visible && item.type !== 'separator')
          found[role ?? (id || label)] = { label, enabled, key: accelerator ?? '' }
        walk(item.submenu ?? null)
      }
    }
    walk(Menu.getApplicationMenu())
    return found
  })

const enabled = async (app: ElectronApplication): Promise<string[]> =>
  Object.entries(await menuOf(app)).flatMap(([id, item]) => (item.enabled ? [id] : []))

test('the menu has every main command with its key, and what cannot be done now is dim', async ({ home }) => {
  test.slow()
  const { app, page } = await startElectron({ home, idleMinutes: 0 })
  await expect(button(page, 'Make a vault')).toBeVisible()
  const shut = await menuOf(app)
  const roles = ['undo', 'redo', 'cut', 'copy', 'paste', 'selectall', 'quit', 'togglefullscreen', 'minimize']
  for (const role of roles) expect(shut, role).toHaveProperty(role)
  expect(shut).toMatchObject({
    'report.new': { label: 'New report', enabled: false, key: 'CommandOrControl+N' },
    import: { enabled: false },
    lock: { label: 'Lock the vault', enabled: false, key: 'CommandOrControl+L' },
    preferences: { enabled: true },
    about: { enabled: true },
    '/settings': { enabled: false },
    print: { enabled: false },
    '/queue': { enabled: false },
    'vault.new': { enabled: true },
    'vault.open': { enabled: true },
    'zoom.in': { enabled: true },
    'paper.readme': { enabled: true },
    'paper.all': { enabled: true },
  })

  // A process of its own is asked for updates; the sources know no key by which one could be judged.
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = (...words: unknown[]) => {
      Object.assign(globalThis, { boxShown: words.at(-1) })
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
  })
  await choose(app, 'updates')
  const message = (): Promise<unknown> =>
    app.evaluate(() => (globalThis as { boxShown?: { message: string } }).boxShown?.message)
  await expect.poll(message).toBe('This build of Holdfast has no update key, so it can verify no update.')

  await choose(app, 'vault.new')
  await expect(field(page, 'Vault name')).toBeVisible()
  await page.keyboard.press('Escape')
  await makeVault(page)
  const commands = ['report.new', 'import', 'print', 'lock', 'find', '/queue', '/cases', '/members', '/vault', 'keys']
  await expect.poll(() => enabled(app)).toEqual(expect.arrayContaining(commands))
  await choose(app, '/cases')
  await expect(page).toHaveURL(/#\/cases/)
  await page.keyboard.press('Control+6')
  await expect(page).toHaveURL(/#\/members/)
  await page.keyboard.press('Control+n')
  await expect(page).toHaveURL(/#\/queue\/new/)
  await choose(app, 'keys')
  await expect(page.getByRole('dialog', { name: 'Keys of this screen' })).toContainText('Ctrl Shift O')
  await choose(app, 'find')
  await page.getByRole('combobox', { name: 'Find' }).fill('import')
  await expect(page.getByRole('option', { name: 'Import files' })).toContainText('Ctrl Shift O')
  await choose(app, 'import')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).toHaveURL(/#\/queue\/import/)

  await addMember(page, 'Noor Aziz', 'Auditor', 'nine slow geese in the lane')
  await choose(app, 'lock')
  await expect(button(page, 'Unlock')).toBeVisible()
  await expect.poll(() => enabled(app)).not.toContain('lock')
  await unlock(page, 'nine slow geese in the lane')
  await expect(room(page, 'Ledger')).toBeVisible({ timeout: 60_000 })
  // An auditor reads no case and writes no report.
  await expect.poll(() => enabled(app)).toEqual(expect.arrayContaining(['/ledger', 'lock', 'preferences']))
  const may = await enabled(app)
  for (const id of ['report.new', 'import', '/queue', '/cases', '/tasks']) expect(may, id).not.toContain(id)
})

test('another vault is opened or made from the menu, after the open one is locked', async ({ home }) => {
  const { app, page } = await startElectron({ home, idleMinutes: 0 })
  await makeVault(page)
  await expect
    .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()))
    .toBe('Queue · North site · Holdfast')
  await choose(app, 'vault.new')
  await expect(field(page, 'Vault name')).toBeVisible()
  await expect.poll(() => enabled(app)).not.toContain('lock')
  await chooseInDialog(app, join(home, 'North site.holdfast'))
  await choose(app, 'vault.open')
  await expect(page.getByRole('heading', { name: 'North site' })).toBeVisible()
  await unlock(page)
  await expect(room(page, 'Queue')).toBeVisible({ timeout: 60_000 })

  // Whoever chooses nothing, or the vault that is open, stays in it.
  const cancelled = await chooseInDialog(app, null)
  await choose(app, 'vault.open')
  await expect.poll(cancelled).toBe(1)
  await expect(page.getByText('Choosing a folder')).toHaveCount(0)
  await choose(app, '/members')
  await expect(page).toHaveURL(/#\/members/)
  await chooseInDialog(app, join(home, 'South site.holdfast'))
  await page.keyboard.press('Control+o')
  await expect(page.getByRole('heading', { name: 'South site' })).toBeVisible()
  await expect.poll(() => enabled(app)).not.toContain('lock')
})

test('no word of a case stands in the title, which systems keep', async ({ home }) => {
  const { app, page } = await startElectron({ home, idleMinutes: 0 })
  await button(page, 'Open the sample').click()
  await expect(room(page, 'Cases')).toBeVisible({ timeout: 60_000 })
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /2026-/ }).first().click()
  await expect(page.getByRole('tab').first()).toBeVisible()
  const title = (): Promise<string | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
  await expect.poll(title).toMatch(/^(?:\(\d+\) )?Cases · [^·]+ · Holdfast$/)
  await page.keyboard.press('Control+l')
  await expect.poll(title).toMatch(/^Locked · Sample \w+ · Holdfast$/)
})

test('a screen is printed from its top to its end, on white whatever the theme is', async ({ home }) => {
  const { app, page } = await startElectron({ home, idleMinutes: 0 })
  await button(page, 'Open the sample').click()
  await expect(room(page, 'Cases')).toBeVisible({ timeout: 60_000 })
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /2026-/ }).first().click()
  await expect(page.getByText('Linked to prior reports')).toBeVisible()
  const pages = async (): Promise<number> => {
    const pdf = await app.evaluate(async ({ BrowserWindow }) => {
      const made = await BrowserWindow.getAllWindows()[0]?.webContents.printToPDF({ printBackground: true })
      return made?.toString('base64') ?? ''
    })
    return (await PDFDocument.load(Buffer.from(pdf, 'base64'))).getPageCount()
  }
  // The parts of the page come one after the other.
  await expect.poll(pages).toBeGreaterThan(2)
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeHidden()
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(page.getByText('Linked to prior reports')).toHaveCSS('color', 'rgb(95, 100, 105)')
  await page.emulateMedia({ media: null })
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '')
  })
  await choose(app, 'print')
  await expect(page.locator('body[data-printed]')).toHaveCount(1)
})

test('size, place, zoom and theme of the window are there again at the next start', async ({ home }) => {
  const first = await startElectron({ home, idleMinutes: 0 })
  await expect(button(first.page, 'Make a vault')).toBeVisible()
  const wide = (): Promise<number> => first.page.evaluate(() => window.innerWidth)
  await first.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 40, y: 30, width: 900, height: 640 })
  })
  await expect.poll(wide).toBe(900)
  await choose(first.app, 'zoom.in')
  await choose(first.app, 'zoom.in')
  await expect.poll(wide).toBe(750)
  await first.page.emulateMedia({ colorScheme: null })
  expect(await first.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(false)
  await choose(first.app, 'theme.dark')
  // Followed at once, by our colours and by those of the components.
  await expect
    .poll(() => first.page.evaluate(() => document.documentElement.dataset['mantineColorScheme']))
    .toBe('dark')
  await expect(first.page.locator('body')).toHaveCSS('background-color', 'rgb(19, 21, 23)')
  await first.close()

  const second = await startElectron({ home, idleMinutes: 0 })
  await expect(button(second.page, 'Make a vault')).toBeVisible()
  const bounds = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())
  expect(bounds).toEqual({ x: 40, y: 30, width: 900, height: 640 })
  await expect.poll(() => second.page.evaluate(() => window.innerWidth)).toBe(750)
  await second.page.emulateMedia({ colorScheme: null })
  await expect(second.page.locator('body')).toHaveCSS('background-color', 'rgb(19, 21, 23)')
  const checked = await second.app.evaluate(
    ({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('theme.dark')?.checked,
  )
  expect(checked).toBe(true)
  await choose(second.app, 'zoom.reset')
  await expect.poll(() => second.page.evaluate(() => window.innerWidth)).toBe(900)
})

test('the right button offers what can be done with text, and never to copy a passphrase', async ({ home }) => {
  const { app, page } = await startElectron({ home, idleMinutes: 0 })
  await app.evaluate(async ({ Menu, clipboard }) => {
    await clipboard.writeText('South site')
    const shown: string[][] = []
    Object.assign(globalThis, { shown })
    Menu.prototype.popup = function popup(this: Electron.Menu) {
      shown.push(this.items.flatMap(({ role, enabled }) => (role ? [`${role}${enabled ? '' : ', dim'}`] : [])))
    }
  })
  const last = (): Promise<string[] | undefined> =>
    app.evaluate(() => (globalThis as unknown as { shown: string[][] }).shown.at(-1))
  await button(page, 'Make a vault').click()
  await field(page, 'Vault name').fill('North site')
  await field(page, 'Vault name').selectText()
  await field(page, 'Vault name').click({ button: 'right' })
  await expect.poll(last).toEqual(expect.arrayContaining(['cut', 'copy', 'paste', 'selectall']))
  await button(page, 'Continue').click()
  await field(page, 'Your name').fill('Ada')
  await button(page, 'Continue').click()
  await field(page, 'Passphrase').fill('four crows on a wet fence')
  await field(page, 'Passphrase').click({ button: 'right' })
  await expect.poll(last).not.toContain('copy')
  expect(await last()).toContain('paste')
})
