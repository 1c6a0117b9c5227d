import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './fixture.ts'
import {
  addByPicker,
  audit,
  buildPacket,
  button,
  field,
  fileReport,
  keepPicked,
  makeVault,
  promote,
  room,
  tab,
  writeNote,
} from './steps.ts'

const sample = join(import.meta.dirname, '../../resources/sample/exhibits/lobby-camera.jpg')

/** Fails with the rules that a screen breaks and where. */
async function isClean(page: Page, screen: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  expect.soft(found, screen).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${colorScheme}`, async ({ page, home }) => {
    test.setTimeout(240_000)
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await isClean(page, 'first start')
    await button(page, 'Make a vault').click()
    await isClean(page, 'make a vault, 1')
    await field(page, 'Vault name').fill('North site')
    await button(page, 'Continue').click()
    await isClean(page, 'make a vault, 2')
    await field(page, 'Your name').fill('Ada Lindqvist')
    await button(page, 'Continue').click()
    await isClean(page, 'make a vault, 3')
    await button(page, 'Back').click()
    await button(page, 'Back').click()
    await button(page, 'Back').click()
    await makeVault(page)
    await isClean(page, 'empty queue')

    await button(page, 'New report').first().click()
    await isClean(page, 'new report')
    await button(page, 'File report').click()
    await isClean(page, 'new report, refused')
    await fileReport(page, 'A man asked twice which gate the night shift uses.')
    await isClean(page, 'queue')
    await button(page, 'Promote to case').click()
    await isClean(page, 'promote')
    await page.keyboard.press('Escape')
    await room(page, 'Queue').click()
    await promote(page, 'Questions at the north gate')
    await isClean(page, 'case')
    for (const name of ['Reports', 'Evidence', 'Notebook', 'Packets', 'History']) {
      await tab(page, name).click()
      await isClean(page, `${name}, empty`)
    }

    const file = join(home, 'gate camera.jpg')
    copyFileSync(sample, file)
    await tab(page, 'Evidence').click()
    await addByPicker(page, [file])
    await isClean(page, 'add exhibits')
    await keepPicked(page)
    await expect(page.getByRole('img', { name: /gate camera/ })).toBeVisible()
    await isClean(page, 'evidence')
    await writeNote(page, 'Talk with the guard', 'He saw the same car on Tuesday.')
    await expect(page.getByText('Revision 1 saved')).toBeVisible()
    await isClean(page, 'notebook')
    await buildPacket(page, 'County counsel', 'For advice')
    await expect(button(page, 'Show file')).toBeVisible({ timeout: 60_000 })
    await isClean(page, 'packets')

    await room(page, 'Cases').click()
    await isClean(page, 'cases')
    await audit(page)
    await expect(page.getByText('The vault is as it was sealed')).toBeVisible()
    await isClean(page, 'ledger')
    await page.getByRole('link', { name: /^Vault North site/ }).click()
    await isClean(page, 'vault')
    await page.keyboard.press('Control+k')
    await isClean(page, 'palette')
    await page.keyboard.press('Escape')
    await button(page, 'Lock').click()
    await isClean(page, 'unlock')
  })
}
