import { closeSync, createReadStream, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from '../../e2e/ask.ts'
import { addByPicker, field, button, fileReport, keepPicked, makeVault, promote, room, tab } from '../../e2e/steps.ts'
import { expect, test } from '../../e2e/fixture.ts'
import { startBrowser } from '../../e2e/stations/browser.ts'
import { startElectron } from '../../e2e/stations/electron.ts'
import type { Workstation } from '../../e2e/stations/station.ts'
import { waveHeader } from '../../support/wave.ts'
import { writeNoise } from '../noise.ts'
import { prose } from '../reports.ts'
import { interleaved, timed } from '../timing.ts'
import type { HostFigures, WindowFigures } from './figures.ts'
import { clickToShown, readBytes, seek } from './in-page.ts'

const MiB = 1024 * 1024
const clicks = Number(process.env['HOLDFAST_BENCH_CLICKS'] ?? '40')
const size = Number(process.env['HOLDFAST_BENCH_SIZE'] ?? String(64 * MiB))
const rounds = 3
/** Seconds. */
const twoHours = 7200

test('the window of the desktop beside that of the browser', async ({ home }) => {
  const out = process.env['HOLDFAST_BENCH_OUT']
  test.skip(out === undefined, 'npm run bench -- --only window')
  const file = join(home, 'noise.wav')
  writeNoise(file, size)
  const opened = openSync(file, 'r+')
  writeSync(opened, waveHeader(size - 44, { rate: Math.round((size - 44) / twoHours) }))
  closeSync(opened)
  const [desktop, browser] = [
    await startElectron({ home: join(home, 'desktop'), idleMinutes: 0 }),
    await startBrowser({ home: join(home, 'browser'), idleMinutes: 0, headless: false }),
  ]
  const figures: WindowFigures = { desktop: none(), browser: none(), size, plain: [] }
  const hosts = { desktop, browser }
  const tokens = { desktop: await keep(desktop, file), browser: await keep(browser, file) }
  for (let n = 0; n < clicks; n += 1) {
    for (const name of ['desktop', 'browser'] as const) {
      const { committed, shown } = await fileOne(hosts[name], prose(n, 30))
      figures[name].committed.push(committed)
      figures[name].shown.push(shown)
    }
  }
  await interleaved(rounds, {
    desktop: async () => figures.desktop.bytes.push(await readBytes(desktop.page, tokens.desktop, size, size)),
    // What a request of the browser's host brings is answered in one go.
    browser: async () => figures.browser.bytes.push(await readBytes(browser.page, tokens.browser, size, 16 * MiB)),
    plain: async () => figures.plain.push(await timed(() => readPlain(file))),
  })
  for (const name of ['desktop', 'browser'] as const)
    figures[name].seeks = await seek(
      hosts[name].page,
      tokens[name],
      [3600, 7000, 60, 5400, 1800, 7190, 30, 4000, 6500, 900],
    )
  writeFileSync(out ?? '', JSON.stringify(figures))
  await browser.close()
  await desktop.close()
})

const none = (): HostFigures => ({ committed: [], shown: [], bytes: [], seeks: [] })

/** Makes a vault and keeps the file in it; returns the token of its bytes. */
async function keep({ page }: Workstation, file: string): Promise<string> {
  await makeVault(page)
  await fileReport(page, 'Seen at the gate.')
  await promote(page, 'The gate')
  await tab(page, 'Evidence').click()
  await addByPicker(page, [file])
  await keepPicked(page)
  await expect(page.getByRole('row', { name: /noise\.wav/ }).first()).toBeVisible()
  const { items } = await ask(page, 'case.list', {})
  const { items: kept } = await ask(page, 'exhibit.list', { case: items[0]?.id ?? '' })
  const { bytes } = await ask(page, 'exhibit.play', { exhibit: kept[0]?.id ?? '' })
  return bytes
}

/** Fills a report's form as a person does, and times the click that files it. */
async function fileOne({ page }: Workstation, narrative: string): Promise<{ committed: number; shown: number }> {
  await room(page, 'Queue').click()
  await button(page, 'New report').first().click()
  await page.getByRole('button', { name: 'Threat', exact: true }).click()
  await field(page, 'Who is threatened').fill('Dana Hale')
  await field(page, 'How it was made').selectOption('message')
  await field(page, 'Happened').fill('2026-11-22')
  await field(page, 'Channel').selectOption('phone')
  await field(page, 'What was said or written').fill(narrative)
  return clickToShown(page, narrative)
}

async function readPlain(file: string): Promise<void> {
  let taken = 0
  for await (const piece of createReadStream(file, { highWaterMark: MiB })) taken += (piece as Buffer).length
  if (taken !== size) throw new Error(`${taken} bytes were read`)
}
