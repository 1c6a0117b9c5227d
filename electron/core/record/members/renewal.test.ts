import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { verifyLedger } from '../../../../tests/vectors/verify-ledger.js'
import { admissionText } from '../../../../shared/ledger/admission.ts'
import { Ledger } from '../ledger/index.ts'
import { unlockSession } from '../../session.ts'
import { keysOf } from '../vault/header.ts'
import { headerHash, signText } from '../vault/index.ts'
import { publicKeys } from '../vault/keys.ts'
import { views } from '../../views.ts'
import { membersView } from './view.ts'

const second = 'seven lanterns over quiet water'
let t: TestApp
afterEach(() => t.end())

test('a renewal is signed by both keys, counts by its place, and verifies in an export by both readers', async () => {
  t = testApp()
  const { dir } = await newVault(t)
  const early = join(t.folder, 'early.head')
  await t.call('ledger.saveHead', { out: early })
  await t.call('vault.changePassphrase', { current: passphrase, next: second })
  await t.call('vault.rekey', {})
  expect((await t.call('ledger.audit', {})).problems).toEqual([])
  // A head by the former key counts where it stood.
  expect(await t.call('ledger.check', { file: early })).toMatchObject({ result: 'continues' })
  const { file } = await t.call('ledger.export', { out: join(t.folder, 'export.jsonl') })
  expect(await t.call('ledger.verify', { file })).toMatchObject({ ok: true, problem: null })
  expect(verifyLedger(readFileSync(file))).toMatchObject({ ok: true })
  await t.call('vault.unlock', { dir, passphrase: second })
})

test('nobody renews another member’s keys: the audit and both readers of an export find it', async () => {
  t = testApp()
  const { dir } = await newVault(t)
  await t.call('member.add', { name: 'S. Reyes', roles: ['supervisor'], passphrase: second })
  await t.call('vault.lock', {})
  // S. Reyes, with tools of their own, writes new keys of R. Okafor, signs them by them, and goes on in that name.
  const { workspace } = await unlockSession(t.ports, { dir, passphrase: second }, () => undefined)
  const { vault, db, ports } = workspace
  const [founder] = vault.header.members
  const secret = Buffer.alloc(32, 9)
  const forged = keysOf(founder?.id ?? '', secret, vault.keys.vaultKey, undefined)
  const keys = { member: forged.member, ...publicKeys(secret), by: founder?.ed25519 ?? '', epoch: 1 }
  const place = { vault: vault.header.id, identity: vault.header.identity?.sha256 }
  const text = admissionText(place, keys)
  const own = signText(forged.signing, text).toString('hex')
  const ledger = new Ledger({ vault: { ...vault, keys: forged }, views, now: ports.clock.now })
  ledger.transact(({ append }) =>
    append(
      membersView,
      'member.keys-renewed',
      { subject: forged.member },
      { ...keys, signature: own, own, reason: 'passphrase', sheet: 'none', headerHash: headerHash(vault.header) },
    ),
  )
  expect(db.get('select count(*) as n from entry')).toEqual({ n: 3 })
  await vault.close()
  await t.call('vault.unlock', { dir, passphrase: second })
  const { problems } = await t.call('ledger.audit', {})
  expect(problems.map(({ code, where }) => `${code} ${where}`)).toContain('MEMBER_NOT_IN_FORCE entry 2')
})
