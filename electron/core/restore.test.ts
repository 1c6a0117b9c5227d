import { hostname } from 'node:os'
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../tests/support/app.ts'
import { report } from '../../tests/support/command.ts'
import type { HoldfastError } from '../../shared/kernel/errors.ts'

// What a restore leaves behind: what is known of it, that it is asked for, and that the vault works at once.

let t: TestApp
let [dir, place] = ['', '']
const path = (name: string): string => join(t.folder, name)
const add = async (n: number, call: TestApp['call'] = t.call): Promise<void> => {
  for (let i = 0; i < n; i++) await call('report.add', report)
}
const unlock = (where = dir, words = passphrase) => t.call('vault.unlock', { dir: where, passphrase: words })
const lock = () => t.call('vault.lock', {})
const restore = (more: { to?: string; replace?: boolean; passphrase?: string } = {}) =>
  t.call('vault.restore', { from: place, to: dir, passphrase, replace: true, ...more })
const meant = { supersedes: true, reason: 'The office burnt down.' }
const supersede = (more: { to?: string; replace?: boolean; passphrase?: string } = {}) =>
  t.call('vault.restore', { from: place, to: dir, passphrase, replace: true, ...meant, ...more })
const refusal = (work: Promise<unknown>): Promise<HoldfastError> =>
  work.then(
    () => Promise.reject(new Error('it was not refused')),
    (thrown: unknown) => thrown as HoldfastError,
  )
/** What the newest entry of a type recorded. */
async function recorded(type: string): Promise<Record<string, unknown>> {
  const { rows } = await t.call('ledger.list', { limit: 50 })
  const seq = rows.find((row) => row.type === type)?.seq ?? -1
  return JSON.parse((await t.call('ledger.entry', { seq })).payload ?? '{}') as Record<string, unknown>
}
const worksAtOnce = async (where = dir): Promise<void> => {
  expect(await unlock(where)).toMatchObject({ fault: null, outside: null })
  await add(1)
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
  await lock()
}

beforeEach(async () => {
  t = testApp()
  dir = (await newVault(t)).dir
  place = path('stick')
  await add(1)
  // Entries 0 and 1 are in it; that it was made is entry 2.
  await t.call('vault.backup', { out: place })
})
afterEach(() => t.end())

describe('a newer state', () => {
  test('that lies there is named with numbers and types, and left behind with a reason only', async () => {
    await add(3)
    await lock()
    const refused = await refusal(restore())
    expect(refused).toMatchObject({
      code: 'VAULT_OLDER',
      next: expect.stringContaining('--supersedes --reason') as string,
    })
    expect(refused.message).toContain('4 entries, entries 2 to 5 (3 × report.received, 1 × vault.backed-up)')
    expect(existsSync(`${dir}.part`)).toBe(false)
    await unlock()
    expect((await t.call('report.list', {})).items).toHaveLength(4)
    await lock()

    const { superseded, movedAside } = await supersede()
    expect(superseded).toContain('entries 2 to 5')
    await worksAtOnce()
    await unlock()
    expect(await recorded('ledger.superseded')).toMatchObject({
      size: 2,
      first: 2,
      last: 5,
      types: { 'report.received': 3, 'vault.backed-up': 1 },
      untyped: 0,
      reason: meant.reason,
    })
    await lock()
    // What was moved aside is another history now; the message says what to do.
    const aside = await unlock(movedAside ?? '')
    expect(aside.fault).toMatch(/its history is another one.*restore.*ledger accept-older/s)
    await t.call('ledger.acceptOlder', { reason: 'To look something up.' })
    await add(1)
  })

  test('in which somebody was revoked: that they and the keys of then come back is said before it is asked for', async () => {
    const words = 'lanterns over quiet water'
    await unlock()
    await t.call('member.add', { name: 'S. Reyes', roles: ['investigator'], passphrase: words })
    place = path('with two')
    await t.call('vault.backup', { out: place })
    const left = (await t.call('member.list', {})).items.find(({ name }) => name === 'S. Reyes')?.id ?? ''
    await t.call('member.revoke', { member: left, reason: 'Left the team.' })
    await lock()
    await expect(unlock(dir, words)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
    const { message } = await refusal(restore())
    expect(message).toContain('who was revoked since is a member again')
    expect(message).toContain('passphrases and sheets from then open the vault')
    expect((await supersede()).superseded).toContain('who was revoked since is a member again')
    // It is so.
    expect((await unlock(dir, words)).fault).toBeNull()
    await lock()
  })

  test('that is gone or damaged is known by its number alone, from the head that this computer keeps', async () => {
    await add(3)
    await lock()
    renameSync(dir, path('elsewhere'))
    const refused = await refusal(restore({ replace: false }))
    expect(refused.message).toContain('4 entries, entries 2 to 5 (of what types is not known here)')
    cpSync(path('elsewhere'), dir, { recursive: true })
    writeFileSync(join(dir, 'vault.db'), 'not a database')
    expect((await refusal(restore())).message).toContain('of what types is not known here')
    expect(await supersede()).toMatchObject({ superseded: expect.stringContaining('entries 2 to 5') as string })
    await worksAtOnce()
    await unlock()
    expect(await recorded('ledger.superseded')).toMatchObject({ types: {}, untyped: 4, first: 2, last: 5 })
  })

  test('of which another folder of this computer has the entries is named with their types', async () => {
    await add(2)
    await lock()
    const refused = await refusal(restore({ to: path('New.holdfast'), replace: false }))
    expect(refused.message).toContain('2 × report.received')
  })

  test('of which the vault that is open has the entries is named with their types', async () => {
    await add(2)
    const { id } = await t.call('vault.info', {})
    await vi.waitFor(async () => expect(await t.ports.heads.read(id)).toMatch(/^.*\n5\n/))
    const refused = await refusal(restore({ to: path('New.holdfast'), replace: false }))
    expect(refused.message).toContain('(2 × report.received, 1 × vault.backed-up)')
  })

  test('under another passphrase than the backup’s is replaced unread, and not while somebody has it open', async () => {
    await t.call('vault.changePassphrase', { current: passphrase, next: 'nine herons over the weir' })
    const other = testApp()
    await lock()
    await other.call('vault.unlock', { dir, passphrase: 'nine herons over the weir' })
    expect(await refusal(supersede())).toMatchObject({ code: 'VAULT_IN_USE' })
    await add(1, other.call)
    await other.end()
    const { movedAside } = await supersede()
    await worksAtOnce()
    await unlock(movedAside ?? '', 'nine herons over the weir')
    expect((await t.call('report.list', {})).items).toHaveLength(2)
  })

  test('is not asked about where none is known', async () => {
    const other = testApp()
    try {
      const to = join(other.folder, 'V.holdfast')
      expect(await other.call('vault.restore', { from: place, to, passphrase })).toMatchObject({ superseded: null })
      expect(await other.call('vault.unlock', { dir: to, passphrase })).toMatchObject({ fault: null, outside: null })
    } finally {
      await other.end()
    }
  })

  test('is left behind by who maintains the vault alone, and never without a reason', async () => {
    const words = 'nine herons over the weir'
    await t.call('member.add', { name: 'P. Hale', roles: ['counsel'], passphrase: words })
    await t.call('vault.backup', { out: place })
    await add(1)
    await lock()
    expect(await refusal(supersede({ passphrase: words }))).toMatchObject({ code: 'NOT_ALLOWED' })
    const without = t.call('vault.restore', { from: place, to: dir, passphrase, replace: true, supersedes: true })
    expect(await refusal(without)).toMatchObject({ code: 'INVALID_INPUT' })
    expect(readdirSync(t.folder).filter((name) => name.includes('.before-') || name.endsWith('.part'))).toEqual([])
  })
})

describe('restored again', () => {
  test('from the same backup: what the first restore recorded is left behind in its turn', async () => {
    await add(3)
    await lock()
    await supersede()
    await worksAtOnce()
    const refused = await refusal(restore())
    expect(refused.message).toMatch(/4 entries, entries 2 to 5 \(.*1 × ledger.superseded.*1 × vault.restored/)
    await supersede()
    await worksAtOnce()
  })

  test('to a state from before the first restore, of which the computer knows another history', async () => {
    await add(3)
    await t.call('vault.backup', { out: path('later') })
    await lock()
    await supersede()
    await unlock()
    await lock()
    rmSync(dir, { recursive: true })
    const again = { from: path('later'), to: dir, passphrase }
    expect((await refusal(t.call('vault.restore', again))).message).toContain('another history of 4 entries')
    await t.call('vault.restore', { ...again, ...meant })
    await worksAtOnce()
  })
})

describe('another computer', () => {
  /** A computer that saw the vault as it stood; gives its core and the folder where vaults are carried to. */
  const sawIt = async (): Promise<TestApp> => {
    const other = testApp()
    cpSync(join(t.folder, '.heads'), join(other.folder, '.heads'), { recursive: true })
    return other
  }

  test('that knew what was left behind is told so once, and is not alarmed', async () => {
    await add(3)
    await lock()
    const other = await sawIt()
    try {
      await supersede()
      const there = await other.call('vault.unlock', { dir, passphrase })
      expect(there).toMatchObject({ fault: null, outside: null })
      expect(there.notices.join()).toMatch(/knew 6 entries.*left behind on record \(entry 3\)/)
      await add(1, other.call)
      await other.call('vault.lock', {})
      expect((await other.call('vault.unlock', { dir, passphrase })).notices).toEqual([])
    } finally {
      await other.end()
    }
  })

  test('that knew another state than those on record is alarmed, and told the way on', async () => {
    await add(2)
    await lock()
    const other = await sawIt()
    try {
      await unlock()
      await add(2)
      await lock()
      await supersede()
      const there = await other.call('vault.unlock', { dir, passphrase })
      expect(there.outside).toBe('older')
      expect(there.fault).toContain('ledger accept-older')
      await other.call('ledger.acceptOlder', { reason: 'Restored at the head office.' })
      await add(1, other.call)
    } finally {
      await other.end()
    }
  })

  test('as a witness signs nothing of the restored vault until it is said why', async () => {
    await add(3)
    await t.call('ledger.saveHead', { out: path('before.head') })
    await lock()
    const witness = testApp()
    try {
      await newVault(witness)
      await witness.call('ledger.witness', { file: path('before.head'), out: path('before.cosigned.head') })
      await supersede()
      await unlock()
      await t.call('ledger.saveHead', { out: path('after.head') })
      expect(await refusal(t.call('ledger.check', { file: path('before.head') }))).toMatchObject({
        code: 'VAULT_OLDER',
        next: expect.stringContaining('left later ones behind') as string,
      })
      const asked = { file: path('after.head'), out: path('after.cosigned.head') }
      expect(await refusal(witness.call('ledger.witness', asked))).toMatchObject({
        code: 'VAULT_OLDER',
        next: expect.stringContaining('--supersedes') as string,
      })
      await witness.call('ledger.witness', { ...asked, supersedes: 'They restored after a fire.' })
      await add(1)
      await t.call('ledger.saveHead', { since: path('after.head'), out: path('later.head') })
      await witness.call('ledger.witness', { file: path('later.head'), out: path('later.cosigned.head') })
      expect((await witness.call('ledger.audit', {})).problems).toEqual([])
    } finally {
      await witness.end()
    }
  })
})

test('the words of an invitation restore nothing, and so sign nothing', async () => {
  const { invitation } = await t.call('member.add', { name: 'I. Vited', roles: ['administrator'] })
  await t.call('vault.backup', { out: place })
  await lock()
  const to = path('Elsewhere.holdfast')
  expect(await refusal(supersede({ to, replace: false, passphrase: invitation ?? '' }))).toMatchObject({
    code: 'NOT_ALLOWED',
  })
  expect(readdirSync(t.folder).filter((name) => name.startsWith('Elsewhere'))).toEqual([])
})

describe('beside the place', () => {
  const beside = (name: string): string => {
    const folder = path(name)
    cpSync(dir, folder, { recursive: true })
    return folder
  }
  const stage = (n: number): string => `Elsewhere.holdfast.restoring-${String(n).repeat(16)}.part`

  test('no vault is taken for what an earlier restore left, whatever its name', async () => {
    await lock()
    const others = [beside('Elsewhere.holdfast.part'), beside(stage(1)), beside(stage(2)), beside(stage(3))]
    const gone = beside(stage(4))
    // Of a process that still works, of another computer, and of none that there is.
    writeFileSync(join(others[2] ?? '', 'restoring'), `process ${process.pid} on ${hostname()}\n`)
    writeFileSync(join(others[3] ?? '', 'restoring'), `process 4194305 on another-${hostname()}\n`)
    writeFileSync(join(gone, 'restoring'), `process 4194305 on ${hostname()}\n`)
    await supersede({ to: path('Elsewhere.holdfast'), replace: false })
    expect([...others, gone].map((folder) => existsSync(join(folder, 'vault.json')))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ])
    await worksAtOnce(path('Elsewhere.holdfast'))
  })

  test('what is put there meanwhile is left alone', async () => {
    await lock()
    const to = path('Elsewhere.holdfast')
    let put = false
    const working = t.app.call(
      'vault.restore',
      { from: place, to, passphrase, ...meant },
      {
        signal: new AbortController().signal,
        progress: () => {
          if (put) return
          put = true
          mkdirSync(to)
          writeFileSync(join(to, 'mine'), 'x')
        },
      },
    )
    expect(await refusal(working)).toMatchObject({ code: 'ALREADY_EXISTS' })
    expect([put, readdirSync(to), readdirSync(t.folder).filter((name) => name.includes('restoring'))]).toEqual([
      true,
      ['mine'],
      [],
    ])
  })

  test('a restore that was cut off between two names is said where the vault is looked for', async () => {
    await lock()
    renameSync(dir, `${dir}.before-2026-11-30T10-00-00-000Z`)
    expect(await refusal(unlock())).toMatchObject({
      code: 'NOT_A_VAULT',
      message: expect.stringContaining('.before-2026-11-30T10-00-00-000Z') as string,
    })
  })
})
