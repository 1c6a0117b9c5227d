import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addByPicker, button, field, fileReport, keepPicked, makeVault, promote, tab } from './steps.ts'

// A physical item from the bag to the shelf, as people use it.

test('an item is bagged, labelled, checked out, comes back with another seal, goes outside, and the shelf is audited', async ({
  page,
  home,
}) => {
  test.setTimeout(180_000)
  await makeVault(page)
  await fileReport(page, 'A phone was found under the seat.')
  await promote(page, 'Phone under the seat')
  await tab(page, 'Items').click()
  await button(page, 'Add item').click()
  await field(page, 'What it is').fill('Phone, black')
  await field(page, 'Bag').fill('B-1042')
  await field(page, 'Seal').fill('S-100')
  await field(page, 'This bag is number').fill('1')
  await button(page.getByRole('complementary'), 'Add item').click()
  await expect(page.getByText('Say both, or neither.')).toBeVisible()
  await field(page, 'Of how many bags').fill('3')
  await field(page, 'Storage place').fill('Safe 2')
  await button(page.getByRole('complementary'), 'Add item').click()

  const panel = page.getByRole('complementary', { name: 'Phone, black' })
  const custody = panel.getByRole('region', { name: 'Custody' })
  await expect(custody).toContainText('Ada Lindqvist')
  const label = (await panel.locator('.custody_label-id').textContent()) ?? ''
  expect(label).toMatch(/^[2-9B-X]{5}-[2-9B-X]{5}-[2-9B-X]$/)
  await look(page, 'custody-item')

  await button(panel, 'Labels…').click()
  await button(page, 'Print labels').click()
  await expect(page.getByText('1 label is ready to print.')).toBeVisible({ timeout: 60_000 })
  await look(page, 'custody-labels')
  await page.keyboard.press('Escape')

  // Checked out long ago, and due back: that is said at once.
  const record = async (action: string, fields: Record<string, string>): Promise<void> => {
    await button(custody, 'Record custody').click()
    await field(page, 'What was done').selectOption({ label: action })
    for (const [name, value] of Object.entries(fields)) await field(page, name).fill(value)
    await button(page, 'Record custody').click()
  }
  await record('Check out', { To: 'City lab', When: '2024-01-02 10:00', 'Due back': '2024-01-03 10:00' })
  await expect(page.getByText('This is needed.')).toBeVisible()
  await field(page, 'Seal as found').fill('S-100')
  await button(page, 'Record custody').click()
  await expect(custody).toContainText('City lab')
  await expect(custody).toContainText('overdue')

  // It comes back with another seal: not without a reason.
  await record('Check in', { 'Seal as found': 'S-999' })
  await expect(page.getByText('Custody was not recorded')).toBeVisible()
  await field(page, 'Reason, if this differs from the record').fill('The lab sealed it anew')
  await look(page, 'custody-form')
  await button(page, 'Record custody').click()
  await expect(custody).toContainText('What happened to the seal')

  // Out of the house, with a receipt that comes back signed.
  await button(custody, 'Record custody').click()
  await field(page, 'What was done').selectOption({ label: 'Transfer' })
  await field(page, 'To').fill('Sgt. Moreau')
  await page.getByRole('checkbox', { name: /somebody outside/ }).check()
  await field(page, 'Seal as found').fill('S-999')
  await button(page, 'Record custody').click()
  await expect(custody).toContainText('Where is the receipt that Sgt. Moreau signed')
  await button(custody, 'Print receipt').click()
  await expect(custody).toContainText('The receipt is ready to print.', { timeout: 60_000 })
  const scan = join(home, 'receipt.txt')
  writeFileSync(scan, 'signed')
  await tab(page, 'Evidence').click()
  await addByPicker(page, [scan])
  await keepPicked(page)
  // It is shown once it is kept.
  await expect(page.getByRole('complementary', { name: 'receipt.txt' })).toBeVisible()
  await tab(page, 'Items').click()
  await page
    .getByRole('row', { name: /Phone, black/ })
    .getByRole('button')
    .click()
  await button(custody, 'Signed receipt…').click()
  await field(page, 'Exhibit that shows it').fill('E01')
  await button(page, 'Attach the signed receipt').click()
  await expect(custody).toContainText('Signed receipt: 2026-001-E01')
  await expect(custody).not.toContainText('Where is the receipt')
  await look(page, 'custody-chain')

  // A scanner types the label and Enter.
  await field(page, 'Find by label or number').fill(label.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Shelf audit…' }).click()
  for (const one of [label, '4006381333931']) {
    await field(page, 'Scan').fill(one)
    await page.keyboard.press('Enter')
  }
  await expect(page.getByText('2 labels scanned').first()).toBeVisible()
  await look(page, 'custody-scanning')
  await button(page, 'Finish the audit').click()
  await expect(page.getByText('0 of 0 found').first()).toBeVisible()
  await expect(page.getByRole('region', { name: 'Unexpected' })).toContainText('Should be with Sgt. Moreau outside')
  await expect(page.getByRole('region', { name: 'Unexpected' })).toContainText('misread')
  await look(page, 'custody-shelf')
})
