import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fromWords } from '../../electron/core/record/vault/words.ts'
import { newVault, passphrase, testApp, type TestApp } from '../support/app.ts'
import { opensNow, readHeader, type Credential, type Header } from './outside.ts'

// Everything that ever opened a vault × every vault.json that there ever was × the vault.db that is there now. Read by a reader
// that is not ours: what counts is not what the program refuses, but what the bytes give.

let t: TestApp
let dir: string
let headers: { after: string; header: Header }[]
let credentials: { name: string; given: Credential; good: boolean }[]

beforeEach(async () => {
  t = testApp()
  ;({ dir } = await newVault(t))
  headers = []
  credentials = []
  have('first passphrase', passphrase)
  keep('making it')
})
afterEach(() => t.end())

const have = (name: string, given: string): number =>
  credentials.push({ name, given: { passphrase: given }, good: true })
const haveSheet = (name: string, words: string[]): number =>
  credentials.push({ name, given: { sheet: fromWords(words.join(' ')) }, good: true })
const lost = (...names: string[]): void => {
  for (const one of credentials) if (names.includes(one.name)) one.good = false
}
const keep = (after: string): void => {
  headers.push({ after, header: readHeader(readFileSync(join(dir, 'vault.json'), 'utf8')) })
}
const unlock = (given: string) => t.call('vault.unlock', { dir, passphrase: given })
const next = (n: number): string => `lanterns over quiet water ${n}`

/** Tries all against the database, with the vault locked, and says which of what is void reads it with which header. */
async function opening(): Promise<string[]> {
  await t.call('vault.lock', {})
  return credentials
    .filter(({ good }) => !good)
    .flatMap(({ name, given }) =>
      headers.filter(({ header }) => opensNow(dir, header, given)).map(({ after }) => `${name} × after ${after}`),
    )
}

test('after a change of passphrase, a sheet used or replaced, and a new key, nothing from before opens what is there now', async () => {
  const { words } = await t.call('vault.newRecoverySheet', { passphrase })
  haveSheet('first sheet', words)
  keep('the first sheet')
  const changed = await t.call('vault.changePassphrase', { current: passphrase, next: next(1), sheet: 'next' })
  lost('first passphrase', 'first sheet')
  have('second passphrase', next(1))
  haveSheet('second sheet', changed.sheet?.words ?? [])
  keep('the change')
  expect(await opening()).toEqual([])

  await unlock(next(1))
  const { words: third } = await t.call('vault.newRecoverySheet', { passphrase: next(1) })
  lost('second sheet')
  haveSheet('third sheet', third)
  keep('the next sheet')
  expect(await opening()).toEqual([])

  const recovered = await t.call('vault.recover', { dir, words: third.join(' '), passphrase: next(2), sheet: 'none' })
  expect(recovered).toMatchObject({ renewed: true, sheet: null })
  lost('third sheet', 'second passphrase')
  have('third passphrase', next(2))
  keep('recovery')
  expect(await opening()).toEqual([])
  await expect(t.call('vault.recover', { dir, words: third.join(' '), passphrase: next(3) })).rejects.toMatchObject({
    code: 'WRONG_PASSPHRASE',
  })

  await unlock(next(2))
  await t.call('vault.rekey', {})
  await t.call('vault.lock', {})
  const stolen = headers.slice(0, -1)
  // The passphrase is the same, and opens the header of now alone.
  for (const { header } of headers) expect(opensNow(dir, header, { passphrase: next(2) })).toBe(false)
  keep('the new key')
  expect(opensNow(dir, headers.at(-1)?.header as Header, { passphrase: next(2) })).toBe(true)
  expect(stolen.length).toBeGreaterThan(3)
})

test('a change that declines new keys is what it says: the old passphrase still opens the vault with an old header', async () => {
  const said = await t.call('vault.changePassphrase', { current: passphrase, next: next(1), keepKeys: true })
  expect(said.renewed).toBe(false)
  lost('first passphrase')
  expect(await opening()).toEqual(['first passphrase × after making it'])
})

test('words of an invitation open nothing after it was accepted; another member’s old passphrase does until they come back', async () => {
  const { invitation } = await t.call('member.add', { name: 'S. Reyes', roles: ['supervisor'] })
  have('invitation', invitation ?? '')
  keep('inviting')
  await unlock(invitation ?? '')
  await t.call('member.accept', { passphrase: next(1) })
  lost('invitation')
  keep('accepting')
  expect(await opening()).toEqual([])

  await unlock(next(1))
  await t.call('vault.changePassphrase', { current: next(1), next: next(2), keepKeys: true })
  have('old passphrase of S. Reyes', next(1))
  lost('old passphrase of S. Reyes')
  keep('the change without new keys')
  await unlock(passphrase)
  await t.call('vault.rekey', {})
  keep('the new key')
  const { items } = await t.call('member.list', {})
  expect(items.map(({ name, owesKeys }) => [name, owesKeys])).toEqual([
    ['R. Okafor', false],
    ['S. Reyes', true],
  ])
  await t.call('vault.lock', {})
  // The member's secret of before, out of an old header, opens the grant in the header of now.
  const between = headers.find(({ after }) => after === 'accepting')?.header as Header
  const now = headers.at(-1)?.header as Header
  expect(opensNow(dir, { ...now, slots: between.slots }, { passphrase: next(1) })).toBe(true)

  const { notices } = await unlock(next(2))
  expect(notices.join()).toContain('you have new keys')
  expect((await t.call('member.list', {})).items.some(({ owesKeys }) => owesKeys)).toBe(false)
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
  await t.call('vault.lock', {})
  for (const { header } of headers) {
    expect(opensNow(dir, { ...header, slots: between.slots }, { passphrase: next(1) })).toBe(false)
    expect(opensNow(dir, header, { passphrase: next(2) })).toBe(false)
  }
  await unlock(passphrase)
})

test('new keys ask first what becomes of a sheet, and change nothing until it is said', async () => {
  await t.call('vault.newRecoverySheet', { passphrase })
  const before = readFileSync(join(dir, 'vault.json'), 'utf8')
  const conflict = { code: 'CONFLICT' }
  await expect(t.call('vault.rekey', {})).rejects.toMatchObject(conflict)
  await expect(t.call('vault.changePassphrase', { current: passphrase, next: next(1) })).rejects.toMatchObject(conflict)
  expect(readFileSync(join(dir, 'vault.json'), 'utf8')).toBe(before)
  const { sheet } = await t.call('vault.rekey', { sheet: 'next' })
  await t.call('vault.lock', {})
  await t.call('vault.recover', { dir, words: sheet?.words.join(' ') ?? '', passphrase: next(1), sheet: 'none' })
})
