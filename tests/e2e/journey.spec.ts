import { copyFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles } from './drop.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { familyOf, socketsOf } from './processes.ts'
import {
  addByPicker,
  audit,
  buildPacket,
  button,
  fileReport,
  keepPicked,
  makeVault,
  member,
  promote,
  tab,
  writeNote,
} from './steps.ts'

const sample = join(import.meta.dirname, '../../resources/sample/exhibits')

test('from a report to a signed packet, with no socket opened', async ({ page, home, hostName }) => {
  test.setTimeout(180_000)
  await makeVault(page)
  await fileReport(page, 'A man asked twice which gate the night shift uses.')
  await promote(page, 'Questions at the north gate')

  const first = join(home, 'gate camera 1.jpg')
  const second = join(home, 'gate camera 2.jpg')
  copyFileSync(join(sample, 'lobby-camera.jpg'), first)
  copyFileSync(join(sample, 'loading-dock.jpg'), second)
  await tab(page, 'Evidence').click()
  await addByPicker(page, [first])
  await keepPicked(page)
  await expect(page.getByText('2026-001-E01').first()).toBeVisible()
  await dropFiles(page, page.getByRole('region', { name: 'Evidence' }), [second])
  await keepPicked(page)
  await expect(page.getByText('2026-001-E02').first()).toBeVisible()
  await expect(page.getByRole('img', { name: /gate camera 2/ })).toBeVisible()
  await button(page, 'Verify all exhibits').click()
  await expect(page.getByRole('status').filter({ hasText: '2 exhibits' }).first()).toBeVisible()

  await writeNote(page, 'Talk with the guard', 'He saw the same car on Tuesday.')
  await expect(page.getByRole('status').filter({ hasText: 'Revision 1 saved' })).toBeVisible()

  await buildPacket(page, 'County counsel', 'For advice')
  await expect(button(page, 'Show file')).toBeVisible({ timeout: 60_000 })
  const built = page.getByRole('region', { name: 'Packet built' })
  await button(built, /^Check/).click()
  await expect(built.getByText('The packet is intact')).toBeVisible()
  // What a recipient's own tools check it against: here, and on the page of the vault.
  await button(built, 'Write root and revocation list').click()
  const root = built.getByRole('region', { name: 'Root and revocation list' })
  await expect(root.getByText('Root certificate written (PEM).')).toBeVisible()
  const paths = await root.locator('.mono').allTextContents()
  expect(paths.map((path) => readFileSync(path, 'latin1').split('\n', 1)[0])).toEqual([
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN X509 CRL-----',
  ])
  await look(page, 'root-files')
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Vault' }).click()
  await expect(button(page, 'Write root and revocation list')).toBeVisible()
  await look(page, 'vault-page')

  await audit(page)
  await expect(page.getByText('The vault is as it was signed')).toBeVisible()
  await expect(page.getByText(member).first()).toBeVisible()
  // Playwright drives Electron over sockets of its own; there the core's and the page's cannot be told from them.
  if (hostName === 'browser' && existsSync('/proc')) expect(socketsOf(familyOf(process.pid))).toEqual([])
})
