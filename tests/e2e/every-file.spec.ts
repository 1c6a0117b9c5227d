import type { Page } from '@playwright/test'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, relative } from 'node:path'
import { appWithCase } from '../bench/room.ts'
import { filesUnder, isThere, real } from '../real/real.ts'
import { passphrase } from '../support/app.ts'
import { peaksWhile } from '../support/peaks.ts'
import { recorded, strace } from './capture.ts'
import { expect, test } from './fixture.ts'
import { shoot } from './look.ts'
import { openCase, unlock } from './steps.ts'

// Other people's files, opened in the viewer one after the other: each is shown or says why not, nothing of it runs or is sent, no process
// grows over its limit, and the window answers all the while. A tenth of them, always the same, on each run; every one with `--all`.

const all = process.env['HOLDFAST_E2E'] === 'all'
const folders = 'photos pdfs hostile-pdfs emails mail documents web-archives audio alerts tracks'.split(' ')
const chosen = (path: string): boolean =>
  all || createHash('sha256').update(basename(path)).digest().readUInt32BE(0) % 10 === 0
const files = folders
  .filter(isThere)
  .flatMap(filesUnder)
  .filter((path) => !path.endsWith('README.md') && chosen(path))

let folder: string
test.beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-every-file-'))))
test.afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10 }))

/** Begins to count how long the window does not come to do anything else, in milliseconds. */
const heartbeat = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const beat = { last: performance.now(), longest: 0 }
    Object.assign(globalThis, { beat })
    setInterval(() => {
      const now = performance.now()
      beat.longest = Math.max(beat.longest, now - beat.last)
      beat.last = now
    }, 50)
  })
const longestPause = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const { beat } = globalThis as unknown as { beat: { longest: number } }
    const { longest } = beat
    beat.longest = 0
    return longest
  })

/** What the viewer shows of an exhibit once it shows it: nothing on the way any more, and something to see or a reason. */
interface Shown {
  /** Milliseconds from the key to there. */
  took: number
  words: string
  pictures: number
  problems: string[]
}

async function shown(page: Page, number: string, act: () => Promise<unknown>): Promise<Shown> {
  const began = performance.now()
  await act()
  const viewer = page.getByRole('region', { name: `Exhibit ${number}`, exact: true })
  const stage = viewer.getByRole('region', { name: 'What it shows' })
  const failed = viewer.getByText('It could not be opened')
  await expect(stage.or(failed).first()).toBeVisible({ timeout: 60_000 })
  await expect(viewer.locator('.loading, [aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 })
  const took = performance.now() - began
  const frames = await stage.locator('iframe').count()
  return {
    took,
    words: (await viewer.innerText()).trim(),
    pictures: (await stage.locator('img').count()) + frames,
    problems: await viewer.getByRole('list', { name: 'What is wrong with it, or was not read' }).allInnerTexts(),
  }
}

test('every file is shown in its viewer or says why not, and nothing of it gets out', async ({ home, start }) => {
  test.skip(files.length === 0, 'the real files are not here')
  test.skip(strace === undefined, 'strace is not here, which sees what is sent')
  test.setTimeout(120_000 + files.length * 10_000)
  const { app, call, case: number } = await appWithCase(home)
  const kept = await call('exhibit.add', { case: number, files })
  await app.close()

  const sent: (() => string[])[] = []
  const { page, close } = await start((program) => {
    const made = recorded(folder, program)
    sent.push(made.sent)
    return made.program
  })
  const odd: string[] = []
  page.on('dialog', (dialog) => {
    odd.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => odd.push('window'))
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    if (!['data:', 'blob:', 'app:'].includes(protocol) && hostname !== 'app.local') odd.push(request.url())
  })
  await page.getByRole('button', { name: /^V / }).click()
  await unlock(page, passphrase)
  await openCase(page, 'Calls to the lobby', 'Evidence')
  await page
    .getByRole('row', { name: basename(files[0] ?? '') })
    .getByRole('button')
    .first()
    .click()
  await page.getByRole('link', { name: 'Open exhibit' }).click()
  await heartbeat(page)

  const lines: string[] = []
  const looking = async (): Promise<void> => {
    for (const [index, exhibit] of kept.entries()) {
      const name = relative(real('.'), files[index] ?? '')
      const found = await shown(page, exhibit.number, () =>
        index === 0 ? Promise.resolve() : page.keyboard.press(']'),
      )
      const pause = await longestPause(page)
      await shoot(page, `file ${String(index + 1).padStart(3, '0')} ${name.replaceAll('/', '_')}`)
      lines.push(
        `${found.took.toFixed(0).padStart(6)} ms, pause ${pause.toFixed(0)} ms, ${name}: ${found.problems.join('; ')}`,
      )
      expect.soft(found.words, name).not.toMatch(/was stopped|ended the process|It could not be opened/)
      expect.soft(found.pictures > 0 || found.words.length > 200, name).toBe(true)
      expect.soft(pause, `${name}: the window answers`).toBeLessThan(5000)
      if (all) expect.soft(found.took, name).toBeLessThan(10_000)
    }
  }
  const peaks = await peaksWhile(looking())
  process.stdout.write(`${lines.join('\n')}\n`)
  const most = Math.max(...peaks.filter(({ program }) => program.includes('reader')).map(({ bytes }) => bytes))
  process.stdout.write(`${files.length} files; the largest reader took ${Math.round(most / 1e6)} MB\n`)
  expect(most).toBeGreaterThan(0)
  expect(most).toBeLessThan(750_000_000)
  expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false)
  expect(odd).toEqual([])
  await close()
  expect(sent).toHaveLength(1)
  expect(sent[0]?.()).toEqual([])
})
