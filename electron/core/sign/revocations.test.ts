import { webcrypto as crypto, randomBytes } from 'node:crypto'
import * as pkijs from 'pkijs'
import { expect, test } from 'vitest'
import { der } from '../../../shared/packet/verify/der.ts'
import { judgeRevocation } from '../../../shared/packet/verify/revocations.ts'
import { readCertificate } from '../../../shared/packet/verify/x509.ts'
import { newRoot, signRevocations } from './authority.ts'
import { bytesOf, engine } from './crypto.ts'

test('a list that does not say when the next is due says nothing of who does not stand in it', async () => {
  const at = '2026-11-01T09:00:00Z'
  const root = await newRoot({ id: 'V', name: 'Vault' }, at, randomBytes(16))
  const list = await signRevocations(root, { number: 1, at, next: '2027-11-01T09:00:00Z', revoked: [] })
  const certificate = readCertificate(der(Uint8Array.from(root.rootCert)))
  const judge = async (bytes: Uint8Array<ArrayBuffer>) => {
    const now = Date.parse('2026-11-02T09:00:00Z')
    const { verdict, problems } = await judgeRevocation(crypto.subtle, bytes, certificate, certificate, at, now)
    return [verdict?.next, ...problems.map(({ code }) => code)]
  }
  expect(await judge(list)).toEqual(['2027-11-01T09:00:00.000Z'])

  // The same, signed by the same key, without that time.
  const endless = pkijs.CertificateRevocationList.fromBER(list)
  delete endless.nextUpdate
  const p256 = { name: 'ECDSA', namedCurve: 'P-256' }
  const key = await crypto.subtle.importKey('pkcs8', Uint8Array.from(root.rootPrivateKeyPkcs8), p256, false, ['sign'])
  await endless.sign(key, 'SHA-256', engine)
  expect(await judge(bytesOf(endless.toSchema(true)))).toEqual([null, 'CRL_OUTDATED'])
})
