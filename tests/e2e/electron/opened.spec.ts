import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProgram } from '../../../electron/hosts/place.ts'
import { findTestElectron } from '../../../scripts/electron/runtime.ts'
import { startElectron } from '../stations/electron.ts'
import { expect, test } from '../fixture.ts'
import { dropFiles } from '../drop.ts'
import { look } from '../look.ts'
import { button, field, fileReport, makeVault, member, promote, room, tab, unlock } from '../steps.ts'
import { run } from './ended.ts'
import { choose } from './menu.ts'

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

  // More than a start can hand over is refused, in words; Chromium would end the first in its place.
  const many = Array.from({ length: 500 }, (_, number) => join(folder, `from the front desk, number ${number}.csv`))
  const electron = findTestElectron(root)
  const start = run(home, { electron, switches: ['--no-sandbox', root, ...many] })
  await expect.poll(() => start.said().join(' ')).toContain('500 files cannot be handed to it at once')
  start.child.kill()
  expect(await start.ended).toEqual({ code: 2, signal: null })
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

test('a PDF that is opened or dropped is checked as a packet, with a vault and without, and a dropped vault is offered', async ({
  home,
}) => {
  test.slow()
  const { page, app } = await startElectron({ home, idleMinutes: 0 })
  const packet = join(home, 'from counsel.pdf')
  copyFileSync(join(root, 'tests/migrations/0.2.0/packet-native.pdf'), packet)
  const other = join(home, 'letter.PDF')
  writeFileSync(other, '%PDF-1.7 but not really')
  await expect(button(page, 'Make a vault')).toBeVisible()
  expect(startAgain(home, packet)).toBe(0)
  const item = (name: string) => page.locator('.packet_packets-from-outside > li').filter({ hasText: name })
  await expect(item('from counsel.pdf')).toContainText('The packet is intact', { timeout: 60_000 })
  await expect(item('from counsel.pdf')).toContainText('compare')
  await field(page, 'Fingerprint of the sender’s root certificate (SHA-256)').fill('ab'.repeat(32))
  await expect(item('from counsel.pdf')).toContainText('Not anchored', { timeout: 60_000 })
  await field(page, 'Fingerprint of the sender’s root certificate (SHA-256)').fill('ab cd')
  await expect(page.getByText('It has 64 digits from 0 to f')).toBeVisible()
  await field(page, 'Fingerprint of the sender’s root certificate (SHA-256)').fill('')
  await expect(item('from counsel.pdf')).toContainText('The packet is intact')
  // What is given as the root's list is read: this is none.
  const list = page.waitForEvent('filechooser')
  await button(page, 'Choose the list').click()
  await (await list).setFiles(other)
  await expect(item('from counsel.pdf').getByRole('alert')).toContainText('revoked', { timeout: 60_000 })
  await button(page, 'Check without it').click()
  await expect(item('from counsel.pdf').getByRole('alert')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(button(page, 'Make a vault')).toBeVisible()

  await makeVault(page)
  await room(page, 'Members').click()
  await dropFiles(page, page.getByRole('heading', { name: 'Members' }), [other])
  await expect(page).toHaveURL(/#\/check/)
  await expect(item('letter.PDF').getByRole('alert')).toBeVisible({ timeout: 60_000 })
  await look(page, 'check-packets')
  await button(item('letter.PDF'), 'Import it instead').click()
  await expect(page.getByRole('list', { name: 'Files', exact: true })).toContainText('letter.PDF')
  await choose(app, 'packet.check')
  await expect(item('letter.PDF')).toHaveCount(0)
  await expect(item('from counsel.pdf')).toBeVisible()

  // A file with a vault's name is none: dropped or given, in a vault and without, it is said, and nothing else happens.
  const none = join(home, 'from a stick.holdfast')
  writeFileSync(none, 'not a folder')
  const says = page.getByRole('alert').filter({ hasText: `${none} is a file, and a vault is a folder.` })
  await room(page, 'Members').click()
  await dropFiles(page, page.getByRole('heading', { name: 'Members' }), [none])
  await expect(says).toBeVisible()
  await expect(page.getByText('Open the vault')).toHaveCount(0)
  await button(says, 'Dismiss').click()
  await expect(says).toHaveCount(0)
  await button(page, 'Lock').click()
  await button(page, 'Choose another vault').click()
  expect(startAgain(home, none)).toBe(0)
  await expect(says).toBeVisible()
  await expect(button(page, 'Make a vault')).toBeVisible()
  await button(says, 'Dismiss').click()
  expect(startAgain(home, join(home, 'gone.holdfast'))).toBe(0)
  await expect(page.getByRole('alert')).toContainText('There is no vault in')
  await button(page, 'Dismiss').click()

  // A place that takes files does not take a vault's folder.
  await makeVault(page, 'South site')
  await dropFiles(page, page.getByRole('main'), [join(home, 'North site.holdfast')])
  await button(page, 'Lock and open it').click()
  await expect(page.getByRole('heading', { name: 'North site' })).toBeVisible()
})

test('what is late is told by the icon or the title, a notice leads to its thing, and copied secrets go when the vault locks', async ({
  home,
}) => {
  test.slow()
  const { page, app } = await startElectron({ home, idleMinutes: 0 })
  const title = (): Promise<string | undefined> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door for an hour.')
  await promote(page, 'Van at the north door', 'without')
  await tab(page, 'Tasks').click()
  await page.keyboard.press('n')
  await field(page, 'Task').fill('Call the gate')
  await field(page, 'Due').fill('2026-01-05 08:00')
  await button(page, 'Add the task').click()
  // This system has no place for a number on an icon.
  await expect.poll(title).toMatch(/^\(1\) Cases · /)
  await app.evaluate(({ app: host }) => {
    const counts: number[] = []
    Object.assign(globalThis, { counts })
    host.setBadgeCount = (count = 0) => counts.push(count) > 0
  })
  const counts = (): Promise<number[]> => app.evaluate(() => (globalThis as unknown as { counts: number[] }).counts)

  await room(page, 'Members').click()
  await choose(app, 'about')
  const vault = await page.locator('dt', { hasText: /^Id$/ }).locator('+ dd').innerText()
  const click = (place: object): Promise<void> =>
    app.evaluate(({ BrowserWindow }, text) => {
      BrowserWindow.getAllWindows()[0]?.webContents.mainFrame.send('holdfast-asked', { kind: 'due', place: text })
    }, JSON.stringify(place))
  await click({ vault: 'another', link: { case: '2026-001', tab: 'tasks' } })
  await click({ vault, link: { case: '2026-001', tab: 'tasks', item: '2026-001-T01' } })
  await expect(page.getByRole('heading', { name: 'Call the gate' })).toBeVisible()

  await room(page, 'Members').click()
  await button(page, 'Add a member').click()
  await field(page, 'Name').fill('Ben Okri')
  await page.getByRole('checkbox', { name: 'Supervisor' }).check()
  await button(page, 'Make the invitation').click()
  const words = page.getByRole('list', { name: 'Words of the invitation' })
  await expect(words.getByRole('listitem')).toHaveCount(12)
  const invitation = (await words.getByRole('listitem').allInnerTexts()).map((word) => word.trim()).join(' ')
  const copied = (): Promise<string> => app.evaluate(({ clipboard }) => clipboard.readText())
  await words.selectText()
  await page.keyboard.press('Control+c')
  await expect.poll(copied).toBe(invitation)
  await button(page, 'I have them: close').click()
  await page.keyboard.press('Control+l')
  await expect(button(page, 'Unlock')).toBeVisible()
  await expect.poll(copied).toBe('')
  await expect.poll(counts).toEqual([0])
  await expect.poll(title).toMatch(/^Locked · /)
})
