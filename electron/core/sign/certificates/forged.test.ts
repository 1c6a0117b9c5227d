import { createPrivateKey, randomBytes, webcrypto, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newCase, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import type { WrittenManifest } from '../../../../shared/packet/manifest.ts'
import type { Verdict } from '../../../../shared/packet/verify/verdict.ts'
import { verifyPacket } from '../../../../shared/packet/verify/verify.ts'
import { unlockSession, type Session } from '../../session.ts'
import { checkLedger } from '../../release/packet/reading/check.ts'
import type { Signer } from '../signer.ts'
import { forge, manifestOf } from '../../release/packet/testing/forge.ts'
import { ownSigner } from './own.ts'
import { openRoot } from './root.ts'
import { certificatesView } from './view.ts'

// Somebody who got hold of the root's key puts a leaf of their own under it, by pkijs and node:crypto alone.

let t: TestApp
let dir: string
let root: string
let packet: Uint8Array<ArrayBuffer>
let own: Signer
let chief: Signer

const engine = new pkijs.CryptoEngine({ name: 'attacker', crypto })
const p256 = { name: 'ECDSA', namedCurve: 'P-256' }

async function leafOf(
  name: string,
  rootCert: Uint8Array<ArrayBuffer>,
  rootKey: Uint8Array<ArrayBuffer>,
): Promise<Signer> {
  const pair = await webcrypto.subtle.generateKey(p256, true, ['sign', 'verify'])
  const certificate = new pkijs.Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1js.Integer({ valueHex: Uint8Array.from([0x41, ...randomBytes(15)]).buffer })
  certificate.issuer = pkijs.Certificate.fromBER(rootCert).subject
  certificate.subject.typesAndValues.push(
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.10', value: new asn1js.Utf8String({ value: 'Test vault' }) }),
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.12', value: new asn1js.Utf8String({ value: 'counsel' }) }),
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1js.Utf8String({ value: name }) }),
  )
  // Of the hour of the entry that it is shown with, so that its time gives nothing away.
  certificate.notBefore = new pkijs.Time({ type: pkijs.TimeType.UTCTime, value: new Date(Date.now() - 3_600_000) })
  certificate.notAfter = new pkijs.Time({ type: pkijs.TimeType.UTCTime, value: new Date(Date.now() + 86_400_000) })
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey, engine)
  const key = await webcrypto.subtle.importKey('pkcs8', rootKey, p256, false, ['sign'])
  await certificate.sign(key, 'SHA-256', engine)
  return {
    rootCert,
    leafCert: new Uint8Array(certificate.toSchema(true).toBER(false)),
    privateKeyPkcs8: new Uint8Array(await webcrypto.subtle.exportKey('pkcs8', pair.privateKey)),
  }
}

const open = (): Promise<Session> => unlockSession(t.ports, { dir, passphrase }, () => undefined)
const verify = (pdf: Uint8Array<ArrayBuffer>): Promise<Verdict> =>
  verifyPacket(pdf, { subtle: crypto.subtle, checkLedger, expectedRoot: root })

beforeAll(async () => {
  t = testApp()
  const number = await newCase(t)
  dir = join(t.folder, 'V.holdfast')
  root = (await t.call('vault.info', {})).rootFingerprint
  const out = join(t.folder, 'own.pdf')
  await t.call('packet.build', { case: number, recipient: 'Counsel', purpose: 'Advice', out })
  packet = Uint8Array.from(readFileSync(out))
  await t.call('vault.lock', {})
  const { workspace } = await open()
  own = (await ownSigner(workspace)).signer
  const opened = openRoot(workspace)
  if (!opened) throw new Error('an administrator opens the root')
  expect(
    new X509Certificate(opened.rootCert).checkPrivateKey(
      createPrivateKey({ key: Buffer.from(opened.rootPrivateKeyPkcs8), format: 'der', type: 'pkcs8' }),
    ),
  ).toBe(true)
  chief = await leafOf('Chief Counsel', opened.rootCert, opened.rootPrivateKeyPkcs8)
  await workspace.vault.close()
}, 60_000)
afterAll(() => t.end())

describe('a packet', () => {
  const forgeries: [string, () => Signer, (m: WrittenManifest) => void, RegExp][] = [
    ['by a leaf that is not on the ledger', () => chief, () => undefined, /issued another one, to R\. Okafor/],
    ['by such a leaf, with no entry', () => chief, (m) => void delete m.certificate, /carries no entry that issued it/],
    ['whose entry was cut out', () => own, (m) => void delete m.certificate, /carries no entry that issued it/],
    [
      'whose entry is not disclosed',
      () => own,
      (m) => void delete m.certificate?.disclosure,
      /does not say that it was issued/,
    ],
    [
      'with another entry in its place',
      () => own,
      (m) => void (m.certificate = m.entries[0]),
      /does not say that it was issued/,
    ],
    [
      'with an entry of their own making, under the true head',
      () => chief,
      (m) => {
        const read = new X509Certificate(chief.leafCert)
        const payload = {
          ...(JSON.parse(m.certificate?.disclosure?.payload ?? '') as object),
          name: 'Chief Counsel',
          roles: ['counsel'],
          serial: read.serialNumber.toLowerCase(),
          sha256: read.fingerprint256.replaceAll(':', '').toLowerCase(),
        }
        if (m.certificate?.disclosure) m.certificate.disclosure.payload = JSON.stringify(payload)
      },
      /the ledger’s head and proofs do not hold/,
    ],
  ]
  test.each(forgeries)('%s is not called good', async (_, signer, change, words) => {
    const manifest = (m: WrittenManifest): void => change(m)
    const verdict = await verify(await forge(packet, signer(), { manifest }))
    expect(verdict).toMatchObject({
      intact: true,
      anchored: false,
      signer: { certificate: { ledger: 'not-on-ledger', issued: null } },
    })
    expect(verdict.problems.map(({ message }) => message).join('\n')).toMatch(words)
    expect(verdict.problems.map(({ code }) => code)).toContain('CERTIFICATE_NOT_ON_LEDGER')
  })

  test('that nobody touched names who signed', async () => {
    expect((await manifestOf(packet)).certificate).toBeDefined()
    expect(await verify(packet)).toMatchObject({
      anchored: true,
      signer: { certificate: { ledger: 'on-ledger', issued: { name: 'R. Okafor' } } },
    })
  })
})

describe('the audit names', () => {
  const audit = async (tamper: (session: Session) => void): Promise<string[]> => {
    const session = await open()
    tamper(session)
    await session.workspace.vault.close()
    await t.call('vault.unlock', { dir, passphrase })
    const { problems } = await t.call('ledger.audit', {})
    await t.call('vault.lock', {})
    return problems.map(({ code, where, message }) => `${code} ${where}: ${message}`)
  }

  test('a key that was exchanged, and takes none of it for settled', async () => {
    const found = await audit(({ workspace: { vault } }) =>
      vault.store.run(`update secret set bytes = x'00' where name = ?`, `packet.leaf-key/${vault.keys.member}`),
    )
    expect(found.join('\n')).toMatch(/SIGNING_KEY_CHANGED packet\.leaf-key\//)
  })

  test('a certificate that an administrator put on the ledger, which nobody asked for', async () => {
    const read = new X509Certificate(chief.leafCert)
    const found = await audit(({ workspace: { ledger, vault } }) =>
      ledger.transact(({ append }) => {
        append(
          certificatesView,
          'certificate.issued',
          { subject: 'x' },
          {
            member: vault.keys.member,
            name: 'Chief Counsel',
            roles: ['counsel'],
            serial: read.serialNumber.toLowerCase(),
            sha256: read.fingerprint256.replaceAll(':', '').toLowerCase(),
            publicKey: read.publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
            certificate: read.raw.toString('base64'),
            notBefore: new Date(read.validFrom).toISOString(),
            notAfter: new Date(read.validTo).toISOString(),
          },
        )
      }),
    )
    expect(found.join('\n')).toMatch(
      /CERTIFICATE_UNSOUND entry \d+: A certificate was issued to Chief Counsel that no member asked for/,
    )
  })
})
