import { randomBytes } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { quarantineStrangers } from './blobs/quarantine.ts'
import { createVault } from './vault.ts'

let test: TestApp
beforeEach(() => {
  test = testApp()
})
afterEach(() => test.end())

const random = (bytes: number): Uint8Array<ArrayBuffer> => Uint8Array.from(randomBytes(bytes))
const floor = { memoryKiB: 65_536, passes: 3, lanes: 1 }

describe('a vault that could not be made', () => {
  it('leaves nothing behind, so that the same name can be used again', async () => {
    const dir = join(test.folder, 'V.holdfast')
    const fail = (): Promise<void> => Promise.reject(new Error('the disk is full'))
    await expect(createVault(dir, passphrase, [], random, Date.now(), fail, floor)).rejects.toThrow('full')
    expect(existsSync(dir)).toBe(false)
    await newVault(test)
  })
  it('never touches what lay there: a database without its header is said to be one', async () => {
    const dir = join(test.folder, 'V.holdfast')
    mkdirSync(dir)
    writeFileSync(join(dir, 'vault.db'), 'what is left of a vault')
    await expect(newVault(test)).rejects.toMatchObject({
      code: 'ALREADY_EXISTS',
      message: expect.stringContaining('vault.db without its vault.json') as string,
    })
    expect(readFileSync(join(dir, 'vault.db'), 'utf8')).toBe('what is left of a vault')
  })
  it('is for its owner only', async () => {
    const { dir } = await newVault(test)
    for (const name of readdirSync(dir)) {
      if (statSync(join(dir, name)).isFile()) expect(statSync(join(dir, name)).mode & 0o077, name).toBe(0)
    }
  })
})

describe('links planted in a vault’s folder', () => {
  it('make no file outside it be moved or overwritten', async () => {
    const { dir } = await newVault(test)
    await test.call('vault.lock', {})
    const papers = join(test.folder, 'papers')
    mkdirSync(papers)
    writeFileSync(join(papers, 'thesis.txt'), 'mine')
    symlinkSync(papers, join(dir, 'blobs', 'ff'))
    symlinkSync(join(papers, 'thesis.txt'), join(dir, 'lock'))
    const { notices } = await test.call('vault.unlock', { dir, passphrase })
    expect(readFileSync(join(papers, 'thesis.txt'), 'utf8')).toBe('mine')
    expect(notices).toEqual([])
  })
})

describe('the quarantine', () => {
  it('that cannot be made does not keep the vault from opening', async () => {
    const { dir } = await newVault(test)
    await test.call('vault.lock', {})
    mkdirSync(join(dir, 'blobs', 'ab'))
    writeFileSync(join(dir, 'blobs', 'ab', 'ab'.repeat(16)), 'left by a crash')
    writeFileSync(join(dir, 'quarantine'), 'a file in its place')
    const { notices } = await test.call('vault.unlock', { dir, passphrase })
    expect(notices.join()).toContain('could not be moved')
    expect(await quarantineStrangers(dir, new Set(['ab'.repeat(16)]))).toBe(0)
  })
})

describe('a header that was replaced', () => {
  it('does not let a passphrase in that was changed', async () => {
    const { dir } = await newVault(test)
    const old = readFileSync(join(dir, 'vault.json'))
    await test.call('vault.changePassphrase', {
      current: passphrase,
      next: 'a second passphrase',
      keepKeys: true,
    })
    await test.call('vault.lock', {})
    const copy = `${dir}.copy`
    cpSync(dir, copy, { recursive: true })
    renameSync(join(copy, 'vault.json'), join(copy, 'vault.json.next'))
    writeFileSync(join(copy, 'vault.json'), old)
    await expect(test.call('vault.unlock', { dir: copy, passphrase })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    })
    await test.call('vault.unlock', { dir: copy, passphrase: 'a second passphrase' })
  })
  it('is named by an audit of the vault that was open meanwhile', async () => {
    const { dir } = await newVault(test)
    writeFileSync(join(dir, 'vault.json'), '{}')
    const { problems } = await test.call('ledger.audit', {})
    expect(problems).toMatchObject([{ code: 'HEADER_CHANGED', where: 'vault.json' }])
  })
})
