import type { Page } from '@playwright/test'
import type { Call } from '../../../shared/contract/contract.ts'
import { expect, test } from '../fixture.ts'
import { button, field, fileReport, makeVault, promote } from '../steps.ts'

// What a person does before an answer has come is not lost. Only a browser's channel can be slowed down from the page.

/** What is asked by this call takes its time from here on. */
const slow = (page: Page, call: Call): Promise<void> =>
  page.evaluate((name) => {
    const { port } = (window as unknown as { holdfast: { port: { send(text: string): void } } }).holdfast
    const send = port.send.bind(port)
    port.send = (text) => void window.setTimeout(() => send(text), text.includes(`"${name}"`) ? 2000 : 0)
  }, call)

test('a report that is to be filed while another form is on its way is filed once the form is there', async ({
  page,
}) => {
  await makeVault(page)
  // The keys of a room are there once what it offers is.
  await expect(button(page, 'New report').first()).toBeVisible()
  await page.keyboard.press('n')
  await button(page, 'Theft').click()
  await field(page, 'Channel').selectOption('observation')
  await field(page, 'What happened').fill('The lamp by the gate is gone.')
  await slow(page, 'template.get')
  const waits = page.getByText('The report is filed as soon as its form is here.')
  await field(page, 'Category').selectOption('threat')
  await page.keyboard.press('Control+Enter')
  await expect(waits).toBeVisible()
  // What this form requires and the report lacks is said, as ever.
  await expect(field(page, 'Who is threatened')).toBeFocused()
  await expect(page.getByText('The form requires it.').first()).toBeVisible()

  await field(page, 'Category').selectOption('other')
  await page.keyboard.press('Control+Enter')
  await expect(waits).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(waits).toBeHidden()
  // It was called off: the form comes, and the report waits in it.
  await expect(field(page, 'What happened')).toHaveValue('The lamp by the gate is gone.')
  await field(page, 'Category').selectOption('sos')
  await expect(field(page, 'Category')).toHaveValue('sos')
  await field(page, 'Category').selectOption('other')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('complementary').getByText('The lamp by the gate is gone.')).toBeVisible()
})

test('Ctrl+Enter right after the category is not lost', async ({ page }) => {
  await makeVault(page)
  // The keys of a room are there once what it offers is.
  await expect(button(page, 'New report').first()).toBeVisible()
  await page.keyboard.press('n')
  await button(page, 'Theft').click()
  await field(page, 'Channel').selectOption('observation')
  await field(page, 'What happened').fill('The lamp by the gate is out.')
  await slow(page, 'template.get')
  await field(page, 'Category').selectOption('other')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('complementary').getByText('The lamp by the gate is out.')).toBeVisible()
  await expect(page.getByRole('complementary').getByText('other, as supplied')).toBeVisible()
})

test('what was seen before is proposed to a merge form that was opened before it was found', async ({ page }) => {
  await makeVault(page)
  await fileReport(page, 'The van KV 482 B stood at the north gate.')
  await promote(page, 'Van at the north gate')
  await slow(page, 'subject.seen')
  await fileReport(page, 'The van KV 482 B came back.')
  await page.keyboard.press('m')
  await expect(field(page, 'Reason')).toHaveValue('')
  await expect(field(page, 'Reason')).toHaveValue(/^Like R-0001: /)
  await expect(page.getByRole('radio', { name: /Van at the north gate/ })).toBeChecked()
})
