import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, promote, room } from './steps.ts'

// A report is taken in at the keyboard, by the form of its category.

test('a practised person files a whole report by keys alone', async ({ page }) => {
  await makeVault(page)
  let keys = 0
  const press = async (...names: string[]): Promise<void> => {
    for (const name of names) await page.keyboard.press(name)
    keys += names.length
  }
  const type = (text: string): Promise<void> => page.keyboard.type(text)
  await press('n')
  await expect(button(page, 'Employee concern')).toBeFocused()
  await press('t')
  await expect(field(page, 'Who is threatened')).toBeFocused()
  await type('Dana Hale')
  await press('Tab')
  await type('By')
  await press('Tab')
  await type('6:42')
  // The zone is right as it stands.
  await press('Tab', 'Tab', 'Space', 'Tab')
  await expect(field(page, 'Channel')).toBeFocused()
  await type('Tel')
  await press('Tab')
  await expect(field(page, 'What was said or written')).toBeFocused()
  await type('“I know the street you take to work.”')
  await press('Control+Enter')
  const panel = page.getByRole('complementary')
  await expect(panel.getByText('“I know the street you take to work.”')).toBeVisible()
  await expect(panel.getByText('By telephone')).toBeVisible()
  await expect(panel.getByText(/ · telephone · recorded by/)).toBeVisible()
  await expect(panel.getByText('threat, as supplied')).toBeVisible()
  await expect(panel.getByText('Immediate danger was reported.')).toBeVisible()
  await expect(panel.getByText(/, 06:42/).first()).toBeVisible()
  // Besides the words themselves.
  expect(keys).toBeLessThanOrEqual(10)
})

test('a required fact that is missing is said at its field; another category keeps what fits', async ({ page }) => {
  await makeVault(page)
  await page.keyboard.press('n')
  await expect(button(page, 'Employee concern')).toBeFocused()
  await page.keyboard.press('p')
  await field(page, 'Place').fill('North gate, 52.37, 4.89')
  await expect(page.getByText('North gate at 52.37, 4.89')).toBeVisible()
  await field(page, 'Happened').fill('yesterday 22:10')
  await expect(page.getByText(/, 22:10, .* time; known to the minute\./)).toBeVisible()
  await field(page, 'What happened').fill('A man waited by the barrier.')
  await page.keyboard.press('Control+Enter')
  await expect(field(page, 'Are they still there')).toBeFocused()
  await expect(page.getByText('The form requires it.').first()).toBeVisible()
  await field(page, 'Are they still there').selectOption('no')
  // Nobody is taken to have called: how it came in is asked, and kept across forms.
  await expect(page.getByText('Say how it came in.')).toBeVisible()
  await field(page, 'Channel').selectOption('in-person')
  await field(page, 'Category').selectOption('trespass')
  await expect(field(page, 'Are they still there')).toHaveValue('no')
  await expect(field(page, 'Place')).toHaveValue('North gate, 52.37, 4.89')
  await expect(field(page, 'What happened')).toHaveValue('A man waited by the barrier.')
  await field(page, 'How they got in').selectOption('not-in')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('complementary').getByText('Did not get in')).toBeVisible()
})

test('what may be reported already is named while it is typed, and goes to its case', async ({ page }) => {
  test.setTimeout(120_000)
  await makeVault(page)
  await fileReport(page, 'A grey van with plate KV-482-B waited at the north gate.')
  await promote(page, 'Van at the north gate')
  await room(page, 'Queue').click()
  await page.keyboard.press('n')
  await expect(button(page, 'Employee concern')).toBeFocused()
  await look(page, 'report-categories')
  await page.keyboard.press('o')
  await field(page, 'Channel').selectOption('observation')
  await field(page, 'What happened').fill('The van KV 482 B stood at the north gate again.')
  const similar = page.getByRole('region', { name: 'Perhaps reported already' })
  await expect(similar.getByText(/same number KV482B/)).toBeVisible()
  await look(page, 'report-form')
  await button(page, 'Add to that case instead').click()
  await expect(page.getByText(/Once filed it is added to case/)).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Van at the north gate' })).toBeVisible()
  await expect(page.getByText('The van KV 482 B stood at the north gate again.').first()).toBeVisible()
})
