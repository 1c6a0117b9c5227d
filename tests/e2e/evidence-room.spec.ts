import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { dropFiles } from './drop.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, keepPicked, makeVault, promote, tab } from './steps.ts'

const sample = join(import.meta.dirname, '../../resources/sample/exhibits')

test('a folder and a screenshot become exhibits that are found, chosen and opened in the order of the room', async ({
  page,
  home,
}) => {
  test.setTimeout(180_000)
  const folder = join(home, 'Handed over')
  mkdirSync(join(folder, 'notes'), { recursive: true })
  copyFileSync(join(sample, 'lobby-camera.jpg'), join(folder, 'camera 1.jpg'))
  copyFileSync(join(sample, 'loading-dock.jpg'), join(folder, 'camera 2.jpg'))
  copyFileSync(join(sample, 'loading-dock.jpg'), join(folder, 'camera 2 copy.jpg'))
  writeFileSync(join(folder, 'notes', 'guard.txt'), 'The van came back at six.\n')
  symlinkSync('/etc/hostname', join(folder, 'notes', 'elsewhere'))
  await makeVault(page)
  await fileReport(page, 'A folder was handed over.')
  await promote(page, 'Folder from the guard', 'without')
  await tab(page, 'Evidence').click()
  const evidence = page.getByRole('region', { name: 'Evidence' })
  const room = page.getByRole('grid', { name: 'Exhibits' })

  await dropFiles(page, evidence, [folder])
  await expect(page.getByRole('list', { name: 'Files to keep' })).toContainText('folder')
  await keepPicked(page)
  const queue = page.getByRole('region', { name: 'Files under way' })
  await expect(queue).toContainText('The bytes of 1 file are on record already')
  await expect(queue.getByRole('list', { name: '1 file skipped: it is not a regular file' })).toContainText(
    'Handed over/notes/elsewhere',
  )
  await look(page, 'evidence-queue')
  await button(queue, 'Use 2026-001-E02').click()
  await button(queue, 'Dismiss').click()
  await expect(queue).toBeHidden()
  await expect(room.getByRole('row', { name: /guard\.txt/ })).toBeVisible()

  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['bytes of a picture'], 'image.png', { type: 'image/png' }))
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
    // At once, before the window has looked at the first.
    const more = new DataTransfer()
    more.items.add(new File(['words'], 'second.txt', { type: 'text/plain' }))
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: more, bubbles: true }))
  })
  await expect(page.getByRole('list', { name: 'Files to keep' })).toContainText('Pasted 1.png')
  await button(page, 'Leave out second.txt').click()
  await keepPicked(page)
  await expect(room.getByRole('row', { name: /Pasted 1\.png/ })).toBeVisible()
  await button(page, 'Close Pasted 1.png').click()

  await field(page, 'Group exhibits').selectOption({ label: 'By kind' })
  await page
    .locator('label')
    .filter({ hasText: /^Grid$/ })
    .click()
  await expect(room.locator('img')).toHaveCount(2)
  await expect(room).toContainText('The van came back at six.')

  // By mouse: one, a stretch, one left out again; by keys: on from there, and all.
  const cell = (name: string) => room.getByRole('gridcell', { name })
  await cell('camera 1.jpg').click()
  await cell('guard.txt').click({ modifiers: ['Shift'] })
  const chosen = page.getByRole('group', { name: 'Chosen exhibits' })
  await expect(chosen).toContainText('3 exhibits chosen')
  await cell('camera 2 copy.jpg').click({ modifiers: ['ControlOrMeta'] })
  await expect(chosen).toContainText('2 exhibits chosen')
  await room.press('ControlOrMeta+a')
  await expect(chosen).toContainText('4 exhibits chosen')
  await look(page, 'evidence-chosen')
  await button(chosen, 'Verify').click()
  await expect(evidence.getByText(/^4 exhibits read again: all have/)).toBeVisible()
  await button(chosen, 'Add label…').click()
  await field(chosen, 'Label').fill('handed over')
  await button(chosen, 'Label 4 exhibits').click()
  await expect(evidence.getByText(/^4 exhibits labelled/)).toBeVisible()
  await button(chosen, 'Export copies…').click()
  await button(chosen, 'Write copies').click()
  await expect(evidence.getByText('4 copies with the register’s SHA-256 written.')).toBeVisible()

  await field(page, 'Filter exhibits').fill('CAMERA')
  await expect(evidence.getByText(/^2 exhibits, /)).toBeVisible()
  await room.press('Home')
  await room.press('Enter')
  const viewer = page.getByRole('region', { name: /^Exhibit / })
  await expect(viewer.getByRole('navigation', { name: 'Exhibits' })).toContainText('1 of 2')
  await page.keyboard.press(']')
  await expect(viewer.getByRole('heading', { name: 'camera 2 copy.jpg' })).toBeVisible()
})
