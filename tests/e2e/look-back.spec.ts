import { existsSync } from 'node:fs'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import {
  addMember,
  button,
  chooseMember,
  field,
  fileReport,
  makeVault,
  promote,
  room,
  tab,
  writeNote,
} from './steps.ts'

// A case as it stood, and its history.

test('a case is shown as it stood, can be stepped through, and changes nothing there', async ({ page }) => {
  test.setTimeout(300_000)
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door for an hour.')
  await promote(page, 'Van at the north door', 'without')
  await addMember(page, 'Ben Okri', 'Investigator', 'six anchors under still ice')
  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /Van at the north door/ }).click()
  await writeNote(page, 'Walk of the north side', 'The seal was broken before 06:40.')
  await expect(page.getByText(/^Revision 1 saved/)).toBeVisible()
  await button(page, 'Edit case').click()
  await chooseMember(page, 'Owner', 'Ben Okri')
  await field(page, 'Why it changes').fill('Ada is away')
  await button(page, 'Save changes').click()
  await expect(page.getByText('Ben Okri').first()).toBeVisible()

  await tab(page, 'History').click()
  const changed = page.getByRole('article').filter({ hasText: 'Ada is away' })
  await expect(changed.locator('del')).toHaveText('Ada Lindqvist')
  await expect(changed.locator('ins')).toHaveText('Ben Okri')
  await field(page, 'Which field').selectOption('owner')
  await expect(page.getByRole('article')).toHaveCount(2)
  await field(page, 'Which field').selectOption('')
  await look(page, 'history')

  // What its maker had: the decision itself is not there yet.
  await button(page, /^As it stood then, before entry/)
    .first()
    .click()
  const banner = page.getByRole('status').filter({ hasText: 'As it stood on' })
  await expect(banner).toContainText('Nothing can be changed here')
  await expect(page.locator('.cases_case-header')).toContainText('Owner Ada Lindqvist')
  await expect(button(page, 'Edit case')).toHaveCount(0)
  await look(page, 'past-brief')
  await tab(page, 'Evidence').click()
  await expect(button(page, 'Add exhibits')).toHaveCount(0)
  await tab(page, 'Notebook').click()
  await expect(button(page, 'New note')).toHaveCount(0)
  await page.getByRole('button', { name: /Walk of the north side/ }).click()
  await expect(page.getByRole('article', { name: 'Revision 1' })).toContainText('The seal was broken')
  await look(page, 'past-note')
  await tab(page, 'Packets').click()
  await expect(button(page, 'Build packet')).toHaveCount(0)

  // Back to the opening by keys: the note was not there, and nothing is left of it.
  await tab(page, 'Brief').click()
  const slider = page.getByRole('slider', { name: 'As it stood' })
  await slider.focus()
  await page.keyboard.press('Home')
  await expect(tab(page, 'Notebook')).toHaveText('Notebook')
  await expect(slider).toHaveAttribute('aria-valuetext', /1 of \d+: Case .* opened/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(tab(page, 'Notebook')).toHaveText('Notebook 1')

  await page.keyboard.press('Escape')
  await expect(banner).toHaveCount(0)
  await expect(page.locator('.cases_case-header')).toContainText('Owner Ben Okri')
  await page.goBack()
  await expect(banner).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('t')
  await expect(slider).toBeFocused()

  await tab(page, 'History').click()
  for (const format of ['CSV', 'PDF']) {
    await button(page, `Write ${format}`).click()
    const file = page.getByText(new RegExp(`\\S+-history-\\S+\\.${format.toLowerCase()}$`)).first()
    await expect(file).toBeVisible({ timeout: 60_000 })
    expect(existsSync((await file.textContent()) ?? '')).toBe(true)
  }
})

test('the queue and the cases are shown as of a moment, and a case’s opening from before it', async ({ page }) => {
  test.setTimeout(300_000)
  await makeVault(page)
  await fileReport(page, 'A van waited at the north door for an hour.')
  await promote(page, 'Van at the north door', 'without')
  await fileReport(page, 'Somebody asked for the rota.')

  await room(page, 'Cases').click()
  await page.getByRole('link', { name: /Van at the north door/ }).click()
  await tab(page, 'History').click()
  const opening = page.getByRole('article').filter({ hasText: 'opened: Van at the north door' })
  await button(opening.first(), /^As it stood then/).click()

  // Whoever promoted the report had it open in the queue, and not yet what came afterwards.
  const banner = page.getByRole('status').filter({ hasText: 'As it stood on' })
  await expect(banner).toContainText('(2 of ')
  const rows = page.getByRole('region', { name: 'Queue' })
  await expect(rows.getByText('A van waited at the north door').first()).toBeVisible()
  await expect(page.getByText('Somebody asked for the rota.')).toHaveCount(0)
  await expect(button(page, 'Promote to case')).toHaveCount(0)
  await expect(button(page, 'New report')).toHaveCount(0)
  await look(page, 'past-queue')
  await page.keyboard.press('Escape')
  await expect(banner).toHaveCount(0)
  await expect(page.getByText('Somebody asked for the rota.').first()).toBeVisible()

  await button(page, 'As of…').click()
  await field(page, 'As of').fill('2020-01-01 06:00')
  await button(page, 'Show as of then').click()
  await expect(page.getByText(/This vault did not exist at/).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Somebody asked for the rota.').first()).toBeVisible()

  await room(page, 'Cases').click()
  await page.keyboard.press('t')
  await field(page, 'As of').fill('2100-01-01 06:00')
  await button(page, 'Show as of then').click()
  await expect(banner).toBeVisible()
  await look(page, 'past-cases')
  await page.getByRole('link', { name: /Van at the north door/ }).click()
  await expect(page.getByRole('heading', { name: 'Van at the north door' })).toBeVisible()
  await expect(banner).toHaveCount(2)
  await expect(button(page, 'Edit case')).toHaveCount(0)
})
