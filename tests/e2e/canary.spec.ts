import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { waveHeader } from '../support/wave.ts'
import { PDFDocument, StandardFonts } from 'pdf-lib'
import sharp from 'sharp'
import { filesHolding } from './canary.ts'
import { expect, test } from './fixture.ts'
import { addByPicker, button, fileReport, keepPicked, makeVault, passphrase, promote, tab, writeNote } from './steps.ts'

/** Entries of the temporary folder that were not there before. */
const newIn = (before: ReadonlySet<string>): string[] =>
  readdirSync(tmpdir()).flatMap((name) => (before.has(name) ? [] : [join(tmpdir(), name)]))

const soundSeconds = 400

/** Plays a recording, goes to several places of it, and back to where it was opened from. */
async function playAll(page: Page, name: string): Promise<void> {
  await page.getByRole('row', { name }).getByRole('button').click()
  await page.getByRole('link', { name: 'Open exhibit' }).click()
  const viewer = page.getByRole('region', { name: /^Exhibit / })
  const media = viewer.locator('video')
  const now = (): Promise<number> => media.evaluate((element: HTMLVideoElement) => element.currentTime)
  await viewer.getByRole('button', { name: 'Play' }).click()
  await expect.poll(now).toBeGreaterThan(0)
  expect(await media.evaluate((element: HTMLVideoElement) => element.duration)).toBeCloseTo(soundSeconds, 1)
  await page.keyboard.press('k')
  for (const share of [0.9, 0.1, 0.5, 0.8]) {
    const strip = viewer.getByRole('slider', { name: 'Place in the recording' })
    const { width } = (await strip.boundingBox()) ?? { width: 0 }
    await strip.click({ position: { x: width * share, y: 20 } })
    await expect.poll(now).toBeCloseTo(soundSeconds * share, -1)
    expect(await media.evaluate((element: HTMLVideoElement) => element.error)).toBeNull()
  }
  await page.keyboard.press('Escape')
  await expect(viewer).toBeHidden()
}

test('what is typed and played lies in no file, while the vault is open and after', async ({ start, home }) => {
  test.setTimeout(120_000)
  const before = new Set(readdirSync(tmpdir()))
  const mark = randomBytes(6).toString('hex')
  const canaries = ['report', 'note', 'draft', 'exhibit', 'call'].map((where) => `canary ${mark} ${where}`)
  const [report = '', note = '', draft = '', exhibit = '', call = ''] = canaries
  const searched = [...canaries, passphrase]
  // The searched copy of an exhibit's original lies where the person has it: outside.
  const outside = join(home, '..', `original-${mark}.txt`)
  // Its samples are the words, again and again; more of them than one piece of the byte channel has.
  const sound = join(home, '..', `original-${mark}.wav`)
  const samples = Buffer.alloc(soundSeconds * 8000, `${call} `)

  const { page, close } = await start()
  await makeVault(page)
  await fileReport(page, `A narrative with the ${report} in it.`)
  await promote(page, 'Searching for what was typed')
  writeFileSync(outside, `The ${exhibit} in a file.`)
  await tab(page, 'Evidence').click()
  writeFileSync(sound, Buffer.concat([waveHeader(samples.length), samples]))
  await addByPicker(page, [outside, sound])
  await keepPicked(page)
  await expect(page.getByText(`The ${exhibit} in a file.`)).toBeVisible()
  await playAll(page, `original-${mark}.wav`)
  await writeNote(page, 'A note', `Words with the ${note} in them.`)
  await expect(page.getByText('Revision 1 saved')).toBeVisible()
  await page.keyboard.type(` And a ${draft}`)
  // Drafts, the vault's journal and a browser's session files are written some seconds late.
  await page.waitForTimeout(5000)

  const folders = (): string[] => [home, ...newIn(before).filter((path) => path !== outside && path !== sound)]
  expect(filesHolding(searched, folders())).toEqual([])
  await button(page, 'Lock').click()
  await expect(page.getByText('The vault is locked.')).toBeVisible()
  expect(filesHolding(searched, folders())).toEqual([])
  await close()
  expect(filesHolding(searched, folders())).toEqual([])
})

const looked =
  'what was looked at of an exhibit lies in no file: words of a PDF, a mail and a picture, and what OCR read'
test(looked, { tag: '@desktop' }, async ({ start, home }) => {
  test.setTimeout(180_000)
  const before = new Set(readdirSync(tmpdir()))
  const mark = randomBytes(6).toString('hex')
  const canaries = ['page', 'mail', 'claim'].map((where) => `canary ${mark} ${where}`)
  const [words = '', mail = '', claim = ''] = canaries
  // The originals lie where the person has them: outside.
  const outside = join(home, '..', `originals-${mark}`)
  mkdirSync(outside)
  const made = await PDFDocument.create()
  made
    .addPage([400, 200])
    .drawText(words, { x: 20, y: 100, size: 16, font: await made.embedFont(StandardFonts.Helvetica) })
  const picture = sharp({ create: { width: 200, height: 100, channels: 3, background: '#7a8f6a' } })
  const files: Record<string, Uint8Array | string> = {
    'plan.pdf': await made.save(),
    'letter.eml': `From: a@example.org\nTo: b@example.org\nDate: Mon, 30 Nov 2026 06:12:44 +0000\nSubject: Gate\n\n${mail}\n`,
    'door.jpg': await picture
      .withExif({ IFD0: { ImageDescription: claim } })
      .jpeg()
      .toBuffer(),
  }
  const paths = Object.entries(files).map(([name, bytes]) => {
    writeFileSync(join(outside, name), bytes)
    return join(outside, name)
  })
  try {
    const { page, close } = await start()
    await makeVault(page)
    await fileReport(page, 'Seen at the gate.')
    await promote(page, 'The gate')
    await tab(page, 'Evidence').click()
    await addByPicker(page, paths)
    await keepPicked(page)
    await page.getByRole('row', { name: 'plan.pdf' }).getByRole('button').first().click()
    await page.getByRole('link', { name: 'Open exhibit' }).click()
    const viewer = page.getByRole('region', { name: /^Exhibit / })
    await expect(viewer.getByRole('document')).toContainText(words)
    await button(viewer, 'Read the text').click()
    await expect(viewer.getByText('Read by OCR out of the picture')).toBeVisible({ timeout: 60_000 })
    await page.keyboard.press(']')
    await expect(viewer.getByText(mail)).toBeVisible()
    await page.keyboard.press(']')
    await expect(viewer.getByText(claim)).toBeVisible()
    const folders = (): string[] => [home, ...newIn(before).filter((path) => path !== outside)]
    expect(filesHolding(canaries, folders())).toEqual([])
    await button(page, 'Lock').click()
    await expect(page.getByText('The vault is locked.')).toBeVisible()
    await close()
    expect(filesHolding(canaries, folders())).toEqual([])
  } finally {
    rmSync(outside, { recursive: true, force: true })
  }
})

test('the search finds a text in every form in which it may lie', { tag: '@desktop' }, ({ home }) => {
  const text = 'canary in a file'
  const forms = {
    utf8: Buffer.from(`before ${text} after`),
    utf16: Buffer.from(`before ${text} after`, 'utf16le'),
    base64: Buffer.from(Buffer.from(`x${text} after`).toString('base64')),
  }
  for (const [name, bytes] of Object.entries(forms)) writeFileSync(join(home, name), bytes)
  writeFileSync(join(home, 'nothing'), 'canary, in a file')
  expect(filesHolding([text], [home]).toSorted()).toEqual(['base64', 'utf16', 'utf8'].map((name) => join(home, name)))
})
