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
  await field(page, 'Note title').fill('Chat and timesheet 東京 مريم שלום 😡')
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

/** Clipboards as programs and pages write them, and the lines that a reader saw. */
const habits: { name: string; html: string; lines: string[]; links?: string[]; said?: string }[] = [
  {
    name: 'addresses that cannot be looked up stay words',
    html: `<p><a href="file:///etc/passwd">local</a>, <a href="//cdn.example/x">rel</a>, <a href="../x.html">up</a>,
      <a href="data:text/html,x">data</a>, <a href="blob:https://a.example/1">blob</a>, <a href="tel:+4930123">tel</a>,
      <a href="mailto:x@y.example">mail</a></p>`,
    lines: [
      'local (file:///etc/passwd), rel (//cdn.example/x), up (../x.html), data (data:text/html,x), blob (blob:https://a.example/1), tel, mail',
    ],
    links: ['tel:+4930123', 'mailto:x@y.example'],
  },
  {
    name: 'lists count as they were seen',
    html: `<ol start="5"><li>five</li><li>six</li><li value="9">nine</li><li>ten</li></ol>
      <ol reversed><li>two left</li><li>one left</li></ol><ol type="a"><li>first</li><li>second</li></ol>
      <ol><li style="list-style-type: upper-roman">Docs</li></ol>`,
    lines: ['5 five', '6 six', '9 nine', '10 ten', '2 two left', '1 one left', 'a1 first', 'a2 second', 'I1 Docs'],
  },
  {
    name: 'what a page draws around words is written',
    html: `<p>He said <q>soon</q>. <ruby>漢<rt>kan</rt></ruby> <ruby>字<rp>(</rp><rt>ji</rt><rp>)</rp></ruby></p>
      <ul><li role="checkbox" aria-checked="true">called</li><li role="checkbox" aria-checked="false">wrote</li></ul>
      <p>Name<input value="Ben">Role<select><option>one</option><option selected>two</option></select><button>Send</button></p>`,
    lines: ['He said “soon”. 漢(kan) 字(ji)', '[x] called', '[ ] wrote', 'Name Ben Role two Send'],
  },
  {
    name: 'raised and lowered letters, by an element or by their look, are marked and it is said',
    html: `<p>H<sub>2</sub>O<span style="font-size:0.6em;vertical-align:super">1</span></p>`,
    lines: ['H_2O^1'],
    said: 'Raised letters stand behind ^, lowered ones behind _.',
  },
  {
    name: 'a picture that stands for a letter is the letter',
    html: `<p>I know where you park <img alt="🔪" src="https://x.example/1f52a.png"> <img alt="👩‍🚒" src="https://x.example/2.png"></p>`,
    lines: ['I know where you park 🔪 👩‍🚒'],
  },
  {
    name: 'Google Docs: its wrapper is not bold, its look is kept',
    html: `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">bold</span>
      <span style="text-decoration:line-through">struck</span> <span style="font-style:italic">slanted</span></p></b>`,
    lines: ['bold struck slanted'],
  },
  {
    name: 'Word: lists of paragraphs keep their signs, changes are seen, its own code is not',
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!-- p.MsoNormal {margin:0} --></style><!--[if gte mso 9]><xml><o:p>no</o:p></xml><![endif]--></head>
      <body><!--StartFragment--><p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">1)<span>&nbsp; </span></span><![endif]>first<o:p></o:p></p>
      <p class="MsoNormal"><del cite="mailto:a">Monday</del><ins cite="mailto:a">Tuesday</ins></p><!--EndFragment--></body></html>`,
    lines: ['1)  first', 'MondayTuesday'],
  },
  {
    name: 'a table in a table, a list in a cell, cells over rows',
    html: `<table><tr><td rowspan="2">22 Nov</td><td><ul><li>Ben</li></ul></td></tr><tr><td>quiet<table><tr><td>a</td><td>b</td></tr></table></td></tr></table>`,
    lines: ['22 Nov', 'Ben', 'quiet', 'a', 'b'],
  },
  {
    name: 'what is nested deeper than a note holds keeps its words, in their order',
    html: `${'<blockquote>'.repeat(30)}quoted${'</blockquote>'.repeat(30)}${deep(25, 'ol')}<table><tr><td>${deep(9, 'ul')}</td><td>last</td></tr></table>${'<div>'.repeat(5000)}all${'</div>'.repeat(5000)}`,
    lines: [
      'quoted',
      ...Array.from({ length: 25 }, (_, n) => `1 ${n < 7 ? '' : '1. '}level ${n + 1}`),
      ...Array.from({ length: 9 }, (_, n) => `level ${n + 1}`),
      'last',
      'all',
    ],
    said: 'What was nested deeper than a note holds stands as lines of their own; every word of it is there.',
  },
]

/** A list in a list in a list. */
function deep(levels: number, list: 'ol' | 'ul'): string {
  const opened = Array.from({ length: levels }, (_, n) => `<${list}><li>level ${n + 1}`)
  return opened.join('') + `</li></${list}>`.repeat(levels)
}

test('what programs and pages leave on the clipboard is pasted as a reader saw it', async ({ page }) => {
  test.setTimeout(120_000)
  await makeVault(page)
  await fileReport(page, 'She wrote it all down.')
  await promote(page, 'Pages kept', 'without')
  await openCase(page, 'Pages kept', 'Notebook')
  await button(page, 'New note').first().click()
  await field(page, 'Note title').fill('As it was on the page')
  const editor = page.getByRole('textbox', { name: 'Note text' })
  for (const { name, html, lines, links, said } of habits) {
    await editor.click()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await paste(page, { html })
    const shown = await editor.evaluate((root) =>
      [...root.querySelectorAll('p')]
        .map((line) => {
          const item = line.closest('li')
          const list = item?.parentElement
          const at = list instanceof HTMLOListElement && item ? list.start + [...list.children].indexOf(item) : ''
          const type = list instanceof HTMLOListElement ? list.type : ''
          return `${type}${at} ${line.textContent}`.trim().replaceAll('\u00a0', ' ')
        })
        .filter((line) => line !== ''),
    )
    expect.soft(shown, name).toEqual(lines)
    const hrefs = await editor.locator('a').evaluateAll((all) => all.map((one) => one.getAttribute('href')))
    expect.soft(hrefs, name).toEqual(links ?? [])
    const told = page.getByRole('status').filter({ hasText: /Raised letters|nested deeper/ })
    await (said === undefined ? expect.soft(told, name).toHaveCount(0) : expect.soft(told, name).toContainText(said))
  }
  await button(page, 'Save revision').click()
  await expect(page.getByText(/^Revision 1 saved/)).toBeVisible()
})
