import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, promote, writeNote } from './steps.ts'

/** Whether something lies within the window from top to bottom. */
const inView = (page: Page, name: string): Promise<boolean> =>
  page
    .getByRole('button', { name, exact: true })
    .first()
    .evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return (
        top >= 0 &&
        bottom <= window.innerHeight &&
        document.elementFromPoint(element.getBoundingClientRect().left + 4, (top + bottom) / 2)?.closest('button') ===
          element
      )
    })

test('a note is read first, edited on a key, compared, sealed, added to and struck by keys', async ({ page }) => {
  test.setTimeout(120_000)
  await makeVault(page)
  await fileReport(page, 'He stood at the gate.')
  await promote(page, 'The gate')
  await writeNote(page, 'Walk', 'A grey car stood at the north gate at six.')
  await expect(page.getByText(/^Revision 1 saved/)).toBeVisible()
  await page.keyboard.press('Escape')
  await button(page, /^Walk/).click()

  const article = page.getByRole('article', { name: 'Note N-01' })
  await expect(article).toContainText('A grey car stood')
  await expect(page.getByRole('textbox', { name: 'Note text' })).toHaveCount(0)
  await page.keyboard.press('e')
  const editor = page.getByRole('textbox', { name: 'Note text' })
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' It left at seven.')
  await page.keyboard.press('Control+s')
  await expect(page.getByText(/^Revision 2 saved/)).toBeVisible()

  // At 200 % of a small window, with a long text, Save and the toolbar stay where they are.
  const size = page.viewportSize()
  await page.setViewportSize({ width: 640, height: 400 })
  for (let line = 0; line < 30; line++) await page.keyboard.press('Enter')
  await page.keyboard.type('x')
  expect(await inView(page, 'Save revision')).toBe(true)
  expect(await inView(page, 'Bold')).toBe(true)
  await look(page, 'notebook-narrow')
  if (size) await page.setViewportSize(size)
  await button(page, 'Discard draft').click()
  await button(page, 'Read').click()

  await page.keyboard.press('d')
  await field(page, 'Compare with').selectOption('1')
  const difference = page.getByRole('document', { name: 'Difference of revisions 1 and 2' })
  await expect(difference.locator('ins')).toHaveText(/It left at seven/)
  await expect(page.getByText('Words in: 4. Words out: 0. Words moved: 0.')).toBeVisible()
  await look(page, 'notebook-difference')
  await page.keyboard.press('Escape')

  await page.keyboard.press('s')
  await expect(page.getByText('Seals revision 2 as it stands.', { exact: false })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(article.getByText(/^Sealed by/)).toBeVisible()
  await expect(button(page, 'Edit')).toHaveCount(0)

  await page.keyboard.press('x')
  await field(page, 'Passage').fill('grey')
  await field(page, 'Reason').fill('Misread')
  await field(page, 'What it should say').fill('green')
  await page.keyboard.press('Enter')
  await expect(article.locator('s').first()).toHaveText('grey')
  await expect(article.getByText('Reason: Misread', { exact: false })).toBeVisible()

  await page.keyboard.press('a')
  const added = page.getByRole('textbox', { name: 'Text of the addition' })
  await added.click()
  await page.keyboard.type('He came back.')
  await page.keyboard.press('Control+s')
  await expect(article.getByRole('region', { name: 'Addition 1' })).toContainText('He came back.')
  await look(page, 'notebook-sealed')

  await button(page, 'Print note').click()
  await expect(page.getByText('Written as a signed PDF; that it left is on record.')).toBeVisible({ timeout: 60_000 })
})
