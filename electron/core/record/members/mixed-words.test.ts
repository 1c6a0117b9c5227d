import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'

// Sheets and invitations of other vaults, of earlier generations, used twice, and after whoever had them was revoked.

let t: TestApp
let [dir, at] = ['', Date.now()]
// Attempts that fail in a row are slowed down: each comes an hour after the one before.
const clock = { now: () => (at += 3_600_000), zone: 'UTC' }
const chosen = (n: number): string => `lanterns over quiet water ${n}`
const unlock = (words: string) => t.call('vault.unlock', { dir, passphrase: words })
const recover = async (words: string, next: string): Promise<string> =>
  ((await t.call('vault.recover', { dir, words, passphrase: next, sheet: 'next' })).sheet?.words ?? []).join(' ')
const newSheet = async (own: string): Promise<string> =>
  (await t.call('vault.newRecoverySheet', { passphrase: own })).words.join(' ')
const invite = async (name: string): Promise<string> =>
  (await t.call('member.add', { name, roles: ['investigator'] })).invitation ?? ''
const idOf = async (name: string): Promise<string> =>
  (await t.call('member.list', {})).items.find((one) => one.name === name)?.id ?? ''
/** Opens nothing, by neither way in, and the header stays as it is. */
const opensNothing = async (words: string): Promise<void> => {
  const header = readFileSync(join(dir, 'vault.json'), 'utf8')
  await expect(unlock(words)).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  const code = words.split(' ').length === 24 ? 'WRONG_PASSPHRASE' : 'INVALID_INPUT'
  await expect(recover(words, chosen(99))).rejects.toMatchObject({ code })
  expect(readFileSync(join(dir, 'vault.json'), 'utf8')).toBe(header)
}

beforeEach(async () => {
  t = testApp({ clock })
  ;({ dir } = await newVault(t))
})
afterEach(() => t.end())

test('words of another vault open nothing, and its slots put beside the own ones neither', async () => {
  await invite('S. Reyes')
  const own = await newSheet(passphrase)
  const there = join(t.folder, 'Other.holdfast')
  await t.call('vault.create', { dir: there, name: 'Other', member: 'O. Vale', passphrase: chosen(0) })
  const [sheet, invitation] = [await newSheet(chosen(0)), await invite('O. Two')]
  await t.call('vault.lock', {})
  for (const words of [sheet, invitation, chosen(0)]) await opensNothing(words)

  const path = join(dir, 'vault.json')
  const [text, strange] = [path, join(there, 'vault.json')].map((one) => readFileSync(one, 'utf8')) as [string, string]
  const [header, other] = [text, strange].map((one) => JSON.parse(one) as { slots: unknown[] }) as [
    { slots: unknown[] },
    { slots: unknown[] },
  ]
  writeFileSync(path, JSON.stringify({ ...header, slots: [...header.slots, ...other.slots] }))
  for (const words of [passphrase, sheet, invitation]) await expect(unlock(words)).rejects.toThrow()
  writeFileSync(path, text)
  expect((await unlock(passphrase)).fault).toBeNull()
  await t.call('vault.lock', {})
  expect(await recover(own, chosen(1))).not.toBe('')
})

test('a sheet is used once, and neither that of before, nor one from before a rekey, nor that of who was revoked', async () => {
  const first = await newSheet(passphrase)
  const invitation = await invite('S. Reyes')
  await t.call('vault.lock', {})
  const second = await recover(first, chosen(1))
  const third = await newSheet(chosen(1))
  await t.call('vault.rekey', { sheet: 'none' })
  await t.call('vault.lock', {})
  for (const words of [first, second, third]) await opensNothing(words)

  // An invitation lives through other people's changes of keys, and is used once.
  await unlock(invitation)
  await t.call('member.accept', { passphrase: chosen(2) })
  const theirs = await newSheet(chosen(2))
  await unlock(chosen(1))
  await t.call('vault.rekey', {})
  await t.call('vault.lock', {})
  await opensNothing(invitation)
  const next = await recover(theirs, chosen(3))
  await unlock(chosen(1))
  const late = await invite('N. New')
  for (const name of ['S. Reyes', 'N. New']) await t.call('member.revoke', { member: await idOf(name), reason: 'Left' })
  await t.call('vault.lock', {})
  for (const words of [theirs, next, chosen(3), late]) await opensNothing(words)
  expect((await unlock(chosen(1))).fault).toBeNull()
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
})
