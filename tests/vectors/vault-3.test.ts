import { createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHeader, parseHeader } from '../../electron/core/record/vault/header.ts'
import { fingerprintOf } from '../../electron/core/record/vault/identity.ts'
import {
  canonicalOf,
  headerText,
  privateOf,
  publicOf,
  derive,
  readHeader,
  secretIn,
  sha256,
  vaultKeysIn,
} from './outside.ts'

// A header of version 3 with the values on the way from its passphrase to the vault key: by a reader that is not ours, and by ours.
const vector = JSON.parse(readFileSync(join(import.meta.dirname, 'vault-3.json'), 'utf8')) as Record<string, string>
const text = vector['header'] ?? ''
const passphrase = vector['passphrase'] ?? ''

test('a reader from the format alone comes to the values of the vector', () => {
  const header = readHeader(text)
  expect(canonicalOf(header)).toBe(text)
  const [slot, ...more] = header.slots
  if (!slot || more.length > 0) throw new Error('the vector has one slot')
  const secret = secretIn(header, slot, { passphrase }) ?? Buffer.alloc(0)
  expect(secret.toString('hex')).toBe(vector['memberSecret'])
  const signing = privateOf('ed25519', derive(secret, 'holdfast/member/ed25519/v1'))
  expect(publicOf(signing).toString('hex')).toBe(vector['signingPublic'])
  const [vaultKey = Buffer.alloc(0)] = vaultKeysIn(header, secret)
  expect(vaultKey.toString('hex')).toBe(vector['vaultKey'])
  expect(headerText(header, vaultKey)).toBe(text)
  const { founder = '', random = '', sha256: identity = '' } = header.identity ?? {}
  expect(sha256(canonicalOf({ format: 'holdfast-identity/v1', founder, random }))).toBe(identity)
  expect([founder, identity]).toEqual([vector['signingPublic'], vector['identity']])
  const [{ signature, ...admitted }] = header.admissions as [{ signature: string }]
  const said = canonicalOf({ format: 'holdfast-admission/v1', vault: header.id, identity, ...admitted })
  expect(verify(null, Buffer.from(said), createPublicKey(signing), Buffer.from(signature, 'hex'))).toBe(true)
})

test('ours comes to the same', async () => {
  const header = parseHeader(text)
  const keys = await openHeader(header, passphrase)
  expect({
    slotKey: keys.door?.key.toString('hex'),
    memberSecret: keys.memberSecret.toString('hex'),
    signingPublic: keys.signingPublic.toString('hex'),
    vaultKey: keys.vaultKey.toString('hex'),
    identity: header.identity?.sha256,
    words: fingerprintOf(header).words,
  }).toEqual(Object.fromEntries(Object.entries(vector).filter(([name]) => name !== 'header' && name !== 'passphrase')))
})
