import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, chooseMember, field, openCase, room } from './steps.ts'

const panel = (page: Page) => page.locator('.intake_queue aside.panel')
const numberIn = (text: string | null): string => /R-\d{4}/.exec(text ?? '')?.[0] ?? ''

test('what is open beside a list is what the list has, and no key acts on anything else', async ({ page }) => {
  test.setTimeout(300_000)
  await button(page, 'Open the sample').click()
  await expect(room(page, 'Queue')).toBeVisible({ timeout: 120_000 })
  await button(page, 'Hide the passphrases').click()
  const rows = page.locator('.intake_queue-row[data-index]')
  await rows.nth(2).click()
  await expect(panel(page)).toBeVisible()
  const chosen = numberIn(await rows.nth(2).textContent())
  await expect(panel(page)).toContainText(chosen)

  // A filter that hides it: the first of what is left is shown, and x is about that one.
  const other = numberIn(await rows.nth(0).textContent())
  await field(page, 'Filter the queue').fill(other)
  await expect(rows).toHaveCount(1)
  await expect(panel(page)).toContainText(other)
  await expect(panel(page)).not.toContainText(chosen)
  await field(page, 'Filter the queue').blur()
  await page.keyboard.press('x')
  await expect(page.getByRole('complementary', { name: 'Decline report' })).toContainText(other)
  // With the form open: a filter that hides its report closes it.
  await field(page, 'Filter the queue').fill(chosen)
  await expect(page.getByRole('complementary', { name: 'Decline report' })).toHaveCount(0)
  await expect(panel(page)).toContainText(chosen)
  // Nothing left: nothing beside the list, and nothing for a key to act on.
  await field(page, 'Filter the queue').fill('no report holds these')
  await expect(page.getByText('No report here holds all of these words.')).toBeVisible()
  await expect(panel(page)).toHaveCount(0)
  await field(page, 'Filter the queue').blur()
  for (const key of ['x', 'p', 'm', 'a', 'z', 's']) await page.keyboard.press(key)
  await expect(page.getByRole('complementary')).toHaveCount(0)
  await page.keyboard.press('Escape')

  // What was declined gives its place to the next one, and is named; u leads back to it.
  await rows.filter({ hasText: chosen }).click()
  const place = Number(await rows.filter({ hasText: chosen }).getAttribute('data-index'))
  const next = numberIn(await page.locator(`.intake_queue-row[data-index="${place + 1}"]`).textContent())
  await page.keyboard.press('x')
  await field(page, 'Reason').fill('Counted twice.')
  await button(page.getByRole('complementary', { name: 'Decline report' }), 'Decline report').click()
  await expect(page.getByText(`${chosen} was declined.`)).toBeVisible()
  await expect(panel(page)).toContainText(next)
  await expect(page.locator('.intake_queue-row[aria-selected=true]')).toContainText(next)
  await look(page, 'lists-next')
  await page.keyboard.press('u')
  // It is shown to be read, and takes no further key.
  await expect(panel(page)).toContainText(`${chosen} is not in the list any more`)
  await expect(panel(page)).toContainText('Counted twice.')
  await page.keyboard.press('s')
  await expect(button(panel(page), 'Set severity')).toHaveCount(0)
  await expect(page.getByRole('complementary', { name: 'Set severity' })).toHaveCount(0)
  await look(page, 'lists-left')
  await page.keyboard.press('j')
  await expect(panel(page)).toContainText(next)

  // What was put aside leaves its place too, and u brings it back.
  await page.keyboard.press('z')
  await field(page, 'Reason').fill('The camera is read tomorrow.')
  await button(page.getByRole('complementary', { name: 'Snooze report' }), 'Snooze report').click()
  await expect(page.getByText(new RegExp(`^${next} is snoozed until `))).toBeVisible()
  await expect(panel(page)).not.toContainText(next)
  await page.keyboard.press('u')
  await expect(page.locator('.intake_queue-row[aria-selected=true]')).toContainText(next)
  await expect(panel(page)).toContainText(next)
  await expect(page.getByText(new RegExp(`^${next} is snoozed until `))).toHaveCount(0)

  // A link to what the list leaves out makes it list that one, says so, and goes back.
  await openCase(page, 'Messages to an executive assistant', 'Reports')
  await page
    .getByRole('tabpanel')
    .getByRole('link', { name: /R-\d{4}/ })
    .first()
    .click()
  await expect(page.getByText('All reports are listed')).toBeVisible()
  await expect(page.locator('.intake_queue-row[aria-selected=true]')).toHaveCount(1)
  await button(page, 'List as before').click()
  await expect(field(page, 'Which reports')).toHaveValue('open')
  await expect(page.locator('.intake_queue-row[aria-selected=true]')).toHaveCount(1)

  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /Messages to an executive assistant/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Messages to an executive assistant' })).toBeVisible()
  await field(page, 'Filter the cases').fill('no such case')
  await expect(page.getByText('The case that was open is not in this list.')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Messages to an executive assistant' })).toHaveCount(0)
  await field(page, 'Filter the cases').fill('')

  await room(page, 'People & places').click()
  await page.locator('.subjects_subject-row[data-index]').first().click()
  await expect(page.locator('.subjects_subject-head')).toBeVisible()
  await field(page, 'Find by name or identifier').fill('nobody is called that')
  await expect(page.getByText('The record that was open is not in this list.')).toBeVisible()
  await expect(page.locator('.subjects_subject-head')).toHaveCount(0)
  await field(page, 'Find by name or identifier').fill('')

  await room(page, 'Tasks').click()
  await page.getByText('All', { exact: true }).click()
  const card = page
    .locator('button.card:not(.tasks_done, .tasks_not-applicable)', { hasNotText: 'Ines Duarte' })
    .first()
  await card.click()
  await page.keyboard.press('e')
  await expect(page.getByRole('complementary')).toBeVisible()
  await page.getByText('Mine', { exact: true }).click()
  await expect(page.getByRole('complementary')).toHaveCount(0)

  // A task that is given to somebody else leaves what is mine, and the next one is opened.
  const mine = page.locator('button.card', { hasText: 'Ines Duarte' })
  const many = await mine.count()
  await mine.first().click()
  const given = await page.getByRole('complementary').getByRole('heading').first().textContent()
  await page.keyboard.press('e')
  await chooseMember(page, 'Assignee', 'Noor Haddad')
  await button(page.getByRole('complementary'), 'Save changes').click()
  await expect(mine).toHaveCount(many - 1)
  await expect(page.getByRole('complementary').getByRole('heading').first()).not.toHaveText(given ?? '')
})

test('a panel that asks about a decision is closed when another decision is read', async ({ page }) => {
  test.setTimeout(300_000)
  await button(page, 'Open the sample').click()
  await expect(room(page, 'Queue')).toBeVisible({ timeout: 120_000 })
  await openCase(page, 'Messages to an executive assistant', 'Decisions')
  await page.getByRole('button', { name: /D-03/ }).click()
  await button(page, 'Withdraw…').click()
  await expect(page.getByRole('complementary', { name: 'Withdraw decision' })).toBeVisible()
  await page.getByRole('button', { name: /^D-02 Approved/ }).click()
  await expect(page.getByRole('article', { name: 'Decision D-02' })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Withdraw decision' })).toHaveCount(0)
})
