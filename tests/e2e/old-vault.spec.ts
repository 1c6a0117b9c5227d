import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { age } from '../migrations/age.ts'
import { frozenPassphrase, secondPassphrase } from '../migrations/frozen.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, room, unlock } from './steps.ts'

const frozen = join(import.meta.dirname, '../migrations/0.2.0/vault')

test('a vault of an earlier Holdfast says so, and an administrator upgrades it after a backup', async ({
  home,
  start,
}) => {
  test.setTimeout(120_000)
  const dir = join(home, 'Old office.holdfast')
  cpSync(frozen, dir, { recursive: true })
  await age(dir)
  const { page } = await start()
  const notice = page.getByRole('region', { name: 'Upgrade' })

  const compare = async (): Promise<void> => {
    await page.getByRole('link', { name: 'Compare the fingerprint' }).click()
    await page.getByRole('checkbox', { name: /I compared these words/ }).check()
    await button(page, 'Work in this vault').click()
    await expect(page.getByText('Earlier form, reading only')).toBeVisible()
  }

  await button(page, /^Old office/).click()
  await unlock(page, secondPassphrase)
  // This computer never saw the vault: that comes first, leads to where it is done, and nothing is typed before.
  await expect(page.getByText('Not compared, reading only')).toBeVisible()
  await expect(notice).toHaveCount(0)
  await page.getByRole('link', { name: 'Compare the fingerprint' }).click()
  await expect(page.getByRole('heading', { name: 'Compare the fingerprint' })).toBeVisible()
  await expect(page.locator('input[type=password]')).toHaveCount(0)
  await look(page, 'compare-fingerprint')
  await compare()
  await expect(notice).toContainText('An earlier Holdfast made this vault')
  await expect(notice).toContainText('Ask Ines Duarte to upgrade it')
  await expect(notice.getByRole('button')).toHaveCount(0)
  await button(page, 'Lock').click()
  await unlock(page, frozenPassphrase)
  await room(page, 'Cases').click()
  await expect(page.getByText('2026-001').first()).toBeVisible()
  // It is recorded by the upgrade: until then it is asked each time.
  await compare()
  await room(page, 'Cases').click()
  await look(page, 'old-vault')
  // With it comes the identity, and new keys; what becomes of the sheet is asked before.
  await expect(notice).toContainText('it gets its identity, you get new keys')
  await expect(notice.getByRole('checkbox', { name: /Make the next recovery sheet/ })).toBeChecked()
  await notice.getByRole('button', { name: 'Back up and upgrade' }).click()
  const sheet = page.getByRole('dialog', { name: 'Recovery sheet' })
  await expect(sheet.getByRole('listitem')).toHaveCount(24, { timeout: 60_000 })
  await button(sheet, 'I have it: close the sheet').click()
  await expect(page.getByText(/The vault was upgraded, after a backup of \d+ entries in/)).toBeVisible({
    timeout: 60_000,
  })
  await expect(notice).toHaveCount(0)
  await room(page, 'Queue').click()
  await expect(button(page, /New report/).first()).toBeEnabled()
})
