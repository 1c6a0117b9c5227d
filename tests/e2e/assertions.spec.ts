import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, promote, tab } from './steps.ts'

// What is said in a case is set against its allegations, its evidence and what others say.

test('two accounts that cannot both be so are asked about; the matrix says what is missing and makes the task', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await makeVault(page)
  await fileReport(page, 'He was at the park all morning.')
  await promote(page, 'Seen in two places', 'without')
  await tab(page, 'Closure').click()
  await button(page, 'Write an allegation').click()
  await field(page, 'Allegation').fill('He followed her to work.')
  await button(page, 'Record allegation').click()
  await tab(page, 'Assertions').click()
  await button(page, 'Add an element').click()
  await field(page, 'What must be shown').fill('He was there.')
  await button(page, 'Record the element').click()
  await button(page, 'Add an element').click()
  await field(page, 'What must be shown').fill('She did not want it.')
  await button(page, 'Record the element').click()

  const assert = async (fields: Record<string, string>): Promise<void> => {
    await page.keyboard.press('n')
    for (const [name, value] of Object.entries(fields)) await field(page, name).fill(value)
    await button(page, 'Record the assertion').click()
  }
  await assert({
    'What is said, in one sentence': 'He was in the park and walked the dog.',
    'Where it stands': 'R-0001 p. 3',
    'Who says it': 'Dalia Renner',
  })
  await expect(page.getByText('The assertion was not recorded')).toBeVisible()
  await field(page, 'Where it stands').fill('R-0001')
  await field(page, 'Whom it is about').fill('Owen Pryce')
  await field(page, 'Place').fill('Park')
  await field(page, 'When it was, or began').fill('2026-11-12 07:00')
  await field(page, 'When it ended').fill('2026-11-12 08:00')
  await field(page, 'Elements').fill('A-01.1')
  await look(page, 'assertion-form')
  await button(page, 'Record the assertion').click()
  const panel = page.getByRole('complementary', { name: '2026-001-AS01' })
  await expect(panel).toContainText('It says more than one thing:')
  await button(panel, 'Split it…').click()
  await field(page, 'Sentences').fill('He was in the park.\nHe walked the dog.')
  await button(page, 'Split it').click()
  await page.keyboard.press('Escape')

  await assert({
    'What is said, in one sentence': 'The badge of Owen Pryce opened the north door.',
    'Where it stands': 'R-0001',
    'Who says it': 'Access control',
    'Whom it is about': 'Owen Pryce',
    Place: 'North door',
    'When it was, or began': '2026-11-12 07:30',
  })
  await button(page, 'Set evidence…').click()
  await page.getByRole('textbox', { name: 'Evidence', exact: true }).fill('R-0001')
  await field(page, 'What it does').selectOption({ label: 'Contradicts it' })
  await field(page, 'Why').fill('The badge was reported lost')
  await button(page, 'Record it').click()
  const questions = page.getByRole('region', { name: 'Contradictions' })
  await expect(questions).toContainText('Was Owen Pryce at Park')
  await expect(questions.getByText('Unanswered')).toHaveCount(2)
  const matrix = page.getByRole('region', { name: 'Allegations and their elements' })
  await expect(matrix.getByRole('row', { name: /A-01\.1/ })).toContainText('He was in the park.')
  await button(matrix.getByRole('row', { name: /A-01\.2/ }), 'Make a task').click()
  await expect(matrix).toContainText('was made.')
  await look(page, 'assertions')

  await button(questions, 'Answer').first().click()
  await field(page, 'Why').fill('He had lent the badge')
  await look(page, 'contradiction-answer')
  await button(page, 'Record the answer').click()
  await expect(questions.getByText('Unanswered')).toHaveCount(1)
  await tab(page, 'Brief').click()
  await expect(page.getByText('1 contradiction between accounts is open.')).toBeVisible()
  await tab(page, 'Closure').click()
  await expect(page.getByText(/Contradiction Q-/)).toBeVisible()
  await tab(page, 'Tasks').click()
  await expect(page.getByText('Find out: A-01.2 She did not want it.').first()).toBeVisible()
})
