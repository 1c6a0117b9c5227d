import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { headsIn } from '../../core/app.ts'
import { sealedHeads, type KeyStore } from './heads.ts'

// Real files, and a key store that works as the system's does: what it did not seal it does not open.

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-heads-'))))
afterEach(() => rmSync(folder, { recursive: true }))

function store(key = randomBytes(32), old?: Buffer): KeyStore {
  const openWith = (by: Buffer, bytes: Buffer): string => {
    const made = createDecipheriv('aes-256-gcm', by, bytes.subarray(0, 12)).setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([made.update(bytes.subarray(28)), made.final()]).toString()
  }
  return {
    seal: (text) => {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const body = Buffer.concat([cipher.update(text), cipher.final()])
      return Promise.resolve(Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64'))
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64')
      try {
        return Promise.resolve({ text: openWith(key, bytes), renew: false })
      } catch (thrown) {
        if (!old) return Promise.reject(thrown)
        return Promise.resolve({ text: openWith(old, bytes), renew: true })
      }
    },
  }
}
const none: KeyStore = { seal: () => Promise.resolve(null), unseal: () => Promise.resolve(null) }
const file = (id: string): string => join(folder, 'sealed', `${id}.head`)

describe('a head that the key store sealed', () => {
  it('comes back, and lies in no file as it is', async () => {
    const heads = sealedHeads(folder, store())
    await heads.write('one', 'head of one')
    expect(await heads.read('one')).toBe('head of one')
    for (const name of readdirSync(join(folder, 'sealed')))
      expect(readFileSync(join(folder, 'sealed', name), 'latin1')).not.toContain('head of one')
  })
  it('that was taken away is no reason to believe an unsealed one', async () => {
    const heads = sealedHeads(folder, store())
    await heads.write('one', 'head of one')
    await heads.write('two', 'head of two')
    rmSync(file('one'))
    await headsIn(folder).write('one', 'an older head')
    await expect(heads.read('one')).rejects.toThrow('taken away')
    expect(await heads.read('two')).toBe('head of two')
    rmSync(file('vaults'))
    await expect(heads.read('one')).rejects.toThrow('taken away')
    await heads.write('one', 'a new head')
    expect(await heads.read('one')).toBe('a new head')
  })
  it('cannot be put there, nor its list, by who cannot use the store', async () => {
    const heads = sealedHeads(folder, store())
    await heads.write('one', 'head of one')
    await sealedHeads(join(folder, 'theirs'), store()).write('one', 'forged')
    writeFileSync(file('one'), readFileSync(join(folder, 'theirs', 'sealed', 'one.head')))
    await expect(heads.read('one')).rejects.toThrow()
    rmSync(file('one'))
    writeFileSync(file('vaults'), readFileSync(join(folder, 'theirs', 'sealed', 'vaults.head')))
    await expect(heads.read('one')).rejects.toThrow()
  })
  it('is sealed anew when the store wants it so', async () => {
    const [before, after] = [randomBytes(32), randomBytes(32)]
    await sealedHeads(folder, store(before)).write('one', 'head of one')
    const sealed = readFileSync(file('one'), 'utf8')
    expect(await sealedHeads(folder, store(after, before)).read('one')).toBe('head of one')
    expect(readFileSync(file('one'), 'utf8')).not.toBe(sealed)
    expect(await sealedHeads(folder, store(after)).read('one')).toBe('head of one')
  })
})

it('the first time there is what another host kept', async () => {
  await headsIn(folder).write('one', 'plain')
  expect(await sealedHeads(folder, store()).read('one')).toBe('plain')
  expect(await sealedHeads(folder, store()).read('two')).toBeUndefined()
})

it('without a key store heads lie plain, and that is told once', async () => {
  let told = 0
  const heads = sealedHeads(folder, none, () => (told += 1))
  await heads.write('one', 'head of one')
  await heads.write('two', 'head of two')
  expect(await heads.read('one')).toBe('head of one')
  expect(await headsIn(folder).read('one')).toBe('head of one')
  expect(told).toBe(1)
})
