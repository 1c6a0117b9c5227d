import { spawnSync } from 'node:child_process'
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sha256, verifyEd25519 } from '../../electron/hosts/update/keys.ts'
import { judgeManifest } from '../../shared/update/judge.ts'
import { parseUpdateKeys } from '../../shared/update/keys.ts'
import { makeSigningKey } from '../../scripts/release/keys.ts'
import { signManifest, writeManifest } from '../../scripts/release/sign.ts'

// A manifest of an update with the keys that signed it: by OpenSSL and a hash alone, and by ours.
const vector = JSON.parse(readFileSync(join(import.meta.dirname, 'update.json'), 'utf8')) as {
  seeds: string[]
  publicKeys: string[]
  ids: string[]
  content: string
  manifest: string
}
const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const hash = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

/** What section 4 of docs/format-update.md does by hand: exit status of OpenSSL for one signature of a manifest. */
function checkWithOpenssl(manifest: string, publicKey: Buffer, nth: number, folder: string): number | null {
  const at = (name: string): string => join(folder, name)
  const [first = '', ...lines] = manifest.split('\n')
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey])
  const { signature } = JSON.parse(lines[nth] ?? '') as { signature: string }
  writeFileSync(
    at('key.pem'),
    createPublicKey({ key: spki, format: 'der', type: 'spki' }).export({ format: 'pem', type: 'spki' }),
  )
  writeFileSync(at('line'), `${first}\n`)
  writeFileSync(at('signature'), Buffer.from(signature, 'base64'))
  const words = ['pkeyutl', '-verify', '-pubin', '-inkey', 'key.pem', '-rawin', '-in', 'line', '-sigfile', 'signature']
  return spawnSync('openssl', words, { cwd: folder }).status
}

test('the keys of the vector are those of its seeds, and their ids follow from the format', () => {
  const raw = vector.seeds.map((seed) => {
    const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')])
    const key = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
    return key.export({ format: 'der', type: 'spki' }).subarray(-32)
  })
  expect(raw.map((key) => key.toString('base64'))).toEqual(vector.publicKeys)
  const ids = raw.map((key) =>
    hash(Buffer.concat([Buffer.from('holdfast/update-key/1\0'), key])).toString('hex', 0, 16),
  )
  expect(ids).toEqual(vector.ids)
})

test.skipIf(!hasOpenssl)('OpenSSL takes both signatures, and neither over a changed line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-update-vector-'))
  try {
    for (const [nth, key] of vector.publicKeys.entries()) {
      const raw = Buffer.from(key, 'base64')
      expect(checkWithOpenssl(vector.manifest, raw, nth, folder)).toBe(0)
      expect(checkWithOpenssl(vector.manifest.replace('0.4.0', '0.4.1'), raw, nth, folder)).not.toBe(0)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const { sha256: said, size } = JSON.parse(vector.manifest.split('\n')[0] ?? '') as { sha256: string; size: number }
  expect([said, size]).toEqual([hash(vector.content).toString('hex'), vector.content.length])
})

test('ours comes to the same', () => {
  const keys = vector.publicKeys.map((publicKey, nth) => ({ name: `Signer ${nth + 1}`, publicKey }))
  const list = JSON.stringify({ format: 'holdfast-update-keys', v: 1, threshold: 2, keys })
  const running = { version: '0.3.0', platform: 'linux', arch: 'x64', channel: 'stable' } as const
  const judged = judgeManifest(vector.manifest, parseUpdateKeys(list, sha256), verifyEd25519, running, {})
  expect(judged.signers).toEqual(['Signer 1', 'Signer 2'])
})

test('two signers make a manifest with `npm run release`, each with their own key', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-signing-'))
  const at = (name: string): string => join(folder, name)
  try {
    const words = 'a passphrase of the signers'
    const keys = ['ana', 'ben'].map((name) => ({ name, ...makeSigningKey(at(`${name}.pem`), words) }))
    expect(readFileSync(at('ana.pem'), 'utf8')).toMatch(/^-----BEGIN ENCRYPTED PRIVATE KEY-----/)
    expect(() => makeSigningKey(at('ana.pem'), words)).toThrow(/EEXIST/)
    const release = at('Holdfast-0.4.0.tar.gz')
    writeFileSync(release, 'a release')
    const said = {
      version: '0.4.0',
      from: '0.2.0',
      channel: 'stable',
      released: '2026-12-01T09:00:00Z',
      platform: 'linux',
      arch: 'x64',
      kind: 'tar',
    } as const
    const manifest = await writeManifest(release, said)
    for (const { name, id } of keys) expect(await signManifest(manifest, at(`${name}.pem`), words)).toBe(id)
    await expect(signManifest(manifest, at('ana.pem'), words)).rejects.toThrow(/has the signature of this key already/)
    await expect(signManifest(manifest, at('ben.pem'), 'another passphrase')).rejects.toThrow()
    const text = readFileSync(manifest, 'utf8')
    const list = keys.map(({ name, publicKey }) => ({ name, publicKey }))
    const file = JSON.stringify({ format: 'holdfast-update-keys', v: 1, threshold: 2, keys: list })
    const running = { version: '0.3.0', platform: 'linux', arch: 'x64', channel: 'stable' } as const
    expect(judgeManifest(text, parseUpdateKeys(file, sha256), verifyEd25519, running, {}).signers).toEqual([
      'ana',
      'ben',
    ])
    if (hasOpenssl) expect(checkWithOpenssl(text, Buffer.from(keys[1]?.publicKey ?? '', 'base64'), 1, folder)).toBe(0)
    writeFileSync(release, 'another file')
    await expect(signManifest(manifest, at('ana.pem'), words)).rejects.toThrow(/is not the file of this manifest/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
