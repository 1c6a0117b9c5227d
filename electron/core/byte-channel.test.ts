import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newCase, passphrase, testApp, type TestApp } from '../../tests/support/app.ts'
import { aReport } from '../../tests/support/builders.ts'
import { waveHeader } from '../../tests/support/wave.ts'
import { byteChannel } from './byte-channel.ts'

let t: TestApp
let page: AbortController
beforeEach(() => {
  t = testApp()
  page = new AbortController()
})
afterEach(() => t.end())

const noise = randomBytes(2 * (1 << 20) + 12_345)
const original = Buffer.concat([waveHeader(noise.length), noise])

async function exhibitBytes(): Promise<{ bytes: string; size: number; exhibit: string }> {
  const file = join(t.folder, 'call.wav')
  writeFileSync(file, original)
  const [added] = await t.call('exhibit.add', { case: await newCase(t), files: [file] })
  const exhibit = added?.number ?? ''
  return { ...(await t.call('exhibit.play', { exhibit }, { page: page.signal })), exhibit }
}

describe('bytes that a window may read', () => {
  it('come by ranges of at most 1 MiB, wherever they begin, and are the exhibit’s', async () => {
    const { bytes, size } = await exhibitBytes()
    expect(size).toBe(original.length)
    const hash = createHash('sha256')
    for (let at = 0; at < size;) {
      const piece = await t.app.bytes.read(bytes, at, 5_000_000)
      expect(piece?.bytes.length).toBe(Math.min(1 << 20, size - at))
      hash.update(piece?.bytes ?? '')
      at += piece?.bytes.length ?? size
    }
    expect(hash.digest('hex')).toBe(createHash('sha256').update(original).digest('hex'))
    for (const [from, length] of [
      [0, 1],
      [(1 << 20) - 1, 2],
      [(1 << 20) + 7, 1 << 20],
      [size - 1, 100],
      [size, 100],
      [size + 5, 100],
    ] as const)
      expect(Buffer.from((await t.app.bytes.read(bytes, from, length))?.bytes ?? [])).toEqual(
        original.subarray(from, Math.min(from + length, from + (1 << 20))),
      )
  })

  it('are gone when the window leaves, when the vault is locked, and when somebody guesses', async () => {
    const { bytes, exhibit } = await exhibitBytes()
    const other = new AbortController()
    const others = await t.call('exhibit.play', { exhibit }, { page: other.signal })
    expect(others.bytes).not.toBe(bytes)
    // Each playing has its own, and one that was stopped is over.
    const second = await t.call('exhibit.play', { exhibit }, { page: page.signal })
    expect(second.bytes).not.toBe(bytes)
    await t.call('exhibit.stop', { bytes: others.bytes }, { page: page.signal })
    expect(await t.app.bytes.read(others.bytes, 0, 10)).toBeDefined()
    await t.call('exhibit.stop', { bytes: second.bytes }, { page: page.signal })
    expect(await t.app.bytes.read(second.bytes, 0, 10)).toBeUndefined()
    expect(await t.app.bytes.read(bytes, 0, 10)).toBeDefined()
    page.abort()
    expect(await t.app.bytes.read(bytes, 0, 10)).toBeUndefined()
    expect(await t.app.bytes.read(others.bytes, 0, 10)).toBeDefined()
    expect(await t.app.bytes.read(`${others.bytes.slice(0, -1)}_`, 0, 10)).toBeUndefined()
    await t.call('vault.lock', {})
    expect(await t.app.bytes.read(others.bytes, 0, 10)).toBeUndefined()
    // A window that stays gets new ones once the vault is open again.
    await t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase })
    const again = await t.call('exhibit.play', { exhibit }, { page: other.signal })
    expect(again.bytes).not.toBe(others.bytes)
    expect(await t.app.bytes.read(again.bytes, 0, 10)).toBeDefined()
  })

  it('end with the lock, and what a window has not sent whole is taken no further', async () => {
    const channel = byteChannel(randomBytes, () => undefined)
    const bytes = channel.of(page.signal)
    const end = vi.fn()
    const read = () => Promise.resolve(Buffer.from('abc'))
    const token = bytes.offer('a', () => ({ size: 3, mediaType: 'audio/wav', read, end }))
    const sent = bytes.expect(3)
    expect(await channel.write(sent, 0, Buffer.from('a'))).toBe(true)
    channel.clear()
    expect(end).toHaveBeenCalledOnce()
    expect(await channel.read(token, 0, 3)).toBeUndefined()
    expect(await channel.write(sent, 1, Buffer.from('b'))).toBe(false)
  })

  it('are not given out where they are not genuine', async () => {
    const { bytes } = await exhibitBytes()
    const blobs = join(t.folder, 'V.holdfast', 'blobs')
    const blob = readdirSync(blobs, { recursive: true, encoding: 'utf8' }).find((name) => name.length > 4) ?? ''
    const stored = readFileSync(join(blobs, blob))
    stored[40] = (stored[40] ?? 0) ^ 1
    writeFileSync(join(blobs, blob), stored)
    expect(await t.app.bytes.read(bytes, 0, 10)).toBeUndefined()
    expect(await t.app.bytes.read(bytes, 1 << 20, 10)).toBeDefined()
  })

  it('are for windows only', async () => {
    const { exhibit } = await exhibitBytes()
    await expect(t.call('exhibit.play', { exhibit })).rejects.toMatchObject({ code: 'USAGE' })
  })
})

describe('bytes that a window sends', () => {
  const report = aReport()
  const receive = async (size: number): Promise<string> =>
    (await t.call('file.receive', { size }, { page: page.signal })).bytes

  it('are taken in order and whole, or not at all', async () => {
    await newCase(t)
    const bytes = await receive(6)
    const take = (): Promise<unknown> =>
      t.call('report.take', { report, files: [], pasted: [{ name: 'Pasted 1.png', bytes }] }, { page: page.signal })
    expect(await t.app.bytes.write(bytes, 3, Buffer.from('def'))).toBe(false)
    expect(await t.app.bytes.write(bytes, 0, Buffer.from('abc'))).toBe(true)
    expect(await t.app.bytes.write(bytes, 0, Buffer.from('abc'))).toBe(false)
    await expect(take()).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    expect(await t.app.bytes.write(bytes, 3, Buffer.from('defg'))).toBe(false)
    expect(await t.app.bytes.write(bytes, 3, Buffer.from('def'))).toBe(true)
    await expect(take()).resolves.toMatchObject({ exhibits: [{ size: 6 }] })
    await expect(take()).rejects.toMatchObject({ code: 'INVALID_INPUT' })
  })

  it('are another window’s to take as little as to read', async () => {
    await newCase(t)
    const bytes = await receive(3)
    expect(await t.app.bytes.write(bytes, 0, Buffer.from('abc'))).toBe(true)
    expect(await t.app.bytes.read(bytes, 0, 3)).toBeUndefined()
    const other = new AbortController()
    const pasted = [{ name: 'Pasted 1.png', bytes }]
    await expect(t.call('report.take', { report, files: [], pasted }, { page: other.signal })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
  })

  it('are refused beyond 20 MB each and 400 MB in all', async () => {
    await newCase(t)
    await expect(receive(20_000_001)).rejects.toMatchObject({ code: 'INVALID_INPUT' })
    for (let i = 0; i < 20; i += 1) await receive(20_000_000)
    await expect(receive(1)).rejects.toMatchObject({ code: 'CONFLICT' })
    page.abort()
    page = new AbortController()
    await expect(receive(1)).resolves.toBeDefined()
  })
})
