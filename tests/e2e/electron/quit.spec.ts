import { expect, test } from '../fixture.ts'
import { familyOf, isAlive } from '../processes.ts'
import { startElectron, type DesktopStation } from '../stations/electron.ts'
import { button, buildPacket, field, fileReport, makeVault, promote, room, unlock } from '../steps.ts'
import { endOf } from './ended.ts'

// Whatever ends the workstation, in whatever state: it is over within five seconds, with code 0, the vault closed and the
// lock released; and the next start opens a window on it. `npm run faults` tries every way in every state.

test.skip(process.platform !== 'linux', 'looks at processes in /proc')

type Act = (station: DesktopStation) => Promise<unknown>

const signal =
  (name: NodeJS.Signals): Act =>
  ({ app }) =>
    Promise.resolve(app.process().kill(name))

const ways: Record<string, Act> = {
  'the menu': ({ app }) =>
    app.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? []
      const item = items.find(({ role }) => role === 'quit')
      // Once this call has been answered.
      setImmediate(() => item?.click())
      if (!item) throw new Error('no Quit in the menu')
    }),
  'the window': ({ app }) => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close()),
  SIGTERM: signal('SIGTERM'),
  SIGINT: signal('SIGINT'),
  SIGHUP: signal('SIGHUP'),
  // What Electron says when the system's session manager says it.
  'the system shutting down': ({ app }) => app.evaluate(({ powerMonitor }) => powerMonitor.emit('shutdown')),
  'logging off': ({ app }) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('session-end')),
}

const inVault =
  (then: Act): Act =>
  async (station) => {
    await makeVault(station.page)
    await then(station)
  }

const states: Record<string, { vault: boolean; reach: Act }> = {
  'without a vault': { vault: false, reach: ({ page }) => expect(button(page, 'Make a vault')).toBeVisible() },
  'with a vault': { vault: true, reach: inVault(({ page }) => fileReport(page, 'Before the end.')) },
  'while locked': {
    vault: true,
    reach: inVault(async ({ page }) => {
      await button(page, 'Lock').click()
      await expect(button(page, 'Unlock')).toBeVisible()
    }),
  },
  'while a packet is built': {
    vault: true,
    reach: inVault(async ({ page }) => {
      await fileReport(page, 'For a packet.')
      await promote(page, 'A case')
      await buildPacket(page, 'Counsel', 'Advice')
      await expect(page.getByText(/Setting|Building|Typesetting/i).first()).toBeVisible()
    }),
  },
  'while a dialog of the system is open': {
    vault: true,
    reach: inVault(async ({ app }) => {
      // The system's own dialog, on our window; nobody answers it.
      await app.evaluate(({ BrowserWindow, dialog }) => {
        const [window] = BrowserWindow.getAllWindows()
        if (window) void dialog.showMessageBox(window, { message: 'Nobody answers this.' })
        if (window) void dialog.showSaveDialog(window, {})
      })
    }),
  },
  'while its page hangs': {
    vault: true,
    reach: inVault(({ page }) => {
      void page.evaluate('for (;;) continue').catch(() => undefined)
      return page.waitForTimeout(300)
    }),
  },
  'while its page will not go': {
    vault: true,
    reach: inVault(({ page }) => page.evaluate("addEventListener('beforeunload', (event) => event.preventDefault())")),
  },
}

const all = process.env['HOLDFAST_FAULTS'] === 'full'
const names = [Object.keys(ways), Object.keys(states)] as const
/** Each way and each state once; in full each with each. */
const table = names[0].flatMap((way, i) =>
  names[1].flatMap((state, j) => (all || i === j ? [[way, state] as const] : [])),
)

for (const [way, state] of table) {
  test(`ends by ${way}, ${state}`, async ({ home }) => {
    const station = await startElectron({ home, idleMinutes: 0 })
    const { vault, reach } = states[state] ?? { vault: false, reach: () => Promise.resolve() }
    await reach(station)
    const main = station.app.process()
    const family = familyOf(main.pid ?? 0)
    const began = performance.now()
    const ended = endOf(main)
    await ways[way]?.(station).catch(() => undefined)
    expect(await ended).toEqual({ code: 0, signal: null })
    expect(performance.now() - began, 'milliseconds').toBeLessThan(5000)
    await expect.poll(() => family.filter(isAlive), { timeout: 2000 }).toEqual([])

    const { page, close } = await startElectron({ home, idleMinutes: 0 })
    if (vault) {
      await page.getByRole('button', { name: /North site/ }).click()
      await unlock(page)
      await expect(room(page, 'Queue')).toBeVisible()
    } else await expect(button(page, 'Make a vault')).toBeVisible()
    await close()
  })
}

test('what was typed until the end is a draft at the next start', async ({ home }) => {
  const first = await startElectron({ home, idleMinutes: 0 })
  await makeVault(first.page)
  await room(first.page, 'Queue').click()
  await button(first.page, 'New report').first().click()
  await first.page.getByRole('button', { name: 'Threat', exact: true }).click()
  await field(first.page, 'What was said or written').pressSequentially('Typed until the last moment')
  const ended = endOf(first.app.process())
  await ways['the window']?.(first).catch(() => undefined)
  await ended
  const { page, close } = await startElectron({ home, idleMinutes: 0 })
  await page.getByRole('button', { name: /North site/ }).click()
  await unlock(page)
  await room(page, 'Queue').click()
  await button(page, 'New report').first().click()
  await expect(field(page, 'What was said or written')).toHaveValue('Typed until the last moment')
  await close()
})
