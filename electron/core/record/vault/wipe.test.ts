import { afterEach, beforeEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, testPorts, type TestApp } from '../../../../tests/support/app.ts'
import { unlockSession } from '../../session.ts'
import { privateKey } from './crypto.ts'
import { memberKeys, wipe, type VaultKeys } from './keys.ts'

let t: TestApp
let dir: string
beforeEach(async () => {
  t = testApp()
  ;({ dir } = await newVault(t))
  await t.call('vault.lock', {})
})
afterEach(() => t.end())
const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0)
const secretsOf = ({ vaultKey, memberSecret, door }: VaultKeys): Buffer[] => [
  vaultKey,
  memberSecret,
  ...(door ? [door.key] : []),
]

test('closing a vault overwrites its key and the member’s secret in the very buffers that held them', async () => {
  const { workspace } = await unlockSession(testPorts(t.folder), { dir, passphrase }, () => undefined)
  const secrets = secretsOf(workspace.vault.keys)
  expect(secrets.map((bytes) => bytes.length)).toEqual([32, 32, 32])
  expect(secrets.some(isZero)).toBe(false)
  await workspace.vault.close()
  expect(secrets.every(isZero)).toBe(true)
})

test('what is left of a key after its pair was made is the pair', () => {
  const seed = Buffer.alloc(32, 7)
  const [one, other] = [privateKey('ed25519', seed), memberKeys(seed)]
  // The caller's own bytes are the caller's: they are left, and wiped where they are kept.
  expect(isZero(seed)).toBe(false)
  expect(one.asymmetricKeyType).toBe('ed25519')
  const keys = { member: 'm', vaultKey: Buffer.alloc(32, 1), memberSecret: seed, signing: other.signing }
  const kdf = { name: 'argon2id' as const, memoryKiB: 65_536, passes: 3, lanes: 1, salt: '00'.repeat(16) }
  const door = { kdf, key: Buffer.alloc(32, 2) }
  wipe({ ...keys, signingPublic: Buffer.alloc(32), invited: false, door, unbound: false })
  expect([keys.vaultKey, keys.memberSecret, door.key].every(isZero)).toBe(true)
})
