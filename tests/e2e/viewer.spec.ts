import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addByPicker, button, field, fileReport, keepPicked, makeVault, promote, tab } from './steps.ts'

// Evidence is opened in the window: pages, pictures, text and bytes, each drawn by the reader.

async function plan(): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  const font = await made.embedFont(StandardFonts.Helvetica)
  for (let page = 1; page <= 40; page++) {
    const sheet = made.addPage([595, 842])
    sheet.drawText(`Plan of the north site, sheet ${page}`, { x: 60, y: 760, size: 20, font })
    sheet.drawText(page === 33 ? 'The delivery gate stays locked.' : 'Nothing to report.', {
      x: 60,
      y: 700,
      size: 12,
      font,
    })
  }
  await made.attach(Buffer.from('gate\nlobby\n'), 'list.txt', { mimeType: 'text/plain' })
  return made.save()
}

const door = (leaf: string): Promise<Buffer> =>
  sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#7a8f6a' } })
    .composite([
      { input: Buffer.from(`<svg width="600" height="400"><rect width="600" height="400" fill="${leaf}"/></svg>`) },
    ])
    .jpeg()
    .toBuffer()

test('evidence is opened and looked at: pages, what lies in them, pictures, text and bytes', async ({ page, home }) => {
  test.slow()
  const files: Record<string, Uint8Array | string> = {
    'plan.pdf': await plan(),
    'door.jpg': await door('#333'),
    'door later.jpg': await door('#a33'),
    'gate.log': Array.from({ length: 50_000 }, (_, n) => `2026-11-30 06:${n % 60} badge ${n + 1} refused`).join('\n'),
    'unknown.bin': randomBytes(40_000),
  }
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(home, name), bytes)
    return join(home, name)
  })
  await makeVault(page)
  await fileReport(page, 'A plan of the site was left at the lobby.')
  await promote(page, 'Plan in the lobby')
  await tab(page, 'Evidence').click()
  await addByPicker(page, paths)
  await keepPicked(page)
  await page.getByRole('row', { name: 'plan.pdf' }).getByRole('button').click()
  await page.getByRole('link', { name: 'Open exhibit' }).click()

  const viewer = page.getByRole('region', { name: /^Exhibit / })
  await expect(viewer.getByRole('img', { name: 'Page 1' })).toBeVisible()
  await expect(viewer.getByRole('document')).toContainText('Plan of the north site, sheet 1')
  await page.keyboard.press('Control+f')
  await viewer.getByLabel('Find in this exhibit').fill('delivery GATE')
  await viewer.getByRole('button', { name: 'Find', exact: true }).click()
  await viewer.getByRole('button', { name: /p\. 33/ }).click()
  await expect(viewer.getByRole('img', { name: 'Page 33' })).toBeVisible()
  await look(page, 'viewer-pages')
  await page.setViewportSize({ width: 1440, height: 900 })

  await viewer.getByText('Marks', { exact: true }).click()
  await viewer.getByRole('button', { name: 'Mark p. 33' }).click()
  const form = page.getByRole('complementary', { name: 'Mark p. 33' })
  await form.getByLabel('Why it matters').fill('It says which gate stays locked.')
  await form.getByLabel('Labels').fill('gate, plan')
  await form.getByRole('button', { name: 'Mark p. 33', exact: true }).click()
  const marks = viewer.getByRole('list', { name: 'Marks' })
  await expect(marks.getByRole('listitem')).toContainText('It says which gate stays locked.')
  await viewer.getByLabel('Page', { exact: true }).fill('2')
  await page.keyboard.press('Enter')
  await expect(viewer.getByRole('img', { name: 'Page 2' })).toBeVisible()
  await marks.getByRole('button', { name: /p\. 33/ }).click()
  await expect(viewer.getByRole('img', { name: 'Page 33' })).toBeVisible()
  await look(page, 'viewer-marks')
  await page.setViewportSize({ width: 1440, height: 900 })

  // Another with a label of the case, which is offered; in the case both are listed, filtered, and open at their places.
  await viewer.getByLabel('Page', { exact: true }).fill('2')
  await page.keyboard.press('Enter')
  await viewer.getByRole('button', { name: 'Mark p. 2', exact: true }).click()
  const second = page.getByRole('complementary', { name: 'Mark p. 2' })
  await second.getByLabel('Labels').fill('pla')
  await page.getByRole('option', { name: 'plan' }).click()
  await second.getByRole('button', { name: 'Mark p. 2', exact: true }).click()
  await expect(marks.getByRole('listitem')).toHaveCount(2)
  await viewer.getByRole('link', { name: /-E01$/ }).click()
  await button(page, 'Close plan.pdf').click()
  await page
    .getByRole('region', { name: 'Evidence' })
    .locator('label')
    .filter({ hasText: /^Marks$/ })
    .click()
  const ofCase = page.getByRole('list', { name: 'Marks of the case' })
  await expect(ofCase.getByRole('listitem')).toHaveCount(2)
  await look(page, 'case-marks')
  await field(page, 'Label').selectOption('gate')
  await expect(ofCase.getByRole('listitem')).toHaveCount(1)
  await expect(ofCase).toContainText('It says which gate stays locked.')
  await ofCase.getByRole('link', { name: /plan\.pdf, p\. 33/ }).press('Enter')
  await expect(viewer.getByRole('img', { name: 'Page 33' })).toBeVisible()

  await viewer.getByLabel('Page', { exact: true }).fill('1')
  await page.keyboard.press('Enter')
  await button(viewer, 'Read the text').click()
  await expect(viewer.getByText('Read by OCR out of the picture, not the file’s own text')).toBeVisible({
    timeout: 30_000,
  })
  await expect(viewer.getByRole('document')).toContainText('Plan of the north site, sheet 1')
  await page.keyboard.press('Control+f')
  await viewer.getByLabel('Find in this exhibit').fill('NORTH site')
  await viewer.getByRole('button', { name: 'Find', exact: true }).click()
  const read = viewer.getByRole('list', { name: 'Read by OCR' }).getByRole('button')
  await expect(read).toHaveText(/p\. 1, “north site,?”.*\d+ % sure/)
  await read.click()
  await look(page, 'viewer-ocr')
  await button(viewer, 'Hide these words').click()

  await viewer.getByText('Inside (1)').click()
  await viewer.getByRole('button', { name: 'Make exhibit' }).click()
  await expect(viewer.getByText(/Kept as .*E06/)).toBeVisible()
  await viewer.getByRole('button', { name: 'list.txt' }).click()
  await expect(viewer.getByRole('region', { name: 'Text of list.txt' })).toContainText('lobby')
  await page.keyboard.press('Escape')
  await expect(viewer.getByRole('img', { name: 'Page 1' })).toBeVisible()

  await page.keyboard.press(']')
  await expect(viewer.getByRole('img', { name: 'Picture 1 of door.jpg' })).toBeVisible()
  await button(viewer, 'Turn').click()
  await expect(viewer).toContainText('turned for looking only')
  await button(viewer, 'Larger').click()
  await look(page, 'viewer-picture')
  await page.setViewportSize({ width: 1440, height: 900 })

  // Beside the next: both are enlarged and moved together, until that is switched off.
  await page.keyboard.press('c')
  const both = page.getByRole('region', { name: 'Compare' })
  const rooms = both.getByRole('region', { name: /^Picture door/ })
  await expect(both.getByRole('img', { name: /^Picture 1 of door/ })).toHaveCount(2)
  await expect(both.getByRole('group', { name: /^Facts of/ })).toHaveCount(2)
  for (let n = 0; n < 3; n++) await page.keyboard.press('+')
  const zooms = both.getByRole('status', { name: 'Zoom' })
  const one = await zooms.first().textContent()
  await expect(zooms.last()).toHaveText(one ?? '')
  await rooms.first().evaluate((room) => room.scrollTo({ left: 150, top: 120 }))
  await expect.poll(() => rooms.last().evaluate((room) => [room.scrollLeft, room.scrollTop])).toEqual([150, 120])
  await look(page, 'viewer-compare')
  await page.keyboard.press('l')
  await page.keyboard.press('o')
  await page.keyboard.press('1')
  await expect(zooms.last()).toHaveText('100 %')
  await expect(zooms.first()).not.toHaveText('100 %')
  await page.keyboard.press('Escape')
  await expect(viewer.getByRole('img', { name: 'Picture 1 of door.jpg' })).toBeVisible()

  await page.keyboard.press(']')
  await page.keyboard.press(']')
  const text = viewer.getByRole('region', { name: 'Text of gate.log' })
  await expect(text).toContainText('badge 1 refused')
  await text.evaluate((list) => {
    list.scrollTop = list.scrollHeight
  })
  await expect(text).toContainText('badge 50000 refused')
  await look(page, 'viewer-lines')
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.keyboard.press(']')
  await expect(viewer.getByRole('region', { name: 'Bytes of unknown.bin' })).toContainText('00000010')
  await look(page, 'viewer-bytes')
  await page.keyboard.press('Escape')
})
