import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addMember, button, chooseMember, field, fileReport, makeVault, promote, room, tab } from './steps.ts'

// Ownership, tasks and playbooks as people use them.

const card = (page: Page, name: RegExp) => page.getByRole('button', { name }).first()
const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

test('a case is promoted with a playbook; its tasks are done, waived and changed by keys, and shown by day', async ({
  page,
}) => {
  test.setTimeout(180_000)
  await makeVault(page)
  await addMember(page, 'Ben Okri', 'Supervisor', 'six anchors under still ice')
  await fileReport(page, 'He wrote that he knows where she parks.')
  // It is not in the list yet, and the key counts all the same.
  await page.keyboard.press('p')
  await expect(field(page, 'Playbook')).toHaveValue('threat')
  await look(page, 'promote-playbook')
  await page.keyboard.press('Escape')
  await promote(page, 'Threat by letter')
  await tab(page, 'Tasks').click()
  await expect(column(page, 'To do').getByRole('listitem')).not.toHaveCount(0)
  await look(page, 'tasks-board')

  // What is required is asked for, and what waits for it comes free.
  const danger = card(page, /Decide whether anybody is in danger now/)
  await danger.focus()
  await page.keyboard.press('d')
  await button(page, 'Say it is done').click()
  await expect(page.getByText('It is not done without this.')).toBeVisible()
  await look(page, 'task-done')
  await field(page, 'Answer and what it rests on').fill('No: he is abroad, by his employer.')
  await button(page, 'Say it is done').click()
  await expect(column(page, 'Done').getByRole('listitem')).toHaveCount(1)
  await expect(
    column(page, 'To do').getByRole('button', { name: /Tell emergency services where danger is present/ }),
  ).toBeVisible()

  // By keys from card to card, and from one column to another.
  await column(page, 'To do').getByRole('button').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(column(page, 'To do').getByRole('button').nth(1)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(column(page, 'Waiting on others').getByRole('button').first()).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(column(page, 'Done').getByRole('button').first()).toBeFocused()
  await page.keyboard.press('Shift+ArrowLeft')
  await field(page, 'Reason').fill('He was seen at the gate.')
  await button(page, 'Open the task again').click()
  await expect(column(page, 'Done').getByRole('listitem')).toHaveCount(0)

  await button(page, 'Does not apply…').click()
  await field(page, 'Reason').fill('Nothing in it')
  await button(page, 'Say it does not apply').click()
  await expect(page.getByText(/it takes another to let it go/)).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('n')
  await field(page, 'Task').fill('Walk the car park at 18:00')
  await chooseMember(page, 'Assignee', 'Ben Okri')
  await field(page, 'Due').fill('18:00')
  await look(page, 'task-new')
  await button(page, 'Add the task').click()
  await expect(page.getByRole('heading', { name: 'Walk the car park at 18:00' })).toBeVisible()
  await look(page, 'task-panel')
  await page.keyboard.press('c')
  await expect(page.getByText('Walk the car park at 18:00').first()).toBeVisible()
  await look(page, 'tasks-week')
  await page.getByText('Month', { exact: true }).click()
  await look(page, 'tasks-month')
  await page.keyboard.press('b')

  // Another category: what is missing is added, what is left over is offered.
  await page.keyboard.press('Escape')
  await page.keyboard.press('e')
  await page.keyboard.press('Escape')
  await button(page, 'Edit case').click()
  await field(page, 'Category').selectOption('online-threat')
  await chooseMember(page, 'Approver', 'Ben Okri')
  await look(page, 'edit-ownership')
  await button(page, 'Save changes').click()
  await expect(page.locator('.cases_case-header')).toContainText('Approver Ben Okri')
  await expect(card(page, /Preserve the account’s public pages/)).toBeVisible()
  await button(page, 'Playbook…').click()
  await expect(page.getByText('Everything of it is there.')).toBeVisible()
  await expect(page.getByText('Open, and not of this playbook')).toBeVisible()
  await look(page, 'playbook')
})

test('a member who owns a case or a task is not revoked until somebody takes over', async ({ page }) => {
  test.setTimeout(90_000)
  await makeVault(page)
  await addMember(page, 'Ben Okri', 'Investigator', 'six anchors under still ice')
  await fileReport(page, 'A van waited at the north door for an hour.')
  await promote(page, 'Van at the north door')
  await button(page, 'Edit case').click()
  await chooseMember(page, 'Owner', 'Ben Okri')
  await button(page, 'Save changes').click()
  await expect(page.locator('.cases_case-header')).toContainText('Owner Ben Okri')
  await room(page, 'Members').click()
  await button(page, 'Revoke Ben Okri…').click()
  await field(page, 'Reason').fill('Left the company')
  await button(page, 'Revoke Ben Okri').click()
  await expect(page.getByText('Ben Okri still owns 1 open case.', { exact: true })).toBeVisible()
  await look(page, 'revoke-refused')
  await chooseMember(page, 'Hand over to', 'Ada Lindqvist')
  await button(page, 'Revoke Ben Okri').click()
  await expect(page.getByRole('row', { name: /Ben Okri/ })).toContainText('Revoked', { timeout: 30_000 })
  await room(page, 'Cases').click()
  await expect(page.getByRole('link', { name: /Van at the north door/ })).toContainText('Ada Lindqvist')
})

test('the tasks of all cases are in one room with what else is due, counted when late, and handed over with a note', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await makeVault(page)
  await addMember(page, 'Ben Okri', 'Supervisor', 'six anchors under still ice')
  await fileReport(page, 'A van waited at the north door for an hour.')
  await promote(page, 'Van at the north door')
  await tab(page, 'Tasks').click()
  await page.keyboard.press('n')
  await field(page, 'Task').fill('Call the gate')
  await field(page, 'Due').fill('2026-01-05 08:00')
  await button(page, 'Add the task').click()
  await expect(page.getByRole('heading', { name: 'Call the gate' })).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Rooms' })
    .getByRole('link', { name: /^Tasks/ })
    .click()
  await expect(page.getByText('1 overdue').first()).toBeVisible()
  await expect(card(page, /Call the gate/)).toContainText('2026-001-T')
  await expect(column(page, 'Also due')).toContainText('Follow-up: Van at the north door')
  await look(page, 'tasks-room')
  await button(page, 'Hand over…').click()
  await chooseMember(page, 'To', 'Ben Okri')
  await field(page, 'Note').fill('Away until Monday.')
  await expect(page.getByText('case 2026-001', { exact: true })).toBeVisible()
  await look(page, 'hand-over')
  await button(page, 'Hand over').click()
  await expect(page.getByText('No task is yours.')).toBeVisible()
})
