import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toneOf } from '../support/wave.ts'
import { ask } from './ask.ts'
import { expect, test } from './fixture.ts'
import { look } from './look.ts'
import { addByPicker, button, fileReport, keepPicked, makeVault, promote, tab } from './steps.ts'

const inputs = join(import.meta.dirname, '../inputs/recordings')

test('a recording is played by the window, marked, and gone when the vault is locked', async ({ page, home }) => {
  const file = join(home, 'call.wav')
  writeFileSync(file, toneOf(120, { rate: 16_000 }))
  await makeVault(page)
  await fileReport(page, 'The caller was recorded.')
  await promote(page, 'Calls')
  await tab(page, 'Evidence').click()
  await addByPicker(page, [file, join(inputs, 'film.webm'), join(inputs, 'film.avi'), join(inputs, 'call.mp3')])
  await keepPicked(page)
  await page.getByRole('row', { name: 'call.wav' }).getByRole('button').click()
  await page.getByRole('link', { name: 'Open exhibit' }).click()
  const viewer = page.getByRole('region', { name: /^Exhibit / })
  const media = viewer.locator('video')
  const time = viewer.getByRole('status', { name: 'Time' })
  await expect(time).toContainText('of 02:00')
  await expect(viewer.getByText('Peak -6.0 dBFS, mean (RMS) -9.0 dBFS')).toBeVisible()
  // Nobody has played it: nothing of it is to be had, and nothing is on record.
  expect(await media.getAttribute('src')).toBeNull()

  await viewer.getByRole('button', { name: 'Play' }).click()
  await expect.poll(() => media.evaluate((element: HTMLVideoElement) => element.currentTime)).toBeGreaterThan(0)
  await page.keyboard.press('k')
  await expect(viewer.getByRole('button', { name: 'Play' })).toBeVisible()
  expect(await media.evaluate((element: HTMLVideoElement) => element.duration)).toBeCloseTo(120, 1)
  const src = (await media.getAttribute('src')) ?? ''
  expect(src).toMatch(/^\/bytes\/[\w-]{32}$/)

  // Its far end is reached without what lies between, by a click and by keys.
  const strip = viewer.getByRole('slider', { name: 'Place in the recording' })
  const { width } = (await strip.boundingBox()) ?? { width: 0 }
  await strip.click({ position: { x: width * 0.75, y: 20 } })
  await expect(time).toHaveText(/^01:(29|30)/)
  await page.keyboard.press('Home')
  await expect(time).toHaveText(/^00:00/)
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('ArrowRight')
  await expect(time).toContainText('00:12')
  await page.keyboard.press('s')
  for (let n = 0; n < 3; n += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('e')
  await expect(viewer.getByText('00:12–00:21')).toBeVisible()
  await page.keyboard.press('m')
  await viewer.getByRole('button', { name: 'Mark at 00:12–00:21' }).click()
  const form = page.getByRole('complementary', { name: 'Mark at 00:12–00:21' })
  await form.getByLabel('Why it matters').fill('He says when he will come.')
  await form.getByRole('button', { name: 'Mark at 00:12–00:21', exact: true }).click()
  const marks = viewer.getByRole('list', { name: 'Marks' })
  await expect(marks.getByRole('listitem')).toContainText('He says when he will come.')
  await page.keyboard.press('x')
  await page.keyboard.press('Home')
  await expect(time).toHaveText(/^00:00/)
  await marks.getByRole('button', { name: /at 00:12–00:21/ }).click()
  await expect(time).toContainText('00:12')
  await look(page, 'recording')
  await page.setViewportSize({ width: 1440, height: 900 })

  // A video: its pictures one by one, and one of them kept.
  await viewer.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(viewer.getByRole('heading', { name: 'film.webm' })).toBeVisible()
  await expect(time).toContainText('of 00:03')
  await expect.poll(() => page.evaluate((from) => fetch(from).then(({ status }) => status), src)).toBe(404)
  for (let n = 0; n < 2; n += 1) {
    await page.keyboard.press('.')
    await expect(time).toHaveText(new RegExp(`^00:00\\.${n + 1}0\\d`))
  }
  await viewer.getByRole('button', { name: 'Keep picture' }).click()
  await expect(viewer.getByRole('button', { name: /^Kept as / })).toBeVisible()
  await look(page, 'recording-video')
  await page.setViewportSize({ width: 1440, height: 900 })
  const { items } = await ask(page, 'case.list', {})
  const { items: kept } = await ask(page, 'exhibit.list', { case: items[0]?.id ?? '' })
  const still = kept.find(({ kind }) => kind === 'derivative')
  expect(still?.fileName).toMatch(/^film at 00\.00\.20\d\.png$/)
  expect(still?.derivedFrom?.how).toMatch(/^still at 00:00\.20\d as PNG, drawn by Chromium [\d.]+ in the window$/)

  // What the engine does not decode is named.
  await viewer.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(viewer.getByRole('heading', { name: 'film.avi' })).toBeVisible()
  await expect(time).toContainText('of 00:01')
  await viewer.getByRole('button', { name: 'Play' }).click()
  await expect(viewer.getByRole('alert')).toContainText('does not decode this recording (MPEG-4 Visual)')

  // What the reader has no decoder for is measured by the engine, which plays nothing for it.
  await viewer.getByRole('button', { name: 'Next', exact: true }).click()
  await expect(viewer.getByRole('heading', { name: 'call.mp3' })).toBeVisible()
  await expect(viewer.getByText(/^Peak -1\d\.\d dBFS, mean \(RMS\) -2\d\.\d dBFS$/)).toBeVisible()

  const played = async (name: string): Promise<number> => {
    const exhibit = kept.find(({ fileName }) => fileName === name)?.id ?? ''
    const { custody } = await ask(page, 'exhibit.get', { exhibit })
    return custody.filter(({ action }) => action === 'access').length
  }
  expect(await played('call.wav')).toBe(1)
  expect(await played('film.webm')).toBe(1)
  expect(await played('call.mp3')).toBe(0)
  await button(page, 'Lock').click()
  await expect(page.getByText('The vault is locked.')).toBeVisible()
})
