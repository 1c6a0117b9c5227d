import type { Page } from '@playwright/test'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { member, passphrase } from './steps.ts'

const sample = join(import.meta.dirname, '../../resources/sample/exhibits/lobby-camera.jpg')

/** Presses Tab until something with this role and name has the focus, as a person does who cannot use a mouse. */
async function tabTo(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first()
  await wanted.waitFor()
  for (let presses = 0; presses < 80; presses++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reached the ${role} "${String(name)}"`)
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await tabTo(page, 'button', name)
  await page.keyboard.press('Enter')
}

/** Goes along the tabs of a case to one of them, however many lie between. */
async function arrowTo(page: Page, from: RegExp, to: RegExp): Promise<void> {
  await tabTo(page, 'tab', from)
  const goal = page.getByRole('tab', { name: to })
  for (let step = 0; step < 30 && (await goal.getAttribute('aria-selected')) !== 'true'; step++)
    await page.keyboard.press('ArrowRight')
  await expect(goal).toHaveAttribute('aria-selected', 'true')
}

test('the whole path by keyboard alone', async ({ page, home }) => {
  test.setTimeout(150_000)
  const type = (text: string): Promise<void> => page.keyboard.type(text)
  await press(page, 'Make a vault')
  await expect(page.getByLabel('Vault name')).toBeFocused()
  await type('North site')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Your name')).toBeFocused()
  await type(member)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await type(passphrase)
  await tabTo(page, 'textbox', 'Passphrase again')
  await type(passphrase)
  await page.keyboard.press('Enter')

  await expect(page.getByRole('heading', { name: 'Queue' })).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByRole('button', { name: 'Employee concern' })).toBeFocused()
  await page.keyboard.press('o')
  await tabTo(page, 'combobox', 'Channel')
  await type('Telephone')
  await tabTo(page, 'textbox', 'What happened')
  await type('A caller named the north gate twice.')
  await page.keyboard.press('Control+Enter')

  await expect(page.getByRole('button', { name: 'Promote to case' })).toBeVisible()
  await page.keyboard.press('p')
  await tabTo(page, 'textbox', 'Title')
  await page.keyboard.press('Control+a')
  await type('Calls about the north gate')
  await press(page, 'Promote and go there')
  await expect(page.getByRole('heading', { name: 'Calls about the north gate' })).toBeVisible()

  const file = join(home, 'gate camera.jpg')
  copyFileSync(sample, file)
  await arrowTo(page, /^Brief/, /^Evidence/)
  const picker = page.waitForEvent('filechooser')
  await press(page, 'Add exhibits')
  await (await picker).setFiles(file)
  await tabTo(page, 'textbox', 'Where')
  await type('North gate')
  await page.keyboard.press('Enter')
  await expect(page.getByText('2026-001-E01').first()).toBeVisible()

  await arrowTo(page, /^Evidence/, /^Notebook/)
  await press(page, 'New note')
  await expect(page.getByLabel('Note title')).toBeFocused()
  await type('Talk with the operator')
  await tabTo(page, 'textbox', 'Note text')
  await type('The number was withheld both times.')
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Revision 1 saved')).toBeVisible()

  await arrowTo(page, /^Notebook/, /^Packets/)
  await tabTo(page, 'textbox', 'Recipient')
  await type('County counsel')
  await tabTo(page, 'textbox', 'Purpose')
  await type('For advice')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Show file' })).toBeVisible({ timeout: 60_000 })

  await tabTo(page, 'link', 'Ledger')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Ledger' })).toBeVisible()
  await press(page, 'Audit the vault')
  await expect(page.getByText('The vault is as it was signed')).toBeVisible()
  await press(page, 'Lock')
  await expect(page.getByLabel('Passphrase', { exact: true })).toBeFocused()
  await type(passphrase)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Queue' })).toBeVisible()
})
