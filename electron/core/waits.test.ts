import { expect, test } from 'vitest'
import type { Signal } from '../../shared/contract/port.ts'
import { newVault, passphrase, testApp } from '../../tests/support/app.ts'

test('a dialog that waits for a person holds no lock up, and keeps no unused vault open', async () => {
  let now = Date.parse('2026-11-30T08:00:00Z')
  let dialogs = 0
  const t = testApp({
    idleMinutes: 5,
    clock: { now: () => now, zone: 'UTC' },
    chooseFolder: () => {
      dialogs += 1
      return new Promise(() => undefined)
    },
  })
  const { dir } = await newVault(t)
  const waiting = [
    t.call('app.chooseFolder', { use: 'open' }),
    t.call('import.chooseFolder', {}),
    t.call('vault.backup', { choose: true }),
  ]
  const ended = Promise.allSettled(waiting)
  await expect.poll(() => dialogs).toBe(3)
  await t.call('vault.lock', {})
  for (const one of await ended) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'CANCELLED' } })

  await t.call('vault.unlock', { dir, passphrase })
  const locked = new Promise<Signal>((resolve) =>
    t.app.onSignal((signal) => signal.kind === 'locked' && resolve(signal)),
  )
  const left = t.call('app.chooseFolder', { use: 'open' })
  left.catch(() => undefined)
  now += 5 * 60_000
  expect(await locked).toEqual({ kind: 'locked', reason: 'idle' })
  await expect(left).rejects.toMatchObject({ code: 'CANCELLED' })
  await t.end()
})

test('where the window does not look for updates it says so', async () => {
  const t = testApp({ host: 'browser' })
  expect(await t.call('app.updates', {})).toBe(null)
  const address = 'https://releases.example/'
  await expect(t.call('app.setUpdates', { address })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await expect(t.call('app.lookForUpdates', {})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await t.end()
})
