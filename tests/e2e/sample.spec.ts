import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, openCase, room, tab, workAs } from './steps.ts'

const main = 'Messages to an executive assistant'

test('the sample has something to show in each room, and its second member approves what waits', async ({ page }) => {
  test.setTimeout(420_000)
  await button(page, 'Open the sample').click()
  await expect(room(page, 'Queue')).toBeVisible({ timeout: 120_000 })
  await expect(page.getByText('second reader, nothing secret')).toBeVisible()
  await look(page, 'sample-queue')
  await button(page, 'Hide the passphrases').click()

  await openCase(page, main, 'Decisions')
  await page.keyboard.press('n')
  await expect(field(page, 'Approval').locator('option:checked')).toHaveText('By Tomas Wieland')
  await field(page, 'Filter the records').fill('carrier')
  await expect(page.getByRole('checkbox', { name: 'Task 2026-001-T04' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /D-03/ }).click()
  await expect(page.getByRole('article', { name: 'Decision D-03' })).toContainText('2026-001-T06')
  await look(page, 'sample-decision')
  // In a small window the decision has the room, and the list is one step away.
  await page.setViewportSize({ width: 720, height: 450 })
  await button(page, 'All decisions').click()
  await page.getByRole('button', { name: /D-05/ }).click()
  await expect(page.getByRole('article', { name: 'Decision D-05' })).toBeVisible()
  await page.setViewportSize({ width: 1440, height: 900 })

  for (const [name, says] of [
    ['Brief', 'level of concern moderate'],
    ['Tasks', 'Have the letter compared'],
    ['Communications', 'if nobody could count'],
    ['Travel', '21 min late'],
    ['Assessment', 'What speaks for concern'],
    ['Closure', 'That person is O. Pryce.'],
  ] as const) {
    await tab(page, name).click()
    await expect(page.getByText(says).first()).toBeVisible()
    if (name !== 'Brief') await look(page, `sample-${name.toLowerCase()}`)
  }

  await workAs(page, 'second reader, nothing secret')
  await openCase(page, main, 'Decisions')
  await page.getByRole('button', { name: /D-05/ }).click()
  await button(page, 'Approve decision').click()
  await button(page.getByRole('complementary', { name: 'Approve decision' }), 'Approve decision').click()
  await expect(page.getByRole('article', { name: 'Decision D-05' })).toContainText('Approved by Tomas Wieland')
})
