import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import {
  addMember,
  button,
  chooseMember,
  conclude,
  field,
  fileReport,
  makeVault,
  member,
  openCase,
  passphrase,
  promote,
  tab,
  workAs,
  writeNote,
} from './steps.ts'

// A decision that a second member approves, and a case that is closed, sealed and opened again, through the window.

const second = 'seven lanterns over quiet water'

async function writeDecision(page: Page): Promise<void> {
  await button(page, 'New decision').click()
  await field(page, 'Question').fill('Do we close the lobby entrance until he is found?')
  await field(page, 'Option 1').fill('Close it and send everybody by the north door')
  await field(page, 'Option 2').fill('Leave it open with a second guard')
  await field(page, 'Choose option 1').check()
  await field(page, 'Rationale').fill('He came in there twice, and the north door has a camera.')
  await page.getByRole('checkbox', { name: /Report R-0001/ }).check()
}

test('a decision is put forward with its facts, answered by another member, and opens as it stood', async ({
  page,
}) => {
  test.setTimeout(420_000)
  await makeVault(page)
  await fileReport(page, 'He wrote the street I take to work.')
  await promote(page, 'Man in the lobby')
  await tab(page, 'Decisions').click()
  await look(page, 'decisions-empty')
  await writeDecision(page)
  await expect(page.getByText('No other member of this vault may approve', { exact: false })).toBeVisible()
  await look(page, 'decision-form')
  // What is typed is kept: leaving and coming back finds it.
  await expect(page.getByText(/^Draft saved/)).toBeVisible()
  await page.keyboard.press('Escape')
  await button(page, 'New decision').click()
  await expect(field(page, 'Option 1')).toHaveValue('Close it and send everybody by the north door')
  await button(page, 'Record decision').click()
  const read = page.getByRole('article', { name: 'Decision D-01' })
  await expect(read).toContainText('Without approval: no other member of this vault may approve')
  await look(page, 'decision-alone')

  await addMember(page, 'Samir Reyes', 'Supervisor', second)
  await openCase(page, 'Man in the lobby', 'Decisions')
  await writeDecision(page)
  await field(page, 'Supersedes').selectOption('D-01')
  await button(page, 'Put forward for approval').click()
  await expect(page.getByRole('article', { name: 'Decision D-02' })).toContainText('waits for')
  await expect(button(page, 'Approve decision')).toHaveCount(0)

  await workAs(page, second)
  await openCase(page, 'Man in the lobby', 'Decisions')
  await page.getByRole('button', { name: /D-02/ }).click()
  await look(page, 'decision-waiting')
  await page.keyboard.press('r')
  await field(page, 'Reason').fill('Who guards the north door?')
  await look(page, 'decision-return')
  await button(page.getByRole('complementary', { name: 'Return decision' }), 'Return decision').click()
  await expect(page.getByRole('article', { name: 'Decision D-02' })).toContainText('Who guards the north door?')

  await workAs(page, passphrase)
  await openCase(page, 'Man in the lobby', 'Decisions')
  await page.getByRole('button', { name: /D-02/ }).click()
  await button(page, 'Put forward again').click()
  await field(page, 'Rationale').fill('He came in there twice; G. Lind guards the north door.')
  await button(page, 'Put forward again').click()
  await expect(page.getByRole('article', { name: 'Decision D-02' })).toContainText('revision 2')

  await workAs(page, second)
  await openCase(page, 'Man in the lobby', 'Decisions')
  await page.getByRole('button', { name: /D-02/ }).click()
  await page.keyboard.press('a')
  await look(page, 'decision-approve')
  await button(page.getByRole('complementary', { name: 'Approve decision' }), 'Approve decision').click()
  await expect(page.getByRole('article', { name: 'Decision D-02' })).toContainText('Approved by Samir Reyes')
  await expect(page.getByRole('button', { name: /D-01/ })).toContainText('Superseded')
  await look(page, 'decision-approved')
  await page.getByRole('link', { name: 'As it stood then' }).click()
  await expect(page.getByText(/^As it stood on/)).toBeVisible()
  await page.getByRole('button', { name: /D-02/ }).click()
  await expect(page.getByRole('article', { name: 'Decision D-02' })).toContainText('waits for')
  await look(page, 'decision-then')
})

test('a case is closed once nothing is open, is sealed then, and is opened again', async ({ page }) => {
  test.setTimeout(420_000)
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door for an hour.')
  await promote(page, 'Van at the north door', 'without')
  await tab(page, 'Closure').click()
  await expect(page.getByText(/things to settle before closing/)).toBeVisible()
  await expect(button(page, 'Close case…')).toBeDisabled()
  await look(page, 'closure-empty')

  await button(page, 'Write an allegation').click()
  await field(page, 'Allegation').fill('The driver watched the north door on 20 and 21 November.')
  await look(page, 'allegation')
  await button(page, 'Record allegation').click()
  await button(page, 'Find…').click()
  await field(page, 'Finding').selectOption('substantiated')
  await field(page, 'Basis').fill('The camera shows the plate on both days.')
  await page.getByRole('checkbox', { name: /Report R-0001/ }).check()
  await look(page, 'finding')
  await button(page, 'Record finding').click()
  // The form, whose choices have the same words, is gone once it is on record.
  await expect(field(page, 'Finding')).toHaveCount(0)
  await expect(page.getByText('Substantiated')).toBeVisible()

  await conclude(page, 'Outcome', 'The driver was spoken to and has left.')
  await conclude(page, 'Actions taken', 'Patrols for a week; plate passed to the police.')
  await button(page, 'Say what remains…').click()
  await field(page, 'Risk that remains').selectOption('moderate')
  await field(page, 'Why').fill('He knows when the guards change.')
  await button(page, 'Record').click()
  await expect(page.getByText('nobody is to watch it', { exact: false })).toBeVisible()
  await button(page, 'Set a duty…').click()
  await field(page, 'What').fill('Ask the gate whether the van was seen')
  await chooseMember(page, 'Owner', member)
  await field(page, 'Due').fill('2099-01-10 09:00')
  await look(page, 'duty')
  await button(page, 'Set duty').click()

  await page.keyboard.press('e')
  await page.getByRole('complementary').getByRole('radio', { name: 'Moderate' }).check()
  await field(page, 'Follow-up due').fill('')
  await field(page, 'Reason for the severity').fill('Two days in a row')
  await button(page, 'Save changes').click()
  await expect(page.getByText('Nothing is open')).toBeVisible()
  await look(page, 'closure-ready')
  await button(page, 'Close case…').click()
  await look(page, 'closing')
  await button(page, 'Close the case').click()
  await expect(page.getByText('The record is sealed', { exact: false })).toBeVisible()
  await expect(button(page, 'Edit case')).toHaveCount(0)
  await look(page, 'closed')
  await tab(page, 'Notebook').click()
  await expect(button(page, 'New note')).toHaveCount(0)
  await tab(page, 'Brief').click()
  await expect(page.getByText('Moderate: He knows when the guards change.', { exact: false })).toBeVisible()
  await look(page, 'closed-brief')

  await field(page, 'Which cases').selectOption('closed')
  await expect(page.getByRole('region', { name: 'Closed' }).getByRole('link')).toHaveCount(1)
  await tab(page, 'Closure').click()
  await button(page, 'Answer…').click()
  await field(page, 'Note').fill('The van is back')
  await field(page, 'What became of it').selectOption('reopen')
  await look(page, 'answer-duty')
  await button(page, 'Record answer').click()
  await expect(page.getByText('The record is sealed', { exact: false })).toHaveCount(0)
  await writeNote(page, 'Goes on', 'The van is back at the north door.')
  await expect(page.getByRole('button', { name: /Goes on.*revision 1/ })).toBeVisible({ timeout: 30_000 })
})
