import type { Page } from '@playwright/test'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { button, field, fileReport, makeVault, openCase, promote } from './steps.ts'

/** Pastes as a program leaves it on the clipboard. */
const paste = (page: Page, given: { html?: string; text?: string; file?: string }): Promise<void> =>
  page.getByRole('textbox', { name: 'Note text' }).evaluate((editor, { html, text, file }) => {
    const clipboardData = new DataTransfer()
    if (html !== undefined) clipboardData.setData('text/html', html)
    if (text !== undefined) clipboardData.setData('text/plain', text)
    if (file !== undefined) clipboardData.items.add(new File([Uint8Array.of(1)], file, { type: 'image/png' }))
    editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, given)

test('what is pasted into a note is kept to the letter, and what cannot be kept is said', async ({ page }) => {
  test.setTimeout(120_000)
  await makeVault(page)
  await fileReport(page, 'He wrote the street I take to work.')
  await promote(page, 'Threat by post')
  await openCase(page, 'Threat by post', 'Notebook')
  await button(page, 'New note').first().click()
  await field(page, 'Note title').fill('Chat and timesheet')
  const editor = page.getByRole('textbox', { name: 'Note text' })
  await editor.click()

  await paste(page, { text: 'file __init__.py, 2 * 3 * 4, *I will find you* ~~gone~~ `rm -rf`' })
  await expect(editor).toHaveText('file __init__.py, 2 * 3 * 4, *I will find you* ~~gone~~ `rm -rf`')
  await expect(editor.locator('em, strong, s, code')).toHaveCount(0)

  await page.keyboard.press('Enter')
  await page.keyboard.type('typed __init__ and 2 * 3 * 4 and *he* too')
  await expect(editor.locator('p').last()).toHaveText('typed __init__ and 2 * 3 * 4 and *he* too')

  await page.keyboard.press('Enter')
  await paste(page, {
    html: `<table><tr><th>Time</th><th>Count</th><th>Place</th></tr><tr><td>06:10</td><td>5</td><td>Gate 3</td></tr><tr><td>06:12</td><td>12</td><td></td></tr></table>`,
  })
  await expect(editor.locator('tr')).toHaveCount(3)
  await expect(editor.locator('tr').nth(1).locator('td')).toHaveText(['06:10', '5', 'Gate 3'])
  await expect(editor.locator('tr').nth(2).locator('td')).toHaveText(['06:12', '12', ''])

  await editor.press('Control+End')
  await paste(page, {
    html: `<p>See <a href="https://example.org/post/7">the post</a> and <a href="javascript:alert(1)">this</a>.</p>
      <dl><dt>Plate</dt><dd>W-123</dd><dt>Colour</dt><dd>grey</dd></dl><p>E=mc<sup>2</sup></p>
      <textarea>one\ntwo</textarea><p><img src="https://example.org/x.png" alt="gate at night"><img width="1" height="1" src="https://example.org/t.gif"></p>`,
  })
  await expect(editor.locator('a')).toHaveAttribute('href', 'https://example.org/post/7')
  await expect(editor).toContainText('this (javascript:alert(1))')
  for (const line of ['Plate: W-123', 'Colour: grey', 'E=mc^2', 'one', 'two', '[picture: gate at night]'])
    await expect(editor.getByText(line, { exact: true })).toBeVisible()
  const notice = page.getByRole('status').filter({ hasText: 'Not taken into the note' })
  await expect(notice).toContainText('1 picture')
  await look(page, 'note-pasted')
  await button(page, 'Dismiss').click()

  await paste(page, { file: 'screenshot.png' })
  await expect(notice).toContainText('1 file')
  await button(page, 'Save revision').click()
  await expect(page.getByText(/^Revision 1 saved/)).toBeVisible()
})
