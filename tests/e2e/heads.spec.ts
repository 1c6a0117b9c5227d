import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { button, field, fileReport, makeVault, room, unlock } from './steps.ts'

test('a head leaves the vault, is held against it, and shows a folder that was put back', async ({ page, home }) => {
  const [vault, old] = [join(home, 'North site.holdfast'), join(home, 'old copy')]
  await makeVault(page)
  await fileReport(page, 'First.')
  await button(page, 'Lock').click()
  await expect(button(page, 'Unlock')).toBeVisible()
  cpSync(vault, old, { recursive: true })
  await unlock(page)
  await fileReport(page, 'Second.')

  await room(page, 'Ledger').click()
  await page.getByText('Heads outside', { exact: true }).click()
  await button(page, 'Save head file').click()
  await expect(page.getByText('Head over 3 entries saved.')).toBeVisible()
  const file = join(home, 'North site heads', '3.head')
  expect(readFileSync(file, 'utf8')).toContain('holdfast-head/v1')
  await button(page, 'Receipt (PDF)').click()
  await expect(page.getByText('Receipt of the head over 3 entries saved.')).toBeVisible()
  expect(readFileSync(join(home, 'North site heads', '3-receipt.pdf'), 'latin1')).toMatch(/^%PDF-1\.7/)
  const picker = page.waitForEvent('filechooser')
  await button(page, 'Check a head file').click()
  await (await picker).setFiles(file)
  await expect(page.getByText('The vault stands at this head')).toBeVisible()

  await button(page, 'Lock').click()
  await expect(button(page, 'Unlock')).toBeVisible()
  rmSync(vault, { recursive: true })
  cpSync(old, vault, { recursive: true })
  await unlock(page)
  await expect(page.getByRole('alert').filter({ hasText: '1 of them is not here' })).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('Older than it was, reading only')
  await room(page, 'Ledger').click()
  await field(page, 'Reason to work on in this state of the vault').fill('The newer folder is lost.')
  await button(page, 'Work on in this vault').click()
  await expect(page.getByRole('alert')).toHaveCount(0)
  await fileReport(page, 'Third.')
})
