import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addByPicker, button, field, makeVault, promote, room } from './steps.ts'

test('a typed report takes files, and bytes that are on record already are named before they are kept', async ({
  page,
  home,
}) => {
  test.setTimeout(180_000)
  mkdirSync(join(home, 'desk'))
  const [letter, copy] = [join(home, 'desk', 'letter.txt'), join(home, 'desk', 'letter (1).txt')]
  for (const path of [letter, copy]) writeFileSync(path, 'You will see what happens.\n')
  const begin = async (): Promise<void> => {
    await room(page, 'Queue').click()
    await button(page, 'New report').first().click()
    await page.getByRole('button', { name: 'Threat', exact: true }).click()
  }
  const write = async (): Promise<void> => {
    await field(page, 'Who is threatened').fill('Dana Hale')
    await field(page, 'How it was made').selectOption('message')
    await field(page, 'Happened').fill('2026-11-22')
    await field(page, 'Channel').selectOption('in-person')
    await field(page, 'What was said or written').fill('A letter lay under the door.')
  }
  await makeVault(page)
  await begin()
  await write()
  await page.locator('.intake_report-files input[type=file]').setInputFiles(letter)
  await expect(page.getByRole('list', { name: 'Files of this report' })).toContainText('letter.txt')
  // A picture from the clipboard has bytes and no file.
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['bytes of a picture'], 'image.png', { type: 'image/png' }))
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await expect(page.getByRole('list', { name: 'Pasted' })).toContainText('Pasted 1.png')
  // Leaving and coming back loses neither.
  await room(page, 'Cases').click()
  await room(page, 'Queue').click()
  await button(page, 'New report').first().click()
  await expect(page.getByRole('list', { name: 'Files of this report' })).toContainText('letter.txt')
  await look(page, 'report-files')
  await button(page, 'File report').click()
  const exhibits = page.getByRole('region', { name: 'Exhibits of this report' })
  await expect(exhibits).toContainText('letter.txt')
  await expect(exhibits).toContainText('Pasted 1.png')

  // The same picture once more: it is named before it is kept, and takes a reason.
  await begin()
  await write()
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.items.add(new File(['bytes of a picture'], 'image.png', { type: 'image/png' }))
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  const pasted = page.getByRole('list', { name: 'Pasted' })
  await expect(pasted).toContainText('The same bytes are on record: R-0001-E02, Pasted 1.png')
  await button(page, 'File report').click()
  await expect(page.getByText('Say why, or leave the file out.')).toBeVisible()
  await button(pasted, 'Leave out Pasted 1.png').click()
  await button(page, 'Discard draft').click()
  await room(page, 'Queue').click()

  await promote(page, 'The letter', 'without')
  await page.getByRole('tab', { name: /^Evidence/ }).click()
  await addByPicker(page, [copy])
  const panel = page.getByRole('complementary', { name: 'Add exhibits' })
  await expect(panel).toContainText('The same bytes are on record: R-0001-E01, letter.txt')
  await look(page, 'same-bytes')
  await button(panel, 'Keep exhibits').click()
  await expect(panel).toContainText('Say why, or leave the file out.')
  await field(panel, 'Why the same bytes are kept again').fill('Found a second time, on another desk.')
  await button(panel, 'Keep exhibits').click()
  await expect(page.getByText(/Same bytes as R-0001-E01, kept again: Found a second time/).first()).toBeVisible()

  // Told while the files are still compared, it keeps them once they are.
  const [one, two] = [join(home, 'desk', 'one.bin'), join(home, 'desk', 'two.bin')]
  for (const path of [one, two]) writeFileSync(path, randomBytes(40_000_000))
  await addByPicker(page, [one, two])
  await button(panel, 'Keep exhibits').click()
  await expect(page.getByRole('row', { name: /two\.bin/ }).first()).toBeVisible({ timeout: 30_000 })
})
