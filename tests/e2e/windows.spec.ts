import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, room, unlock } from './steps.ts'

// Two windows on one vault: what is done in one is seen in the other, a form is written in one of them, and locking locks both.

/** Opens another window by its key. */
async function another(page: Page): Promise<Page> {
  const opened = page.context().waitForEvent('page')
  await page.keyboard.press('Control+Shift+N')
  const second = await opened
  // Without a window manager no window has the focus.
  const session = await page.context().newCDPSession(second)
  await session.send('Emulation.setFocusEmulationEnabled', { enabled: true })
  return second
}

test('two windows share a vault, and one form is written in one of them', async ({ page: first, hostName }) => {
  test.slow()
  await makeVault(first)
  const second = await another(first)
  await expect(room(second, 'Queue')).toBeVisible()

  // A change in one is on the screen of the other.
  await room(second, 'Queue').click()
  await fileReport(first, 'Seen in both windows')
  await expect(second.getByRole('row', { name: /Seen in both windows/ })).toBeVisible()

  // What is typed in one belongs to it: the other is told, and reads along.
  const words = 'What was said or written'
  await button(first, 'New report').first().click()
  await first.getByRole('button', { name: 'Threat', exact: true }).click()
  await field(first, words).fill('Typed in the first')
  await expect(first.getByText(/^Draft saved/)).toBeVisible()
  await button(second, 'New report').first().click()
  await expect(second.getByText('This form is open in another window.')).toBeVisible()
  await expect(field(second, words)).toHaveValue('Typed in the first')
  await expect(field(second, words)).toBeDisabled()
  await expect(button(second, 'File report')).toBeDisabled()
  await second.keyboard.press('Control+Enter')
  if (hostName === 'electron') await look(second, 'form-open-elsewhere')
  await field(first, words).fill('Typed in the first, and more')
  await expect(field(second, words)).toHaveValue('Typed in the first, and more')

  // What is taken over is whole, up to the last letter.
  await field(first, words).fill('Typed in the first, to the end')
  await button(second, 'Take over').click()
  await expect(field(second, words)).toBeEnabled()
  await expect(field(second, words)).toHaveValue('Typed in the first, to the end')
  await expect(second.getByText('This form is open in another window.')).toBeHidden()
  await expect(first.getByText('Another window took this form over.')).toBeVisible()
  await expect(field(first, words)).toBeDisabled()
  await field(second, words).fill('Gone on in the second')
  await expect(field(first, words)).toHaveValue('Gone on in the second')

  // Whoever leaves it gives it back.
  await second.keyboard.press('Escape')
  await expect(field(first, words)).toBeEnabled()
  await expect(field(first, words)).toHaveValue('Gone on in the second')

  // Locking in one locks all, once each has handed over what is being typed in it; opening in one opens all.
  await field(first, words).press('End')
  await field(first, words).pressSequentially(', to the last letter')
  await button(second, 'Lock').click()
  for (const page of [first, second]) await expect(button(page, 'Unlock')).toBeVisible()
  expect(await first.content()).not.toContain('Gone on in the second')
  await unlock(first)
  for (const page of [first, second]) await expect(room(page, 'Queue')).toBeVisible()

  // One of two is closed: the vault stays open in the other.
  await room(first, 'Queue').click()
  await button(first, 'New report').first().click()
  await first.close()
  await room(second, 'Queue').click()
  await button(second, 'New report').first().click()
  await expect(field(second, words)).toBeEnabled()
  await expect(field(second, words)).toHaveValue('Gone on in the second, to the last letter')
})
