import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Preferences } from '../../shared/contract/computer.ts'
import { testApp } from '../../tests/support/app.ts'

const passphrase = 'four crows on a wet fence'

test('what is set for the computer is kept by the host, counts at once, and cannot be what the host leaves out', async () => {
  let now = Date.parse('2026-11-30T08:00:00Z')
  let set: Preferences = { theme: 'system', idleMinutes: 0 }
  const { app, call, end } = testApp({
    clock: { now: () => now, zone: 'UTC' },
    preferences: {
      get: () => Promise.resolve(set),
      set: (change) => Promise.resolve(void (set = { ...set, ...change })),
    },
  })
  try {
    await call('vault.create', { name: 'North site', member: 'Ada', passphrase })
    const locked = new Promise((resolve) => app.onSignal((signal) => signal.kind === 'locked' && resolve(signal)))
    expect(await call('app.setPreferences', { idleMinutes: 5 })).toEqual({ theme: 'system', idleMinutes: 5 })
    expect((await call('app.state', {})).idleMinutes).toBe(5)
    await expect(call('app.setPreferences', { zoom: 150 })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(call('app.setPreferences', { idleMinutes: -1 })).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect(set).toEqual({ theme: 'system', idleMinutes: 5 })
    now += 5 * 60_000
    expect(await locked).toEqual({ kind: 'locked', reason: 'idle' })
  } finally {
    await end()
  }
})

test('a window has a vault made or restored where the person chose, and nowhere else', async () => {
  let answer: string | null = null
  const { call, end, folder } = testApp({ host: 'desktop', chooseFolder: () => Promise.resolve(answer) })
  try {
    const stick = join(folder, 'Stick')
    const make = { name: 'North site', member: 'Ada', passphrase }
    await expect(call('vault.create', { ...make, folder: stick })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    expect(await call('app.chooseFolder', { use: 'make' })).toEqual({ folder: null })
    answer = stick
    // A folder that is read from is none to write to.
    for (const use of ['open', 'backup'] as const)
      expect(await call('app.chooseFolder', { use })).toEqual({ folder: stick })
    await expect(call('vault.create', { ...make, folder: stick })).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await call('app.chooseFolder', { use: 'make' })
    const restore = { from: join(folder, 'none.backup'), passphrase }
    await expect(
      call('vault.restore', { ...restore, to: join(stick, 'below', 'North.holdfast') }),
    ).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await expect(call('vault.restore', { ...restore, to: join(stick, 'North.holdfast') })).rejects.not.toMatchObject({
      code: 'NOT_ALLOWED',
    })
    expect((await call('vault.create', { ...make, folder: stick })).dir).toBe(join(stick, 'North site.holdfast'))
    // Once a vault is open it has been used.
    await call('vault.lock', {})
    await expect(call('vault.create', { ...make, name: 'South', folder: stick })).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
    })
  } finally {
    await end()
  }
})
