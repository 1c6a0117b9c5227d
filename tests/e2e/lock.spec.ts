import { join } from 'node:path'
import { dropFiles } from './drop.ts'
import { expect, test } from './fixture.ts'
import { button, field, fileReport, makeVault, room, unlock } from './steps.ts'

test('refuses a wrong passphrase at its field, and opens for the right one', async ({ page }) => {
  await makeVault(page)
  await fileReport(page, 'Somebody left a bag at the desk.')
  await button(page, 'Lock').click()
  await expect(page.getByText('The vault is locked.')).toBeVisible()
  await expect(page.getByText('Somebody left a bag at the desk.')).toHaveCount(0)

  await unlock(page, 'four crows on a dry fence')
  await expect(page.getByText(/does not open|wrong|not the passphrase/i).first()).toBeVisible()
  await expect(field(page, 'Passphrase')).toBeFocused()

  await unlock(page)
  await room(page, 'Queue').click()
  await expect(page.getByText('Somebody left a bag at the desk.').first()).toBeVisible()
})

test('finds its vault again at the next start', async ({ start, home }) => {
  const first = await start()
  await makeVault(first.page, 'South site')
  await first.close()

  const { page } = await start()
  const listed = page.getByRole('list', { name: 'Vaults on this computer' }).getByRole('button', { name: /South site/ })
  await listed.click()
  await button(page, 'Choose another vault').click()
  await expect(listed).toBeVisible()
  // It is opened as well by dropping its folder on the window.
  await dropFiles(page, page.getByRole('main'), [join(home, 'South site.holdfast')])
  await expect(page.getByRole('heading', { name: 'South site' })).toBeVisible()
  await unlock(page)
  await expect(room(page, 'Queue')).toBeVisible()
})

test('takes a reload as leaving the page, not the vault', async ({ page }) => {
  await makeVault(page)
  await page.reload()
  await expect(room(page, 'Queue')).toBeVisible()
  await fileReport(page, 'After the reload.')
})

test.describe('left alone', () => {
  test.use({ idleMinutes: 0.05 })
  test('the vault locks itself and says why', async ({ page }) => {
    await makeVault(page)
    await expect(page.getByText('The vault locked itself because nobody used it for a while.')).toBeVisible()
    await expect(button(page, 'Unlock')).toBeVisible()
    await expect(room(page, 'Queue')).toHaveCount(0)
  })
})
