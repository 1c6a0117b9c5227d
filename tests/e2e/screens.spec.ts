import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import {
  audit,
  buildPacket,
  button,
  field,
  fileReport,
  makeVault,
  promote,
  room,
  tab,
  unlock,
  writeNote,
} from './steps.ts'

test('every screen is clean, in light and dark, at full size and at 200 % zoom', async ({ page, home }) => {
  test.setTimeout(240_000)
  const photo = join(home, 'door.svg.txt')
  writeFileSync(photo, 'North door, 06:40. Seal broken.\n')

  await look(page, 'first-run')
  await button(page, 'Make a vault').click()
  for (const [step, name] of ['Vault name', 'Your name', 'Passphrase'].entries()) {
    await look(page, `make-vault-${step + 1}`)
    if (name !== 'Passphrase') await field(page, name).fill('North site')
    await button(page, step < 2 ? 'Continue' : 'Make the vault').click()
  }
  await look(page, 'make-vault-refused')
  for (let step = 0; step < 3; step++) await button(page, 'Back').click()
  await makeVault(page)
  await look(page, 'queue-empty')
  await button(page, 'New report').first().click()
  await look(page, 'new-report')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await fileReport(page, 'He wrote the street I take to work.')
  await fileReport(page, 'A van waited at the north door for an hour.')
  await look(page, 'queue')
  for (const [key, name] of [
    ['s', 'severity'],
    ['m', 'merge'],
    ['x', 'decline'],
    ['p', 'promote'],
  ] as const) {
    await page.keyboard.press(key)
    await look(page, name)
    await page.keyboard.press('Escape')
  }
  await promote(page, 'Van at the north door')
  await look(page, 'brief')
  await button(page, 'Edit case').click()
  await look(page, 'edit-case')
  await page.keyboard.press('Escape')
  await tab(page, 'Reports').click()
  await look(page, 'reports')
  await tab(page, 'Evidence').click()
  await look(page, 'evidence-empty')
  await page.locator('input[type=file]').setInputFiles(photo)
  await look(page, 'add-exhibits')
  await button(page, 'Keep exhibits').click()
  await expect(page.getByRole('region', { name: 'Preview of door.svg.txt' })).toContainText('Seal broken')
  await look(page, 'evidence')
  await writeNote(page, 'Walk of the north side', 'The seal was broken before 06:40.')
  await expect(page.getByText(/^Revision 1 saved/)).toBeVisible()
  await look(page, 'notebook')
  await buildPacket(page, 'Counsel', 'Legal review')
  await expect(page.getByText(/^Packet built/)).toBeVisible({ timeout: 60_000 })
  await button(page, 'Check packet').click()
  await expect(page.getByText('The packet is intact')).toBeVisible()
  await look(page, 'packets')
  await tab(page, 'History').click()
  await look(page, 'history')
  await audit(page)
  await expect(page.getByText('The vault is as it was signed')).toBeVisible()
  await page.getByRole('row').nth(2).click()
  await look(page, 'ledger')
  await page.getByRole('link', { name: /open for/ }).click()
  await look(page, 'vault')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('van')
  await expect(page.getByRole('option', { name: /Van at the north door/ })).toBeVisible()
  await look(page, 'palette')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await look(page, 'keys')
  await page.keyboard.press('Escape')
  await button(page, 'Lock').click()
  await unlock(page, 'not the passphrase at all')
  await expect(field(page, 'Passphrase')).toHaveAttribute('aria-invalid', 'true')
  await look(page, 'unlock')
  await unlock(page)
  await expect(room(page, 'Queue')).toBeVisible()
})
