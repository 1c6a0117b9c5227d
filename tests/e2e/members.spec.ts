import type { Page } from '@playwright/test'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { scanned } from '../support/qr.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, passphrase, room, unlock } from './steps.ts'

const shots = process.env['HOLDFAST_SHOTS']
const own = 'seven lanterns over quiet water'
const other = 'nine kettles under loud thunder'

/** Invites somebody with one role and gives the words of the invitation. */
async function invite(page: Page, name: string, role: string): Promise<string> {
  await room(page, 'Members').click()
  await button(page, 'Add a member').click()
  await field(page, 'Name').fill(name)
  await page.getByRole('checkbox', { name: role }).check()
  await button(page, 'Make the invitation').click()
  const list = page.getByRole('list', { name: 'Words of the invitation' }).getByRole('listitem')
  await expect(list).toHaveCount(12)
  const words = await list.allInnerTexts()
  await look(page, 'invitation')
  await button(page, 'I have them: close').click()
  return words.map((word) => word.trim()).join(' ')
}

async function accept(page: Page, words: string, chosen: string): Promise<void> {
  await unlock(page, words)
  await expect(page.getByRole('heading', { name: 'Choose your passphrase' })).toBeVisible()
  await field(page, 'Passphrase').fill(chosen)
  await field(page, 'Passphrase again').fill(chosen)
  await button(page, 'Accept the invitation').click()
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible()
}

test('invites a member, who accepts, is held to the role, and is revoked', async ({ page }) => {
  test.setTimeout(300_000)
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door.')
  await room(page, 'Members').click()
  await look(page, 'members-empty')
  await button(page, 'Add a member').click()
  await look(page, 'member-add')
  await page.keyboard.press('Escape')
  const words = await invite(page, 'Samir Reyes', 'Auditor')
  await expect(page.getByRole('row', { name: /Samir Reyes/ })).toContainText('Invited')

  await button(page, 'Lock').click()
  await unlock(page, words)
  await expect(page.getByRole('heading', { name: 'Choose your passphrase' })).toBeVisible()
  await field(page, 'Passphrase').fill('Samir Reyes 1')
  await expect(page.getByText(/^Weak/)).toBeVisible()
  await look(page, 'accept')
  await button(page, 'Not now').click()
  await accept(page, words, own)

  // Rooms that the role does not open are not offered, and nothing is refused on the way.
  await expect(page.getByRole('navigation', { name: 'Rooms' }).getByRole('link')).toHaveText([
    'Ledger',
    'Members',
    'Settings',
    /Vault/,
  ])
  await page.evaluate(() => (location.hash = '#/cases'))
  await expect(page.getByText('Your roles (auditor) do not open this room.')).toBeVisible()
  await look(page, 'closed-room')
  await page.getByRole('link', { name: 'Go to where you may work' }).click()
  await expect(room(page, 'Ledger')).toHaveAttribute('aria-current', 'page')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('van')
  await expect(page.getByText('Nothing is called that.')).toBeVisible()
  await page.keyboard.press('Escape')
  await room(page, 'Members').click()
  await expect(page.getByRole('row', { name: /Samir Reyes/ })).toContainText('Active')
  await expect(button(page, 'Add a member')).toHaveCount(0)
  await room(page, 'Ledger').click()
  await expect(page.getByText(/^Refused: /)).toHaveCount(0)
  const entries = page.locator('.shell_status').getByText(/^\d+ entries$/)
  const before = await entries.innerText()
  await page.waitForTimeout(1500)
  expect(await entries.innerText()).toBe(before)

  await button(page, 'Lock').click()
  await unlock(page)
  await room(page, 'Members').click()
  await button(page, 'Change roles of Samir Reyes').click()
  await page.getByRole('checkbox', { name: 'Counsel' }).check()
  await look(page, 'member-roles')
  await button(page, 'Change roles').click()
  await expect(page.getByRole('row', { name: /Samir Reyes/ })).toContainText('auditor, counsel')
  await button(page, 'Revoke Samir Reyes…').click()
  await field(page, 'Reason').fill('Left the team')
  await look(page, 'member-revoke')
  await button(page, 'Revoke Samir Reyes').click()
  await expect(page.getByRole('row', { name: /Samir Reyes/ })).toContainText('Left the team')
  await expect(page.getByText(/key epoch 3/)).toBeVisible()
  await look(page, 'members')
  await button(page, 'Rotate the vault key…').click()
  await button(page, 'Rotate the key').click()
  await expect(page.getByText('The vault has a new key (epoch 4).')).toBeVisible()

  await button(page, 'Lock').click()
  await unlock(page, own)
  await expect(field(page, 'Passphrase')).toHaveAttribute('aria-invalid', 'true')
  await unlock(page)
  await expect(page.getByText(/1 failed attempt to open this vault/)).toBeVisible()
  await room(page, 'Queue').click()
  await expect(page.getByText('A van waited at the north door.').first()).toBeVisible()
})

test('a recovery sheet is shown once, prints, and opens the vault with a new passphrase', async ({ page, home }) => {
  test.setTimeout(300_000)
  await makeVault(page)
  await page.getByRole('link', { name: 'Make and print one' }).click()
  await field(page, 'Passphrase').fill(passphrase)
  await look(page, 'vault-page')
  await button(page, 'Make a recovery sheet').click()
  const sheet = page.getByRole('dialog', { name: 'Recovery sheet' })
  await expect(sheet.getByRole('listitem')).toHaveCount(24)
  const words = (await sheet.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''))
  await look(page, 'sheet')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeVisible()

  await page.emulateMedia({ media: 'print' })
  const code = sheet.getByRole('img', { name: /QR code/ })
  await expect(code).toBeVisible()
  expect(await scanned(await code.screenshot())).toBe(words.join(' '))
  await expect(page.locator('#root')).toBeHidden()
  await expect(sheet.locator('button').first()).toBeHidden()
  if (shots) await page.screenshot({ path: join(shots, 'sheet-print.png') })
  await page.emulateMedia({ media: 'screen' })

  await button(sheet, 'I have it: close the sheet').click()
  await expect(sheet).toHaveCount(0)
  const trace = new RegExp(words.slice(0, 3).join('[^a-z]+'))
  expect(await page.evaluate(() => document.documentElement.textContent)).not.toMatch(trace)
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0])
  await expect(button(page, 'Make a new recovery sheet')).toBeVisible()
  await button(page, 'Lock').click()
  // Until then the files of the vault come and go.
  await expect(page.getByText('The vault is locked.')).toBeVisible()
  const left = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map((name) => join(home, name))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile())
    .filter((path) => trace.test(readFileSync(path, 'latin1')))
  expect(left).toEqual([])

  await button(page, 'Use the recovery sheet').click()
  const given = field(page, 'Words of the sheet')
  await given.fill([...words.slice(0, 23), words[0]].join(' '))
  await field(page, 'New passphrase').fill(other)
  await field(page, 'New passphrase again').fill(other)
  await button(page, 'Open and set the passphrase').click()
  await expect(given).toHaveAttribute('aria-invalid', 'true')
  await look(page, 'recover')
  await given.fill(words.map((word, index) => `${index + 1}. ${word}`).join('\n'))
  await button(page, 'Open and set the passphrase').click()
  // The sheet is used up: the next one was offered, and is shown over the vault.
  await expect(sheet.getByRole('listitem')).toHaveCount(24)
  const after = (await sheet.getByRole('listitem').allInnerTexts()).map((text) => text.replace(/[^a-z]/g, ''))
  expect(after).not.toEqual(words)
  await button(sheet, 'I have it: close the sheet').click()
  await expect(room(page, 'Queue')).toBeVisible()
  await button(page, 'Lock').click()
  await expect(page.getByText('The vault is locked.')).toBeVisible()
  await unlock(page, other)
  await expect(room(page, 'Queue')).toBeVisible()
})

test('after three wrong passphrases the window counts down before it takes another', async ({ page }) => {
  await makeVault(page)
  await button(page, 'Lock').click()
  for (let n = 0; n < 4; n++) {
    await expect(page.getByText(/possible in/)).toHaveCount(0)
    await unlock(page, 'not the passphrase at all')
    await expect(field(page, 'Passphrase')).toHaveAttribute('aria-invalid', 'true')
  }
  await expect(page.getByText(/The next one is possible in \d+ s/)).toBeVisible()
  await field(page, 'Passphrase').fill(passphrase)
  await expect(button(page, 'Unlock')).toBeDisabled()
  await look(page, 'waiting')
  await button(page, 'Unlock').click()
  await expect(page.getByText(/4 failed attempts to open this vault/)).toBeVisible()
})
