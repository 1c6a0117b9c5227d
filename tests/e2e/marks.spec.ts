import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { zipOf } from '../../electron/core/evidence/reading/archive/made-zip.fixture.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addByPicker, button, fileReport, keepPicked, makeVault, openCase, promote, tab, unlock } from './steps.ts'

// Marks are made at exact places by mouse and keys, in each kind of view, and open there again after a restart.

async function plan(): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  const font = await made.embedFont(StandardFonts.Helvetica)
  for (let page = 1; page <= 4; page++) {
    const sheet = made.addPage([595, 842])
    sheet.drawText(`Plan of the north site, sheet ${page}`, { x: 60, y: 760, size: 20, font })
    sheet.drawText('The delivery gate stays locked.', { x: 60, y: 700, size: 14, font })
    sheet.drawText('Nobody has the second key.', { x: 60, y: 680, size: 14, font })
  }
  return made.save()
}

const parts = (all: Record<string, string>): Buffer =>
  zipOf(
    Object.entries({ '[Content_Types].xml': '<Types/>', ...all }).map(([name, text]) => ({
      name,
      bytes: Buffer.from(text),
    })),
  )

const costs = (): Buffer =>
  parts({
    'xl/workbook.xml':
      '<workbook><sheets><sheet name="Costs" r:id="r1"/><sheet name="Old" r:id="r2" state="hidden"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/worksheet" Target="worksheets/sheet2.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row r="1"><c r="A1"><v>12</v></c></row><row r="2" hidden="1"><c r="A2"><v>30</v></c></row>' +
      '<row r="3"><c r="A3"><f>SUM(A1:A2)</f><v>42</v></c></row></sheetData></worksheet>',
    'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData></worksheet>',
  })

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`
const by = 'w:author="Ana" w:date="2026-02-03T10:00:00Z"'
const agreement = (): Buffer =>
  parts({
    'word/document.xml':
      `<w:document xmlns:w="w"><w:body><w:p>${run('Meet at the ')}<w:del w:id="1" ${by}><w:r><w:delText>south</w:delText></w:r></w:del>` +
      `<w:ins w:id="2" ${by}>${run('north')}</w:ins>${run(' gate.')}</w:p><w:p>${run('Bring the key.')}</w:p></w:body></w:document>`,
  })

const letter = [
  'From: A. Neighbour <neighbour@example.org>',
  'Subject: The gate',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Good day.',
  'I shall wait at the north gate on Friday.',
].join('\r\n')

/** Marks the place that is looked at, by the key for it. */
async function mark(page: Page, viewer: Locator, place: string, why: string): Promise<void> {
  await page.keyboard.press('a')
  const form = page.getByRole('complementary', { name: `Mark ${place}`, exact: true })
  await form.getByLabel('Why it matters').fill(why)
  await button(form, `Mark ${place}`).click()
  await expect(viewer.getByRole('list', { name: 'Marks' })).toContainText(why)
}

/** Drags over a stretch of an element, from one share of its width to another. */
async function dragOver(page: Page, over: Locator, from: number, to: number): Promise<void> {
  const box = await over.boundingBox()
  if (!box) throw new Error('it is not shown')
  await page.mouse.move(box.x + box.width * from, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + (box.width * (from + to)) / 2, box.y + box.height / 2)
  await page.mouse.move(box.x + box.width * to, box.y + box.height / 2)
  await page.mouse.up()
}

test('marks are made at exact places by mouse and keys, and open there again after a restart', async ({
  start,
  home,
}) => {
  test.slow()
  const files: Record<string, Uint8Array | string> = {
    'plan.pdf': await plan(),
    'door.png': await sharp({ create: { width: 400, height: 300, channels: 3, background: '#7a8f6a' } })
      .png()
      .toBuffer(),
    'letter.eml': letter,
    'costs.xlsx': costs(),
    'agreement.docx': agreement(),
    'gate.log': 'badge 1 opened\nbadge 2 refused at the gate\nbadge 3 opened',
  }
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(home, name), bytes)
    return join(home, name)
  })
  const first = await start()
  const { page } = first
  await makeVault(page)
  await fileReport(page, 'A plan of the site was left at the lobby.')
  await promote(page, 'Plan in the lobby')
  await tab(page, 'Evidence').click()
  await addByPicker(page, paths)
  await keepPicked(page)
  await page.getByRole('row', { name: 'plan.pdf' }).getByRole('button').click()
  await page.getByRole('link', { name: 'Open exhibit' }).click()
  const viewer = page.getByRole('region', { name: /^Exhibit / })
  const pages = viewer.getByRole('document')

  // Words of a page: by the pointer, then by the arrows.
  await expect(pages).toContainText('The delivery gate stays locked.')
  const words = pages.locator('[data-page="1"] [data-word]')
  await words.filter({ hasText: 'delivery' }).dblclick()
  await viewer.getByText('Marks', { exact: true }).click()
  await expect(viewer.getByRole('button', { name: 'Mark p. 1, “delivery”' })).toBeVisible()
  await pages.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Shift+ArrowRight')
  await mark(page, viewer, 'p. 1, “delivery gate stays”', 'It says which gate.')
  // A box of it, by the arrows alone: it takes the words that it holds.
  await pages.focus()
  await page.keyboard.press('j')
  await expect(viewer.getByRole('button', { name: 'Mark p. 2' })).toBeVisible()
  await page.keyboard.press('b')
  for (let n = 0; n < 45; n++) await page.keyboard.press('ArrowLeft')
  for (let n = 0; n < 45; n++) await page.keyboard.press('ArrowUp')
  for (let n = 0; n < 60; n++) await page.keyboard.press('Shift+ArrowRight')
  await mark(page, viewer, 'p. 2, “Plan of the north site, sheet 2”', 'The sheet.')
  await page.keyboard.press('b')
  const pins = pages.getByRole('button', { name: /^Mark \d/ })
  await expect(pins).not.toHaveCount(0)
  await viewer.getByRole('button', { name: 'Pages', exact: true }).click()
  await expect(viewer.getByRole('navigation', { name: 'Pages' }).getByRole('button')).toHaveCount(4)
  await look(page, 'marks-pages')

  // A box of a picture, by the pointer; then larger by an arrow.
  await page.keyboard.press(']')
  const door = viewer.getByRole('img', { name: 'Picture 1 of door.png' })
  await expect(door).toBeVisible()
  await button(viewer, 'Box').click()
  const frame = await door.boundingBox()
  if (!frame) throw new Error('no picture')
  await page.mouse.move(frame.x + 40, frame.y + 30)
  await page.mouse.down()
  await page.mouse.move(frame.x + 100, frame.y + 80)
  await page.mouse.move(frame.x + 140, frame.y + 90)
  await page.mouse.up()
  await viewer.getByText('Marks', { exact: true }).click()
  await viewer.getByRole('region', { name: 'Picture door.png' }).focus()
  await page.keyboard.press('Shift+ArrowRight')
  await mark(page, viewer, 'box 40,30 108×60', 'The lock of the door.')
  await page.keyboard.press('b')

  // Words of a mail.
  await page.keyboard.press(']')
  const body = viewer.getByRole('region', { name: 'Message letter.eml' })
  await expect(body).toContainText('north gate')
  // By the arrows alone: the first word, the one below it, and one more.
  await body.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+ArrowRight')
  await viewer.getByText('Marks', { exact: true }).click()
  await mark(page, viewer, 'part 1, “I shall”', 'He says what he will do.')

  // Cells; what the sheet hides and works out is said.
  await page.keyboard.press(']')
  const grid = viewer.getByRole('grid', { name: 'Sheet Costs of costs.xlsx' })
  await expect(grid.getByRole('gridcell', { name: /42/ })).toBeVisible()
  await grid.focus()
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(viewer.getByLabel('Contents of the cell')).toContainText('SUM(A1:A2)')
  await expect(grid.getByTitle('Row 2 is hidden in the file')).toBeVisible()
  await expect(viewer.getByRole('button', { name: /^Old ?hidden/ })).toBeVisible()
  await viewer.getByText('Marks', { exact: true }).click()
  await mark(page, viewer, 'sheet Costs, A1:A3', 'The sum hides a row.')
  await look(page, 'marks-sheet')

  // A document with what was changed in it.
  await page.keyboard.press(']')
  const text = viewer.getByRole('document')
  await expect(text).toContainText('inserted by Ana')
  await expect(text).toContainText('south')
  await text.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await viewer.getByText('Marks', { exact: true }).click()
  await mark(page, viewer, '“Meet”', 'They meet.')

  // Part of a line.
  await page.keyboard.press(']')
  const log = viewer.getByRole('region', { name: 'Text of gate.log' })
  await dragOver(page, log.locator('[data-line="2"] code'), 0.01, 0.4)
  await log.focus()
  await viewer.getByText('Marks', { exact: true }).click()
  await page.keyboard.press('a')
  const form = page.getByRole('complementary', { name: /^Mark line 2, “badge 2/ })
  await form.getByLabel('Why it matters').fill('One was refused.')
  await form.getByRole('button', { name: /^Mark line 2/ }).click()
  await expect(log.getByRole('button', { name: 'Mark 1: One was refused.' })).toBeVisible()
  await first.close()

  // All of it is there after a restart: each place opens as it was, and stands out.
  const { page: again } = await start()
  await again.getByRole('button', { name: /North site/ }).click()
  await unlock(again)
  await openCase(again, 'Plan in the lobby', 'Brief')
  await expect(again.getByText('The lock of the door.').first()).toBeVisible()
  await tab(again, 'Evidence').click()
  await again
    .getByRole('region', { name: 'Evidence' })
    .locator('label')
    .filter({ hasText: /^Marks$/ })
    .click()
  const list = again.getByRole('list', { name: 'Marks of the case' })
  await expect(list.getByRole('listitem')).toHaveCount(7)
  await list.getByRole('link', { name: /delivery gate stays/ }).click()
  const opened = again.getByRole('region', { name: /^Exhibit / })
  const lit = opened.locator('[data-page="1"] i')
  await expect(lit.first()).toBeVisible()
  const [stands, word] = [
    await lit.first().boundingBox(),
    await opened.locator('[data-page="1"] [data-word]').filter({ hasText: 'gate' }).boundingBox(),
  ]
  expect(stands && word && stands.x < word.x && stands.x + stands.width > word.x + word.width).toBe(true)
  expect(stands && word && Math.abs(stands.y - word.y) < 8).toBe(true)
  // The next of its marks, by key.
  await again.keyboard.press('n')
  await again.keyboard.press('n')
  await expect(opened.getByRole('button', { name: /^Mark 2: The sheet/ })).toHaveAttribute('aria-current', 'location')
  for (const [name, place] of [
    [/letter\.eml/, opened.locator('[data-here]').filter({ hasText: 'I shall' })],
    [/costs\.xlsx/, opened.getByRole('gridcell', { name: '12', selected: true })],
    [
      /agreement\.docx/,
      opened.locator('[data-block] [class*="on"], [data-block] [class*="lit"]').filter({ hasText: 'Meet' }),
    ],
    [/gate\.log/, opened.locator('[data-line="2"] [data-here]').filter({ hasText: 'badge 2' })],
  ] as const) {
    await openCase(again, 'Plan in the lobby', 'Evidence')
    await list.getByRole('link', { name }).click()
    await expect(place.first()).toBeVisible()
  }
})
