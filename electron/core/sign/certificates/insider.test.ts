import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
import type { WrittenManifest } from '../../../../shared/packet/manifest.ts'
import type { Verdict } from '../../../../shared/packet/verify/verdict.ts'
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts'
import { unlockSession } from '../../session.ts'
import { checkLedger } from '../../release/packet/reading/check.ts'
import type { Signer } from '../signer.ts'
import { forge } from '../../release/packet/testing/forge.ts'
import { ownSigner } from './own.ts'

// A member with a certificate of their own, and no key of the root, who invents a ledger: RFC 6962 and C2SP notes by node:crypto alone.

const sha = (...parts: (string | Uint8Array)[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest()
const leaf = (bytes: string): Buffer => sha(Uint8Array.of(0), bytes)
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1)
const rootOf = (leaves: Buffer[]): Buffer => {
  if (leaves.length === 1) return leaves[0] ?? Buffer.alloc(0)
  const k = split(leaves.length)
  return sha(Uint8Array.of(1), rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}
const proofOf = (index: number, leaves: Buffer[]): Buffer[] => {
  if (leaves.length === 1) return []
  const k = split(leaves.length)
  return index < k
    ? [...proofOf(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...proofOf(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))]
}

/** The packet's entries in a ledger of the member's own, under a key that they made up. */
function invent(
  manifest: WrittenManifest,
  change: (issued: Record<string, unknown>, entry: Record<string, unknown>) => unknown,
): void {
  const carried = [...(manifest.certificate ? [manifest.certificate] : []), ...manifest.entries]
  let prev = '0'.repeat(64)
  for (const [seq, one] of carried.entries()) {
    const entry = JSON.parse(one.bytes) as Record<string, unknown>
    if (one === manifest.certificate && one.disclosure) {
      const issued = JSON.parse(one.disclosure.payload) as Record<string, unknown>
      change(issued, entry)
      const salt = randomBytes(32)
      one.disclosure = { salt: salt.toString('base64'), payload: canonical(issued as Json) }
      entry['commit'] = sha(salt, one.disclosure.payload).toString('hex')
    }
    one.seq = seq
    one.bytes = canonical({ ...entry, seq, prev })
    prev = sha(one.bytes).toString('hex')
  }
  const leaves = carried.map(({ bytes }) => leaf(bytes))
  for (const [i, one] of carried.entries()) one.proof = proofOf(i, leaves).map((hash) => hash.toString('base64'))
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const name = 'member/invented'
  const root = rootOf(leaves).toString('base64')
  const text = `holdfast/${manifest.vault.id}\n${leaves.length}\n${root}\nat 2026-11-29T08:00:00.000Z\n`
  const signature = Buffer.concat([
    sha(name, '\n', Uint8Array.of(1), key).subarray(0, 4),
    sign(null, Buffer.from(text), privateKey),
  ])
  const note = `${text}\n— ${name} ${signature.toString('base64')}\n`
  manifest.ledger = { note, size: leaves.length, root }
  manifest.memberKeys = [{ name, key: key.toString('base64') }]
  for (const text of manifest.texts) if (text.at === 'ledger.signedNote') text.text = note
}

let t: TestApp
let root: string
let packet: Uint8Array<ArrayBuffer>
let own: Signer
const theirs = 'seven lanterns over quiet water'
const verify = (pdf: Uint8Array<ArrayBuffer>): Promise<Verdict> =>
  verifyPacket(pdf, { subtle: crypto.subtle, checkLedger, expectedRoot: root })

beforeAll(async () => {
  t = testApp()
  const number = await newCase(t)
  const dir = join(t.folder, 'V.holdfast')
  root = (await t.call('vault.info', {})).rootFingerprint
  await t.call('member.add', { name: 'C. Hale', roles: ['investigator'], passphrase: theirs })
  await t.call('vault.unlock', { dir, passphrase: theirs })
  await t.call('vault.unlock', { dir, passphrase })
  await t.call('vault.unlock', { dir, passphrase: theirs })
  const out = join(t.folder, 'own.pdf')
  await t.call('packet.build', { case: number, recipient: 'Counsel', purpose: 'Advice', out })
  packet = Uint8Array.from(readFileSync(out))
  await t.call('vault.lock', {})
  const { workspace } = await unlockSession(t.ports, { dir, passphrase: theirs }, () => undefined)
  own = (await ownSigner(workspace)).signer
  await workspace.vault.close()
}, 60_000)
afterAll(() => t.end())

describe('a member who invents a ledger', () => {
  const cases: [string, (issued: Record<string, unknown>, entry: Record<string, unknown>) => unknown, RegExp][] = [
    ['roles', (issued) => (issued['roles'] = ['counsel', 'supervisor']), /names other roles than the certificate/],
    ['a name', (issued) => (issued['name'] = 'Chief Counsel'), /issued another one, to Chief Counsel/],
    ['a time', (_, entry) => (entry['at'] = '2024-01-01T00:00:00.000Z'), /is of another time than the certificate/],
  ]
  test.each(cases)('is not shown with %s that the root did not sign', async (_, change, words) => {
    const verdict = await verify(await forge(packet, own, { manifest: (m) => invent(m, change) }))
    expect(verdict.signer?.certificate).toMatchObject({ ledger: 'not-on-ledger', issued: null })
    expect(verdict.anchored).toBe(false)
    expect(verdict.problems.map(({ message }) => message).join()).toMatch(words)
  })

  // As docs/threat-model.md says: a head from another way shows it, and nothing in the packet does.
  test('is not told from the true one by the packet alone', async () => {
    const verdict = await verify(await forge(packet, own, { manifest: (m) => invent(m, () => undefined) }))
    expect(verdict).toMatchObject({ anchored: true, signer: { certificate: { issued: { roles: ['investigator'] } } } })
  })
})
