import type { Page } from '@playwright/test'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { violationsOn } from './axe.ts'
import { expect, test } from './fixture.ts'
import { button, field, fileReport, makeVault, passphrase, promote, room, tab, unlock } from './steps.ts'

// Backing up and restoring through the window. With HOLDFAST_SHOTS set to a folder each screen is also kept as a picture.

const shots = process.env['HOLDFAST_SHOTS']

async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (shots) await page.screenshot({ path: join(shots, `${name}-${colorScheme}.png`), fullPage: true })
    const found = await violationsOn(page, colorScheme === 'dark' ? 'colours' : 'all')
    expect.soft(found, `${name}, ${colorScheme}`).toEqual([])
  }
}

test('a vault is backed up to a place that is chosen, lost, and restored from it', async ({ page, home }) => {
  test.setTimeout(150_000)
  if (shots) mkdirSync(shots, { recursive: true })
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door for an hour.')
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Vault' }).click()
  const backups = page.getByRole('region', { name: 'Backups' })
  await expect(backups).toContainText('has never been backed up')
  await look(page, 'backups-none')
  await button(backups, 'Back up to another place…').click()
  const place = join(home, 'Stick', 'North site.backup')
  await expect(backups.getByText('Backed up and read back:')).toBeVisible()
  await expect(backups).toContainText(place)
  expect(existsSync(join(place, 'backup.json'))).toBe(true)
  await button(backups, 'Compact the database').click()
  await expect(backups.getByText(/^The database took .* and takes/)).toBeVisible()
  await look(page, 'backups')

  await button(page, 'Lock the vault').click()
  await button(page, 'Choose another vault').click()
  await button(page, 'Restore a backup').click()
  await look(page, 'restore')
  // In the system's dialog, where the person always chooses the stick.
  await button(page, 'Choose: Folder of the backup').click()
  await expect(field(page, 'Folder of the backup')).toHaveValue(join(home, 'Stick'))
  await field(page, 'Folder of the backup').fill(place)
  await button(page, 'Choose: Restore to').click()
  await expect(field(page, 'Restore to')).toHaveValue(join(home, 'Stick', 'North site.holdfast'))
  await field(page, 'Passphrase, as it was when the backup was made').fill('not the passphrase')
  await button(page, 'Restore').click()
  await expect(page.getByText('The backup was not restored')).toBeVisible()
  await look(page, 'restore-refused')
  await field(page, 'Passphrase, as it was when the backup was made').fill(passphrase)
  await button(page, 'Restore').click()
  // This computer knows a newer state (the backup's own entry, and that it was compacted): what is left behind is said and asked about.
  const newer = page.getByRole('dialog', { name: 'A newer state of this vault is known' })
  await expect(newer).toContainText('entries 2 to')
  await expect(newer).toContainText('vault.backed-up')
  await look(page, 'restore-newer')
  await button(newer, 'Restore nothing').click()
  await expect(newer).toHaveCount(0)
  await button(page, 'Restore').click()
  await expect(newer).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(newer).toHaveCount(0)
  await button(page, 'Restore').click()
  await button(newer, 'Restore and supersede it').click()
  await expect(newer).toContainText('Say why.')
  await field(newer, 'Reason to supersede the newer state').fill('Restored from the stick')
  await button(newer, 'Restore and supersede it').click()
  await expect(page.getByRole('heading', { name: 'Restored' })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Left behind, on record:')).toBeVisible()
  await look(page, 'restored')
  await button(page, 'Open it').click()
  await unlock(page)

  // It works at once, and the reason is on record.
  await room(page, 'Queue').click()
  await expect(page.getByText('A van waited at the north door for an hour.').last()).toBeVisible()
  await fileReport(page, 'The van came back.')
  await room(page, 'Ledger').click()
  await expect(page.getByText('Supersedes a newer state').first()).toBeVisible()
})

test('the retention of a case, light and dark', async ({ page }) => {
  if (shots) mkdirSync(shots, { recursive: true })
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door for an hour.')
  await promote(page, 'Van at the north door')
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /Van at the north door/ }).click()
  await tab(page, 'Retention').click()
  await look(page, 'retention-none')
  await button(page, 'Order destruction…').click()
  await look(page, 'retention-order')
  await field(page, 'Authority').fill('Schedule 4, three years')
  await field(page, 'Reason').fill('Its time is over')
  await button(page, 'Give the order').click()
  await expect(page.getByText('Waits for approval')).toBeVisible()
  await button(page, 'Place a legal hold').click()
  await look(page, 'retention-hold')
  await field(page, 'Authority').fill('Counsel, 12 November')
  await field(page, 'Reason').fill('A claim is expected')
  await button(page, 'Place the hold').click()
  await expect(page.getByText('Stands', { exact: true })).toBeVisible()
  await look(page, 'retention')
})
