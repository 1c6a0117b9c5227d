import { createHash, randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from './fixture.ts'
import { addByPicker, button, fileReport, keepPicked, makeVault, promote, tab } from './steps.ts'

test('a picture comes to the window as its reader drew it, in ranges, and no more once the vault is locked', async ({
  page,
  home,
}) => {
  const file = join(home, 'gate.png')
  // Noise does not shrink: some megabytes.
  const raw = { width: 1000, height: 1000, channels: 3 } as const
  const picture = await sharp(randomBytes(3_000_000), { raw }).png({ compressionLevel: 0 }).toBuffer()
  writeFileSync(file, picture)
  await makeVault(page)
  await fileReport(page, 'Seen at the gate.')
  await promote(page, 'The gate')
  await tab(page, 'Evidence').click()
  await addByPicker(page, [file])
  await keepPicked(page)
  const drawn = page.getByRole('img', { name: 'Preview of gate.png' })
  await expect.poll(() => drawn.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(640)
  const url = await drawn.getAttribute('src')
  expect(url).toMatch(/^\/bytes\/[\w-]{32}$/)

  const read = await page.evaluate(async (from) => {
    const parts: Uint8Array<ArrayBuffer>[] = []
    for (let at = 0; ;) {
      const answer = await fetch(from, { headers: { range: `bytes=${at}-${at + 999_999}` } })
      if (answer.status === 416) break
      const part = new Uint8Array(await answer.arrayBuffer())
      parts.push(part)
      at += part.length
    }
    const digest = await crypto.subtle.digest('SHA-256', await new Blob(parts).arrayBuffer())
    const whole = await crypto.subtle.digest('SHA-256', await (await fetch(from)).arrayBuffer())
    const hex = (bytes: ArrayBuffer): string =>
      [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return { pieces: parts.length, digest: hex(digest), whole: hex(whole) }
  }, url ?? '')
  expect(read.pieces).toBeGreaterThan(1)
  expect(read.digest).toBe(read.whole)
  // The exhibit's own bytes never come.
  expect(read.digest).not.toBe(createHash('sha256').update(picture).digest('hex'))

  await button(page, 'Lock').click()
  await expect(page.getByText('The vault is locked.')).toBeVisible()
  expect(await page.evaluate((from) => fetch(from).then(({ status }) => status), url ?? '')).toBe(404)
})
