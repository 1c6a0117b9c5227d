import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passphrase, testApp } from '../../../tests/support/app.ts'
import { ownSigner } from '../sign/certificates/own.ts'
import { certificatesOf, revocationList } from '../sign/certificates/state.ts'
import { settleCertificates } from '../sign/index.ts'
import { unlockSession } from '../session.ts'
import { views } from '../views.ts'
import {
  counsels,
  hale,
  insiders,
  leaveBehind,
  recordLoosely,
  report,
  theirs,
  type Insiders,
} from '../../../tests/support/insiders.ts'

// What a member writes with tools of their own stops nobody else, and decides nothing that they may not decide.

let world: Insiders
beforeAll(async () => void (world = await insiders()), 60_000)
afterAll(() => world.end())

test('entries that have no form keep nobody from the vault, also when its tables are made anew', async () => {
  await world.inCopy(async (t, copy) => {
    const session = await unlockSession(t.ports, { dir: copy, passphrase: theirs }, () => undefined)
    const types = views.flatMap((view) => Object.keys(view.entries))
    for (const type of types) recordLoosely(session, type, {}, { subject: session.workspace.vault.header.id })
    recordLoosely(session, 'member.added', { member: 1, roles: 'all', ed25519: 'x' })
    session.workspace.vault.store.run(`update view_version set version = '' where name = 'all'`)
    await session.workspace.vault.close()
    const { fault, notices } = await t.call('vault.unlock', { dir: copy, passphrase })
    expect(fault).toBeNull()
    expect(notices).toContainEqual(expect.stringContaining('is shown nowhere'))
    const { rows } = await t.call('ledger.list', { limit: 200 })
    expect(rows[0]?.seq).toBeGreaterThan(types.length)
    expect((await t.call('member.list', {})).items.map(({ name }) => name)).toEqual(['R. Okafor', 'C. Hale', 'D. Roe'])
    await t.call('report.add', report)
    expect((await t.call('ledger.audit', {})).ok).toBe(false)
  })
})

test('a state that somebody took away is explained by nobody who may not decide that', async () => {
  await world.inCopy(async (t, copy) => {
    await t.call('vault.unlock', { dir: copy, passphrase })
    await t.call('report.add', report)
    await t.call('vault.lock', {})
    const file = join(t.folder, '.heads', `${(await t.call('vault.look', { dir: copy })).id}.head`)
    const kept = readFileSync(file, 'utf8')
    for (const [by, explains] of [
      [counsels, false],
      [theirs, true],
    ] as const) {
      rmSync(copy, { recursive: true })
      cpSync(world.dir, copy, { recursive: true })
      const elsewhere = testApp()
      try {
        const session = await unlockSession(elsewhere.ports, { dir: copy, passphrase: by }, () => undefined)
        leaveBehind(session, [kept])
        await session.workspace.vault.close()
      } finally {
        await elsewhere.end()
      }
      writeFileSync(file, kept)
      const { outside, notices } = await t.call('vault.unlock', { dir: copy, passphrase })
      expect(outside === null && notices.some((one) => one.includes('left behind on record')), by).toBe(explains)
      await t.call('vault.lock', {})
    }
  })
})

test('nobody keeps a member from their certificate, or has the root sign that it is revoked', async () => {
  await world.inCopy(async (t, copy) => {
    const roe = await unlockSession(t.ports, { dir: copy, passphrase: counsels }, () => undefined)
    const [member, vault] = [hale(roe), roe.workspace.vault.header.id]
    const [own] = certificatesOf(roe.workspace.db, member)
    if (!own) throw new Error('it was issued')
    const other = Buffer.from('another key').toString('base64')
    const { seq: _, der: certificate, issuedAt: __, revokedAt: ___, ...issuedBefore } = own
    const request = {
      member,
      publicKey: other,
      request: other,
      ed25519: '1'.repeat(64),
      signature: '0'.repeat(128),
    }
    recordLoosely(roe, 'certificate.requested', request, { subject: member })
    recordLoosely(
      roe,
      'certificate.issued',
      { ...issuedBefore, certificate: other, sha256: '1'.repeat(64) },
      { subject: member },
    )
    const revoked = { member, serial: own.serial, sha256: own.sha256, reason: 'x' }
    recordLoosely(roe, 'certificate.revoked', revoked, { subject: member })
    // In the administrator's name too, but not by the administrator's key.
    const { keys } = roe.workspace.vault
    const as = keys.member
    keys.member = roe.workspace.vault.header.members[0]?.id ?? ''
    recordLoosely(roe, 'certificate.revoked', revoked, { subject: member })
    keys.member = as
    const list = { number: 99, list: other, sha256: '2'.repeat(64), revoked: 99, next: '2030-01-01T00:00:00Z' }
    recordLoosely(roe, 'certificate.revocations-listed', list, { subject: vault })
    await roe.workspace.vault.close()

    const administrator = await unlockSession(t.ports, { dir: copy, passphrase }, () => undefined)
    await settleCertificates(administrator.workspace, { list: true })
    const { db } = administrator.workspace
    expect(revocationList(db)).toMatchObject({ number: 1, revoked: 0 })
    expect(certificatesOf(db, member)).toEqual([own])
    await administrator.workspace.vault.close()
    const hales = await unlockSession(t.ports, { dir: copy, passphrase: theirs }, () => undefined)
    expect((await ownSigner(hales.workspace)).certificate).toMatchObject({ sha256: own.sha256, der: certificate })
    await hales.workspace.vault.close()
  })
})
