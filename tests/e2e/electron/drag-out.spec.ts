import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from '../fixture.ts'
import { familyOf } from '../processes.ts'
import { startElectron } from '../stations/electron.ts'
import { addByPicker, button, fileReport, keepPicked, makeVault, promote, tab } from '../steps.ts'
import { endOf } from './ended.ts'

// An exhibit is dragged out of the window: asked first, verified, on record, and its copy never stays behind.

test.skip(process.platform !== 'linux', 'looks at processes in /proc')

async function dragged(page: Page, from: Locator): Promise<void> {
  await from.hover()
  await page.mouse.down()
  const box = await from.boundingBox()
  const [x, y] = [(box?.x ?? 0) + 12, (box?.y ?? 0) + 12]
  for (const step of [0, 10, 20]) await page.mouse.move(x + step, y + step)
  await page.mouse.up()
}

test('an exhibit is dragged out as a verified copy, which a killed Holdfast does not leave behind', async ({
  home,
}) => {
  test.slow()
  const station = await startElectron({ home, idleMinutes: 0 })
  const { app, page } = station
  const letter = join(home, 'letter.txt')
  writeFileSync(letter, 'Whoever reads this knows it.')
  await makeVault(page)
  await fileReport(page, 'A letter came.')
  await promote(page, 'A letter')
  await tab(page, 'Evidence').click()
  await addByPicker(page, [letter])
  await keepPicked(page)
  // What the system would be given to drag.
  await app.evaluate(({ BrowserWindow }) => {
    const files: string[] = []
    Object.assign(globalThis, { files })
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents) contents.startDrag = ({ file }) => void files.push(file)
  })
  const given = (): Promise<string[]> => app.evaluate(() => (globalThis as unknown as { files: string[] }).files)

  // By its name in the register: first it is asked, and nothing is written.
  const outgoing = join(home, '.window', 'outgoing')
  const name = page.getByRole('row', { name: /letter\.txt/ }).locator('.exhibits_file-name')
  await dragged(page, name)
  await expect(page.getByRole('region', { name: 'Drag out' })).toContainText('It is not encrypted')
  await button(page, 'Leave it').click()
  await expect(page.getByRole('region', { name: 'Drag out' })).toBeHidden()
  expect(await given()).toEqual([])
  await button(page, 'Drag out…').click()
  await button(page, 'Make the copy').click()
  const ready = page.locator('.exhibits_drag-copy')
  await expect(ready).toContainText('letter.txt')
  await expect(page.getByText('dragged to another program')).toBeVisible()
  await dragged(page, ready)
  await expect.poll(async () => (await given()).length).toBe(1)
  await dragged(page, name)
  await expect.poll(async () => (await given()).length).toBe(2)
  const [file = '', again] = await given()
  expect(again).toBe(file)
  expect(dirname(dirname(file))).toBe(outgoing)
  expect(readFileSync(file, 'utf8')).toBe('Whoever reads this knows it.')
  expect(statSync(dirname(file)).mode & 0o777).toBe(0o700)

  // A page has nothing else dragged; messages of one sender keep their order.
  await page.evaluate(
    ([other, ours]) => {
      const { desktop } = (window as unknown as { holdfast: { desktop: { drag(file: string): void } } }).holdfast
      for (const one of ['/etc/passwd', other ?? '', ours ?? '']) desktop.drag(one)
    },
    [letter, file],
  )
  await expect.poll(async () => (await given()).length).toBe(3)
  expect(await given()).toEqual([file, file, file])

  // Killed at once, main process and core: nobody is left who could clear up.
  const main = app.process()
  const family = familyOf(main.pid ?? 0)
  const ended = endOf(main)
  for (const signal of ['SIGSTOP', 'SIGKILL'] as const)
    for (const pid of family) {
      try {
        process.kill(pid, signal)
      } catch {
        // It went with another.
      }
    }
  await ended
  expect(readdirSync(dirname(file))).toHaveLength(1)
  const next = await startElectron({ home, idleMinutes: 0 })
  await expect(button(next.page, 'Unlock').or(button(next.page, 'Make a vault')).first()).toBeVisible()
  expect(readdirSync(outgoing)).toEqual([])
  await next.close()
})
