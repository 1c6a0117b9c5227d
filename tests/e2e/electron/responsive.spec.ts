import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startElectron } from '../stations/electron.ts'
import { expect, test } from '../fixture.ts'
import { addByPicker, audit, button, buildPacket, fileReport, keepPicked, makeVault, promote, tab } from '../steps.ts'

type Watch = { longest: number }

test('the main process goes on while files are taken in, the vault is audited and a packet is built', async ({
  home,
}) => {
  test.setTimeout(180_000)
  const { app, page, close } = await startElectron({ home, idleMinutes: 0 })
  await makeVault(page)
  await fileReport(page, 'Seen at the gate.')
  await promote(page, 'The gate')
  mkdirSync(join(home, 'desk'))
  const files = Array.from({ length: 100 }, (_, i) => join(home, 'desk', `file ${i}.bin`))
  for (const file of files) writeFileSync(file, randomBytes(300_000))
  // A wait counts as far as this process itself worked in it: the rest is the computer's, where others work on it.
  await app.evaluate(() => {
    const watch = globalThis as unknown as Watch
    const worked = (): number => {
      const { user, system } = process.cpuUsage()
      return (user + system) / 1000
    }
    let last = { at: performance.now(), worked: worked() }
    watch.longest = 0
    setInterval(() => {
      const now = { at: performance.now(), worked: worked() }
      watch.longest = Math.max(watch.longest, Math.min(now.at - last.at, now.worked - last.worked))
      last = now
    }, 5)
  })
  const longest = (): Promise<number> =>
    app.evaluate(() => {
      const watch = globalThis as unknown as Watch
      const { longest } = watch
      watch.longest = 0
      return longest
    })
  await tab(page, 'Evidence').click()
  await addByPicker(page, files)
  await longest()
  await keepPicked(page)
  await expect(page.getByRole('row', { name: /file 99\.bin/ }).first()).toBeVisible({ timeout: 60_000 })
  const taken = await longest()
  await buildPacket(page, 'counsel', 'legal advice')
  await expect(button(page, 'Show file')).toBeVisible({ timeout: 60_000 })
  const built = await longest()
  await audit(page)
  await expect(page.getByText('The vault is as it was signed')).toBeVisible({ timeout: 60_000 })
  const audited = await longest()
  test.info().annotations.push({ type: 'milliseconds', description: JSON.stringify({ taken, built, audited }) })
  expect(Math.max(taken, built, audited), 'milliseconds').toBeLessThan(50)
  await close()
})
