import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readVault } from '../../electron/core/record/members/index.ts'
import type { Reader } from '../../electron/core/record/vault/index.ts'
import { unlockVault, type Judge, type Vault } from '../../electron/core/record/vault/vault.ts'
import { newVault, passphrase, testApp, type TestApp } from '../support/app.ts'

// Two programs on one folder: one has read the header, and takes the lock when the other has changed the key meanwhile, or was
// cut off while it did.

let t: TestApp
let dir: string
beforeEach(async () => {
  t = testApp()
  ;({ dir } = await newVault(t))
  await t.call('vault.lock', {})
})
afterEach(() => t.end())

const random = (bytes: number): Uint8Array<ArrayBuffer> => Uint8Array.from(randomBytes(bytes))
const open = (given: string, judge?: Judge): Promise<Vault> =>
  unlockVault(dir, { passphrase: given }, random, knownForm, judge)
const knownForm = {
  older: () => [],
  bringUp: () => undefined,
  headerHash: (db: Reader) => readVault(db).headerHash,
}

/** Changes the passphrase and with it all keys; cut off at a stage, nothing of what stands after it is done. */
async function changeKeys(stage?: string): Promise<void> {
  await t.call('vault.unlock', { dir, passphrase })
  const progress = (at: { stage: string }): void => {
    if (at.stage === stage) throw new Error('cut off')
  }
  const changing = t.call('vault.changePassphrase', { current: passphrase, next }, { progress })
  if (stage === undefined) await changing
  else await expect(changing).rejects.toThrow()
  await t.call('vault.lock', {}).catch(() => undefined)
}
const next = 'lanterns over quiet water'
const place = 'Putting the new database in place'

/** Has something happen once the header was read. */
function whenRead(then: () => Promise<void>): Judge {
  let done = false
  return async () => {
    if (done) return
    done = true
    await then()
  }
}

test('new keys that are cut off before their header counts are finished by whoever opens with the new passphrase', async () => {
  await changeKeys('Putting the new header in place')
  expect(readdirSync(dir)).toContain('vault.json.next')
  expect((await t.call('vault.unlock', { dir, passphrase: next })).fault).toBeNull()
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
  await t.call('vault.lock', {})
  await expect(t.call('vault.unlock', { dir, passphrase })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
})

describe('an opening that read the header before the key was changed', () => {
  test.each([[place], [undefined]])(
    'takes nothing away of what the other put there (cut off at: %s)',
    async (stage) => {
      const opening = open(
        passphrase,
        whenRead(() => changeKeys(stage)),
      )
      // Held to be an older vault it would be opened, and the new database dropped: then no key opens what is left.
      await expect(opening).rejects.toMatchObject({ code: 'VAULT_IN_USE' })
      expect((await t.call('vault.unlock', { dir, passphrase: next })).fault).toBeNull()
      expect((await t.call('member.list', {})).epoch).toBe(2)
      expect((await t.call('ledger.audit', {})).problems).toEqual([])
      expect(readdirSync(dir).filter((name) => name.includes('next'))).toEqual([])
    },
  )
})
