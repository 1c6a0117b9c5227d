import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { measured, times } from '../../faults/measure.ts'
import { startElectron, type DesktopStation } from '../stations/electron.ts'
import { familyOf, isAlive } from '../processes.ts'
import { expect, test } from '../fixture.ts'
import { button, field, fileReport, makeVault, openCase, promote, unlock, writeNote } from '../steps.ts'

// What becomes of the work when a process ends that should not.

test.skip(process.platform !== 'linux', 'looks at processes in /proc')

const kills = times(50, 5)

function coreOf({ app }: DesktopStation): number {
  const core = familyOf(app.process().pid ?? 0).find((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(join('out', 'core', 'main.js')),
  )
  return core ?? 0
}
const says = (page: Page) => page.getByText('ended unexpectedly and was started again')

test('a core that dies takes nothing with it: the window says so, keeps what is typed, and opens the vault again', async ({
  home,
}) => {
  test.setTimeout(120_000)
  const station = await startElectron({ home, idleMinutes: 0 })
  const { page, close } = station
  await makeVault(page)
  await fileReport(page, 'Seen at the gate.')
  await promote(page, 'The gate')
  await writeNote(page, 'A note', 'Words that were saved.')
  await expect(page.getByText('Revision 1 saved')).toBeVisible()
  await field(page, 'Note text').click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(' And words typed at the very last')
  process.kill(coreOf(station), 'SIGKILL')
  await expect(says(page)).toBeVisible()
  await unlock(page)
  await openCase(page, 'The gate', 'Notebook')
  await page.getByRole('button', { name: /^A note/ }).click()
  await expect(page.getByText('And words typed at the very last')).toBeVisible()
  await close()
})

test(`of ${kills} cores killed during work none loses what it acknowledged`, async ({ home }) => {
  test.setTimeout(60_000 + kills * 20_000)
  const began = performance.now()
  const station = await startElectron({ home, idleMinutes: 0 })
  const { page, close } = station
  await makeVault(page)
  let acknowledged = 0
  for (let i = 0; i < kills; i += 1) {
    // The window's own page, at work as fast as it can, until the core is gone.
    const work = page.evaluate(async (round) => {
      const port = (
        window as unknown as {
          holdfast: { port: { send(text: string): void; onMessage(f: (text: string) => void): () => void } }
        }
      ).holdfast.port
      let done = 0
      let id = 1_000_000 * (round + 1)
      const tell = (): void => void Object.assign(window, { acknowledged: done })
      tell()
      await new Promise<void>((resolve) => {
        const next = (): void => {
          id += 1
          const input = {
            channel: 'phone',
            receivedAt: '2026-11-23T06:42:00-05:00',
            reporter: null,
            category: 'threat',
            narrative: `round ${round}, ${done}`,
          }
          port.send(JSON.stringify({ id, call: 'report.add', input }))
        }
        const stop = port.onMessage((text) => {
          const message = JSON.parse(text) as { id?: number; ok?: boolean; signal?: { reason?: string } }
          if (message.signal?.reason === 'ended') {
            stop()
            resolve()
          } else if (message.id === id && message.ok === true) {
            done += 1
            tell()
            next()
          } else if (message.id === id && message.ok === false) {
            // The next core has no vault open: the word that the one before has ended came first.
            stop()
            resolve()
          }
        })
        next()
      })
      return done
    }, i)
    // Killed in the middle of it: not before the first word, however slow the computer is.
    const begun = (): Promise<unknown> => page.evaluate(() => (window as { acknowledged?: number }).acknowledged)
    await expect.poll(begun).toBeGreaterThan(0)
    await page.waitForTimeout((i * 137) % 400)
    const core = coreOf(station)
    process.kill(core, 'SIGKILL')
    acknowledged += await work
    await expect(says(page)).toBeVisible()
    expect(isAlive(core)).toBe(false)
    await unlock(page)
    await expect(button(page, 'Lock')).toBeVisible()
  }
  const { total, audit } = await page.evaluate(async () => {
    const port = (
      window as unknown as {
        holdfast: { port: { send(text: string): void; onMessage(f: (text: string) => void): () => void } }
      }
    ).holdfast.port
    const call = (id: number, name: string, input: object): Promise<{ total?: number; ok?: boolean }> =>
      new Promise((resolve) => {
        const stop = port.onMessage((text) => {
          const message = JSON.parse(text) as { id?: number; ok?: boolean; value: object }
          if (message.id !== id || message.ok === undefined) return
          stop()
          resolve(message.value)
        })
        port.send(JSON.stringify({ id, call: name, input }))
      })
    const info = (await call(9_000_001, 'vault.info', {})) as { counts?: { reports: number } }
    return { total: info.counts?.reports ?? 0, audit: await call(9_000_002, 'ledger.audit', {}) }
  })
  const lost = Math.max(0, acknowledged - total)
  measured(
    { fault: 'desktop: core killed', tried: kills, bad: lost, note: `${acknowledged} reports acknowledged` },
    began,
  )
  expect(acknowledged).toBeGreaterThanOrEqual(kills)
  expect(total).toBeGreaterThanOrEqual(acknowledged)
  // One more at each kill at most: committed, and the word of it lost on the way.
  expect(total).toBeLessThanOrEqual(acknowledged + kills)
  expect(audit).toMatchObject({ ok: true })
  await close()
})

test('when the main process dies the core locks and ends within five seconds', async ({ home }) => {
  const station = await startElectron({ home, idleMinutes: 0 })
  await makeVault(station.page)
  const core = coreOf(station)
  const main = station.app.process()
  const gone = new Promise((resolve) => main.once('exit', resolve))
  main.kill('SIGKILL')
  await gone
  await expect.poll(() => isAlive(core), { timeout: 5000, intervals: [100] }).toBe(false)
})
