import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { times } from '../../../../tests/faults/measure.ts'
import { passphrase, newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import type { Output } from '../../../../shared/contract/contract.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts'
import { unlockSession } from '../../session.ts'
import { checkLedger } from '../../release/packet/reading/check.ts'
import { dropKey, keptKeys } from './keys.ts'
import { has, run, shell } from '../../release/packet/testing/make.ts'

const words = (n: number): string => `${['seven', 'eight', 'nine', 'ten', 'eleven'][n] ?? ''} lanterns over quiet water`

let t: TestApp
let dir: string
let number: string
let root: string
/** The instant that the clocks stand at (ms); undefined: they go. */
let standsAt: number | undefined
const clock = { now: () => standsAt ?? Date.now(), zone: 'America/New_York' }
beforeEach(async () => {
  standsAt = undefined
  t = testApp({ clock })
  number = await newCase(t)
  dir = join(t.folder, 'V.holdfast')
  root = (await t.call('vault.info', {})).rootFingerprint
})
afterEach(() => t.end())

const unlock = (by = passphrase) => t.call('vault.unlock', { dir, passphrase: by })
const build = async (name: string): Promise<string> => {
  const out = join(t.folder, name)
  await t.call('packet.build', { case: number, recipient: 'Counsel', purpose: 'Advice', out })
  return out
}
const verify = (file: string, more: { crl?: string } = {}): Promise<Output<'packet.verify'>> =>
  t.call('packet.verify', { file, root, ...more })
const stateOf = async (name: string) =>
  (await t.call('member.list', {})).items.find((one) => one.name === name)?.certificate.state
const problems = async () =>
  (await t.call('ledger.audit', {})).problems.map(({ code, where, message }) => `${code} ${where}: ${message}`)
const add = (name: string, roles: Role[], by: string) => t.call('member.add', { name, roles, passphrase: by })

/** The signature of a packet by openssl, under the root that the vault gave out. */
function byOpenssl(file: string, rootFile: string): string {
  const script = `
set -- $(grep -a -o '/ByteRange *\\[[^]]*\\]' '${file}' | tail -n 1 | tr -d '[]')
(head -c $3 '${file}'; tail -c +$(($4 + 1)) '${file}') > signed.bin
head -c $(($4 - 1)) '${file}' | tail -c +$(($3 + 2)) | xxd -r -p > signature.der
openssl cms -verify -cades -binary -purpose any -inform DER -in signature.der -content signed.bin -CAfile '${rootFile}' -signer signer.pem -out /dev/null`
  return shell(t.folder, script)
}

/** What openssl says of the certificate that `byOpenssl` took out last, under a root and its list (files). */
const signerByOpenssl = (root: string, list: string): string =>
  shell(t.folder, `openssl verify -crl_check -purpose any -CAfile '${root}' -CRLfile '${list}' signer.pem 2>&1 || true`)

describe('each member signs packets in their own name', () => {
  const crews: [string, Role[][]][] = [
    ['one member', []],
    ['two members', [['counsel']]],
    ['five members', [['counsel'], ['investigator'], ['administrator', 'supervisor'], ['supervisor']]],
  ]
  test.each(crews.slice(0, times(3, 2)))('in a vault of %s', async (_, crew) => {
    for (const [i, roles] of crew.entries()) {
      if (i !== 0) await add(`M${i}`, roles, words(i))
      else {
        // The first comes by an invitation.
        const { invitation } = await t.call('member.add', { name: 'M0', roles })
        await t.call('vault.lock', {})
        await unlock(invitation ?? '')
        await t.call('member.accept', { passphrase: words(0) })
        expect(await stateOf('M0')).toBe('requested')
        await unlock()
        expect(await stateOf('M0')).toBe('issued')
      }
    }
    for (const [i, roles] of crew.entries()) {
      await unlock(words(i))
      if (i > 0 && !roles.includes('administrator')) {
        expect(await stateOf(`M${i}`)).toBe('requested')
        await expect(build('refused.pdf')).rejects.toMatchObject({
          code: 'NOT_ALLOWED',
          next: expect.stringContaining('An administrator must open this vault once') as string,
        })
        const { notices } = await unlock()
        expect(notices.join()).toContain(`A certificate for signing packets was issued to M${i}.`)
        await unlock(words(i))
      }
      const file = await build(`${i}.pdf`)
      const check = await verify(file)
      expect(check).toMatchObject({ intact: true, anchored: true, problems: [] })
      expect(check.signer?.certificate).toMatchObject({ ledger: 'on-ledger', issued: { name: `M${i}`, roles } })
      const titles = roles.map((role) => `title=${role}, `).join('')
      expect(check.signer?.subject).toBe(`O=Test vault, ${titles}CN=M${i}`)
    }
    await unlock()
    const file = await build('own.pdf')
    const roles = ['administrator', 'investigator', 'supervisor']
    expect((await verify(file)).signer?.certificate).toMatchObject({ issued: { name: 'R. Okafor', roles } })
    expect(await problems()).toEqual([])
    const given = await t.call('packet.root', { out: join(t.folder, 'root.pem') })
    if (has('openssl', 'xxd')) {
      for (const one of ['own.pdf', ...crew.map((_roles, i) => `${i}.pdf`)]) {
        expect(byOpenssl(join(t.folder, one), given.file)).toContain('CAdES Verification successful')
        expect(signerByOpenssl(given.file, given.list.file)).toMatch(/signer\.pem: OK/)
      }
      expect(run('openssl', 'crl', '-in', given.list.file, '-noout', '-text', '-CAfile', given.file)).toMatch(
        /No Revoked Certificates[^]*verify OK/,
      )
    }
    if (has('pdfsig')) expect(run('pdfsig', '-nocert', file)).toContain('Signature is Valid')
  })
})

test('a member who was revoked makes packets, with a copy from before, that are not good under the list', async () => {
  await add('C. Hale', ['counsel'], words(0))
  await unlock(words(0))
  await unlock()
  await unlock(words(0))
  // A list tells when to the second.
  const second = Math.ceil(Date.now() / 1000) * 1000
  const early = await build('early.pdf')
  standsAt = second + 5300
  const same = await build('same.pdf')
  await t.call('vault.lock', {})
  cpSync(dir, join(t.folder, 'Copy.holdfast'), { recursive: true })
  await unlock()
  standsAt = second + 5700
  await t.call('member.revoke', { member: 'C. Hale', reason: 'Left.' })
  expect(await stateOf('C. Hale')).toBe('revoked')
  expect(await problems()).toEqual([])
  const { file, list } = await t.call('packet.root', { out: join(t.folder, 'root.pem') })
  expect(list).toMatchObject({ revoked: 1 })
  await t.call('vault.lock', {})

  // On a computer that never saw the vault.
  standsAt = second + 6000
  const elsewhere = testApp({ clock })
  await elsewhere.call('vault.unlock', { dir: join(t.folder, 'Copy.holdfast'), passphrase: words(0) })
  const late = join(t.folder, 'late.pdf')
  await elsewhere.call('packet.build', { case: number, recipient: 'Press', purpose: 'x', out: late })
  await elsewhere.end()
  for (const [packet, order] of [
    [early, /prepared before that, which is its signer’s word alone/],
    [same, /prepared in that same second; which came first is not shown/],
    [late, /prepared after that/],
  ] as const) {
    const without = await verify(packet)
    expect(without).toMatchObject({ intact: true, anchored: true, signer: { certificate: { revocation: null } } })
    const check = await verify(packet, { crl: list.file })
    expect(check).toMatchObject({ intact: true, anchored: false })
    expect(check.problems).toEqual([{ code: 'CERTIFICATE_REVOKED', message: expect.stringMatching(order) as string }])
    if (has('openssl', 'xxd')) {
      byOpenssl(packet, file)
      expect(signerByOpenssl(file, list.file)).toContain('certificate revoked')
    }
  }
})

test('a list by another root, a changed one, and no list at all are named', async () => {
  const file = await build('own.pdf')
  const { list } = await t.call('packet.root', { out: join(t.folder, 'root.pem') })
  expect(await verify(file, { crl: list.file })).toMatchObject({
    anchored: true,
    signer: { certificate: { revocation: { number: 1, revokedAt: null } } },
  })
  const text = readFileSync(list.file, 'latin1')
  const codes = async (bytes: string | Uint8Array): Promise<string[]> => {
    const path = join(t.folder, `${Math.random()}.pem`)
    writeFileSync(path, bytes)
    return (await verify(file, { crl: path })).problems.map(({ code }) => code)
  }
  const der = Buffer.from(text.replaceAll(/-----.*-----|\s/g, ''), 'base64')
  expect(await codes(der)).toEqual([])
  der[der.length - 5] = (der[der.length - 5] ?? 0) ^ 1
  expect(await codes(der)).toEqual(['CRL_OF_ANOTHER'])
  expect(await codes('no list')).toEqual(['CRL_UNREADABLE'])
  // Of two in one file none counts: the first may be the older.
  expect(await codes(text + text)).toEqual(['CRL_UNREADABLE'])
  const other = testApp()
  await other.call('vault.create', { dir: join(other.folder, 'O.holdfast'), name: 'Other', member: 'X', passphrase })
  const foreign = await other.call('packet.root', { out: join(t.folder, 'other.pem') })
  await other.end()
  expect(await codes(readFileSync(foreign.list.file))).toEqual(['CRL_OF_ANOTHER'])
})

test('a list that is out of date says nothing, whatever time the packet claims', async () => {
  const file = await build('own.pdf')
  const { list } = await t.call('packet.root', { out: join(t.folder, 'root.pem') })
  const codes = async (days: number): Promise<string[]> => {
    const { problems } = await verifyPacket(Uint8Array.from(readFileSync(file)), {
      subtle: crypto.subtle,
      checkLedger,
      expectedRoot: root,
      revocations: Uint8Array.from(readFileSync(list.file)),
      now: Date.now() + days * 86_400_000,
    })
    return problems.map(({ code }) => code)
  }
  expect(await codes(360)).toEqual([])
  expect(await codes(370)).toEqual(['CRL_OUTDATED'])
  // A day is what clocks may be apart; a list of next week says nothing yet.
  expect([await codes(-0.5), await codes(-7)]).toEqual([[], ['CRL_OUTDATED']])
})

test('new keys of a member leave the certificate and the root’s key with them', async () => {
  await build('1.pdf')
  await t.call('vault.changePassphrase', { current: passphrase, next: words(1) })
  await build('2.pdf')
  await t.call('vault.rekey', {})
  await build('3.pdf')
  const sheet = await t.call('vault.newRecoverySheet', { passphrase: words(1) })
  await build('4.pdf')
  await t.call('vault.lock', {})
  await t.call('vault.recover', { dir, words: sheet.words.join(' '), passphrase: words(2), sheet: 'none' })
  const last = await verify(await build('5.pdf'))
  expect(last).toMatchObject({ anchored: true, problems: [] })
  const first = await verify(join(t.folder, '1.pdf'))
  expect(last.signer?.fingerprint).toBe(first.signer?.fingerprint)
  // The root is at hand too.
  expect((await t.call('packet.root', { out: join(t.folder, 'root.pem') })).list.number).toBe(1)
  expect(await problems()).toEqual([])
})

test('the root’s key is sealed to administrators and to nobody else, from the change of roles on', async () => {
  await add('A. Two', ['investigator'], words(0))
  const sealed = async (): Promise<string[]> => {
    await t.call('vault.lock', {})
    const { workspace } = await unlockSession(t.ports, { dir, passphrase }, () => undefined)
    const names = new Map(
      workspace.db.all<{ id: string; name: string }>('select id, name from member').map((m) => [m.id, m.name]),
    )
    const found = keptKeys(workspace.db).map(({ row, name }) =>
      name ? `${name.key} ${names.get(name.member) ?? ''}` : row,
    )
    await workspace.vault.close()
    await unlock()
    return found.sort()
  }
  expect(await sealed()).toEqual(['root R. Okafor'])
  await t.call('member.changeRoles', { member: 'A. Two', roles: ['administrator'] })
  expect(await sealed()).toEqual(['root A. Two', 'root R. Okafor'])
  await t.call('member.changeRoles', { member: 'A. Two', roles: ['investigator'] })
  expect(await sealed()).toEqual(['root R. Okafor'])
  await unlock(words(0))
  await unlock()
  expect(await sealed()).toEqual(['leaf A. Two', 'leaf R. Okafor', 'root R. Okafor'])
  await t.call('member.revoke', { member: 'A. Two', reason: 'Left.' })
  expect(await sealed()).toEqual(['leaf R. Okafor', 'root R. Okafor'])
})

test('who revokes without the root leaves the list to the next who can sign it', async () => {
  await add('A. Two', ['administrator'], words(0))
  await add('C. Hale', ['counsel'], words(1))
  await unlock(words(1))
  await unlock()
  await t.call('vault.lock', {})
  const { workspace } = await unlockSession(t.ports, { dir, passphrase: words(0) }, () => undefined)
  dropKey(workspace.vault, { key: 'root', member: workspace.member.id })
  await workspace.vault.close()
  await unlock(words(0))
  await t.call('member.revoke', { member: 'C. Hale', reason: 'Left.' })
  await expect(t.call('packet.root', {})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
  await unlock()
  const { list } = await t.call('packet.root', {})
  expect(list).toMatchObject({ revoked: 1 })
  await unlock(words(0))
  // It was sealed to the other administrator in the same step.
  expect((await t.call('packet.root', {})).list.revoked).toBe(1)
  expect(await problems()).toEqual([])
})

test('other roles get a certificate that says so; nothing is recorded where nothing waits', async () => {
  await add('C. Hale', ['investigator'], words(0))
  await unlock(words(0))
  await unlock()
  await t.call('member.changeRoles', { member: 'C. Hale', roles: ['counsel'] })
  const { head } = await unlock(words(0))
  expect((await unlock()).head.size).toBe(head.size)
  await unlock(words(0))
  const check = await verify(await build('c.pdf'))
  expect(check.signer?.certificate?.issued?.roles).toEqual(['counsel'])
})
