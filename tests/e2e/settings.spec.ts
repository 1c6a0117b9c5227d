import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, makeVault, member, room } from './steps.ts'

test('settings: a form is changed with its preview beside it, saved as a version, and put back as supplied', async ({
  page,
}) => {
  test.setTimeout(240_000)
  await makeVault(page)
  await room(page, 'Settings').click()
  await expect(page.getByText('No template is chosen')).toBeVisible()
  await look(page, 'settings-empty')

  const list = page.getByRole('navigation', { name: 'Templates' })
  const forms = list.getByRole('list', { name: 'Report forms' })
  const preview = page.getByRole('region', { name: 'Preview' })
  await forms.getByRole('button', { name: /^Other/ }).click()
  await expect(preview.getByRole('heading', { name: 'Other' })).toBeVisible()
  await expect(button(page, 'Save version…')).toBeDisabled()
  await page.getByText('JSON', { exact: true }).click()
  await look(page, 'settings-form')

  const text = field(page, 'Template, as JSON')
  const came = await text.inputValue()
  const named = came.replace('"en": "Other"', '"en": "Anything else"')
  await text.fill(named)
  await expect(preview.getByRole('heading', { name: 'Anything else' })).toBeVisible()

  // In every language, from right to left where it is read so, and with what a language lacks.
  await preview.getByText('العربية', { exact: true }).click()
  await expect(preview.locator('[dir="rtl"]')).toContainText('ماذا حدث')
  await look(page, 'settings-arabic')
  await text.fill(named.replace(/,\s*"ar": "أمر آخر"/, ''))
  await expect(preview.getByText('1 text missing in العربية')).toBeVisible()
  await look(page, 'settings-missing')
  await preview.getByText('English', { exact: true }).click()

  // What cannot be used says where, and is not taken.
  const wrong = page.getByRole('list', { name: 'What is wrong' })
  await text.fill(named.replace('"category": "other"', '"category": "weather"'))
  await expect(wrong).toContainText('Line 2, category')
  await text.fill(named.replace('"category": "other",', '"category": "other"'))
  await expect(wrong).toContainText('This is not JSON')
  await look(page, 'settings-wrong')
  await page.keyboard.press('Control+s')
  await field(page, 'Reason for version 1').fill('Guards said “other” tells a reporter nothing')
  await button(page, 'Save version 1').click()
  await expect(page.getByText('It cannot be used like this yet: see what is wrong below.')).toBeVisible()
  await text.fill(named)

  // Leaving loses nothing, nor does a look at the version in use.
  await page.keyboard.press('Escape')
  await page.getByText('1 version', { exact: true }).click()
  await button(page, 'Show as supplied').click()
  await expect(page.getByText('In use.', { exact: true })).toBeVisible()
  await button(page, 'Back to the template').click()
  await expect(text).toHaveValue(named)
  await page.keyboard.press('Escape')
  await expect(page.getByText('No template is chosen')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(text).toHaveValue(named)
  await page.keyboard.press('Control+s')
  await button(page, 'Save version 1').click()
  await expect(page.getByText('Say why. Whoever meets the change later will read it.')).toBeVisible()
  await field(page, 'Reason for version 1').fill('Guards said “other” tells a reporter nothing')
  await look(page, 'settings-reason')
  await button(page, 'Save version 1').click()
  await expect(page.getByText('Version 1 saved')).toBeVisible()
  const row = forms.getByRole('button', { name: /^Anything else/ })
  await expect(row).toContainText('version 1')
  await expect(row).toContainText(member)

  await page.getByText('2 versions', { exact: true }).click()
  const versions = page.getByRole('list', { name: 'Versions' })
  await expect(versions).toContainText(`${member} · Guards said “other” tells a reporter nothing`)
  await button(page, 'Show as supplied').click()
  await expect(page.getByText('Not in use.')).toBeVisible()
  await expect(preview.getByRole('heading', { name: 'Other' })).toBeVisible()
  await look(page, 'settings-older')
  await page.keyboard.press('Escape')
  await expect(text).toHaveValue(named)
  await expect(button(page, 'Discard draft')).toBeHidden()

  await button(page, 'Put back as supplied…').click()
  await field(page, 'Reason to put it back as supplied').fill('The translation is not ready')
  await button(page, 'Put it back').click()
  await expect(page.getByText('Version 2 saved')).toBeVisible()
  await expect(text).toHaveValue(/"en": "Other"/)
  await expect(forms.getByRole('button', { name: /^Other/ })).toContainText('version 2')

  for (const [kind, name, shows] of [
    ['Triage', /^Other reports/, 'The first rule that holds gives the level'],
    ['Playbooks', /^Other/, 'after the promotion'],
    ['Assessment forms', /./, 'The levels, which people choose'],
    ['Import mappings', /^Plain incident table/, 'Happened, year'],
  ] as const) {
    await list.getByRole('list', { name: kind }).getByRole('button', { name }).first().click()
    await expect(preview.getByText(shows).first()).toBeVisible()
    await look(page, `settings-${kind.toLowerCase().replace(' ', '-')}`)
  }
  // The keys of the list.
  await page.keyboard.press('ArrowUp')
  await expect(preview.getByText('The levels, which people choose')).toBeVisible()
})
