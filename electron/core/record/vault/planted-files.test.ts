import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

// What somebody who can write to a folder puts in the place of a file that Holdfast opens by its name.

let test: TestApp
let vault = ''
let backup = ''
beforeAll(async () => {
  test = testApp()
  vault = (await newVault(test)).dir
  const file = join(test.folder, 'kept.txt')
  writeFileSync(file, 'kept')
  const { report } = await test.call('report.add', aReport())
  await test.call('exhibit.add', { report, files: [file] })
  backup = join(test.folder, 'B')
  await test.call('vault.backup', { out: backup })
  await test.call('vault.lock', {})
})
afterAll(() => test.end())

const kinds = ['pipe', 'folder', 'link to itself', 'link to /dev/zero', 'socket'] as const

/** Puts something under a name in the place of what is there, for as long as `work` goes on. */
async function inPlaceOf<T>(path: string, kind: (typeof kinds)[number], work: () => Promise<T>): Promise<T> {
  const aside = `${path}.aside`
  const there = existsSync(path)
  if (there) renameSync(path, aside)
  let end = (): Promise<void> => Promise.resolve()
  if (kind === 'pipe') execFileSync('mkfifo', [path])
  else if (kind === 'folder') mkdirSync(path)
  else if (kind === 'socket') {
    // The name of a socket may have 107 bytes: it is made elsewhere and moved.
    const server = createServer()
    const short = join(test.folder, 's')
    await new Promise<void>((resolve) => server.listen(short, resolve))
    renameSync(short, path)
    end = () => new Promise((resolve) => server.close(() => resolve()))
  } else symlinkSync(kind === 'link to itself' ? path : '/dev/zero', path)
  try {
    return await work()
  } finally {
    await end()
    rmSync(path, { recursive: true, force: true })
    if (there) renameSync(aside, path)
  }
}

const refusal = async (work: Promise<unknown>): Promise<HoldfastError | undefined> => {
  try {
    await work
    return undefined
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(HoldfastError)
    return thrown as HoldfastError
  }
}

const open = (dir: string): Promise<unknown> => test.call('vault.unlock', { dir, passphrase })

describe.skipIf(process.platform === 'win32').each(kinds)('a %s in the place of', (kind) => {
  it.each(['vault.json', 'vault.json.next', 'vault.db', 'vault.db-wal', 'vault.db-shm', 'vault.db.next'])(
    '%s of a vault is refused in words, and the vault opens once it is gone',
    async (name) => {
      const refused = await inPlaceOf(join(vault, name), kind, () => refusal(open(vault)))
      expect(refused).toMatchObject({ code: 'VAULT_DAMAGED', message: expect.stringContaining(name) as string })
      await open(vault)
      await test.call('vault.lock', {})
    },
  )
  it('lock of a vault waits for nothing, neither does leaving it', async () => {
    await inPlaceOf(join(vault, 'lock'), kind, async () => {
      const refused = await refusal(open(vault))
      if (kind === 'folder') expect(refused).toMatchObject({ code: 'VAULT_DAMAGED' })
      else expect(refused).toBeUndefined()
      await test.call('vault.lock', {})
    })
  })
  it('an exhibit’s file is a problem of that exhibit, for reading and for the audit', async () => {
    const [folder = ''] = readdirSync(join(vault, 'blobs'))
    const [name = ''] = readdirSync(join(vault, 'blobs', folder))
    await open(vault)
    const report = await inPlaceOf(join(vault, 'blobs', folder, name), kind, () => test.call('ledger.audit', {}))
    expect(report.problems.map(({ code }) => code)).toEqual(['EXHIBIT_CHANGED'])
    const again = await inPlaceOf(join(vault, 'blobs', folder, name), kind, () =>
      refusal(test.call('vault.backup', { out: join(test.folder, `C ${kind.replace('/', '')}`) })),
    )
    expect(again).toMatchObject({ code: 'VAULT_DAMAGED' })
    await test.call('vault.lock', {})
  })
  it('a file of a backup is refused when it is restored', async () => {
    const names = readdirSync(backup).filter((name) => name !== 'blobs')
    expect(names).toHaveLength(3)
    const [folder = ''] = readdirSync(join(backup, 'blobs'))
    const [blob = ''] = readdirSync(join(backup, 'blobs', folder))
    for (const name of [...names, `blobs/${folder}/${blob}`]) {
      const to = join(test.folder, 'R.holdfast')
      const restored = { from: backup, to, passphrase, supersedes: true, reason: 'A test' }
      const refused = await inPlaceOf(join(backup, name), kind, () => refusal(test.call('vault.restore', restored)))
      expect(refused, name).toMatchObject({ code: 'BACKUP_NOT_INTACT' })
    }
  })
  it.each(['known-vaults.json', '.failed-attempts.json', '.heads'])('%s of our home holds nobody up', async (name) => {
    await inPlaceOf(join(test.folder, name), kind, async () => {
      await test.call('app.state', {})
      await open(vault)
      await test.call('vault.lock', {})
    })
  })
  it('a head that this computer keeps is said not to have been read', async () => {
    const [head = ''] = readdirSync(join(test.folder, '.heads'))
    const { notices } = await inPlaceOf(join(test.folder, '.heads', head), kind, () =>
      test.call('vault.unlock', { dir: vault, passphrase }),
    )
    expect(notices.join()).toContain('could not be read')
    await test.call('vault.lock', {})
  })
  it('an identity that this computer keeps is said not to be read, and is left as it lies', async () => {
    const [identity = ''] = readdirSync(join(test.folder, '.identities'))
    const { notices } = await inPlaceOf(join(test.folder, '.identities', identity), kind, () =>
      test.call('vault.unlock', { dir: vault, passphrase }),
    )
    expect(notices).toEqual([expect.stringContaining('identity cannot be read')])
    await test.call('vault.lock', {})
  })
})

it('an identity in a newer form is said not to be read, and is not written over', async () => {
  const [name = ''] = readdirSync(join(test.folder, '.identities'))
  const path = join(test.folder, '.identities', name)
  const kept = readFileSync(path, 'utf8')
  const newer = kept.replace('"version":1', '"version":2')
  writeFileSync(path, newer)
  const { notices } = await test.call('vault.unlock', { dir: vault, passphrase })
  expect(notices).toEqual([expect.stringContaining('identity cannot be read')])
  await test.call('vault.lock', {})
  expect(readFileSync(path, 'utf8')).toBe(newer)
  writeFileSync(path, kept)
})

describe.skipIf(process.platform === 'win32')('a link in the place of a folder of the vault', () => {
  const papers = (): string => join(test.folder, 'papers')
  const kept = async (): Promise<HoldfastError | undefined> =>
    refusal(test.call('exhibit.add', { report: 'R-0001', files: [join(test.folder, 'kept.txt')] }))
  /** The folders of all blobs, so that whatever a new one is called, it would go through a link. */
  const plantEverywhere = (): (() => void) => {
    const names = Array.from({ length: 256 }, (_, n) => n.toString(16).padStart(2, '0'))
    const made = names.filter((name) => !existsSync(join(vault, 'blobs', name)))
    for (const name of made) symlinkSync(papers(), join(vault, 'blobs', name))
    return () => made.forEach((name) => rmSync(join(vault, 'blobs', name)))
  }
  it.each(['blobs', 'quarantine', 'blobs/xx'])('%s leads nothing out, and the audit names it', async (name) => {
    mkdirSync(papers(), { recursive: true })
    for (const when of ['before it was opened', 'while it is open']) {
      const plant = async <T>(work: () => Promise<T>): Promise<T> => {
        if (name !== 'blobs/xx') {
          const path = join(vault, name)
          const aside = `${path}.aside`
          if (existsSync(path)) renameSync(path, aside)
          symlinkSync(papers(), path)
          try {
            return await work()
          } finally {
            rmSync(path)
            if (existsSync(aside)) renameSync(aside, path)
          }
        }
        const away = plantEverywhere()
        try {
          return await work()
        } finally {
          away()
        }
      }
      if (when === 'while it is open') await open(vault)
      const { problems } = await plant(async () => {
        if (when === 'before it was opened') {
          const { fault } = await test.call('vault.unlock', { dir: vault, passphrase })
          expect(fault).toContain('symbolic link')
        }
        const refused = await kept()
        // A quarantine is used by opening alone.
        if (name !== 'quarantine' || when === 'before it was opened')
          expect(refused?.code, when).toMatch(/^VAULT_(?:DAMAGED|MOVED)$/)
        return test.call('ledger.audit', {})
      })
      const named = problems.filter(({ code }) => code === 'FOLDER_CHANGED').map(({ where }) => where)
      if (name === 'blobs/xx') expect(named.length).toBeGreaterThan(200)
      else expect(named).toEqual([name])
      expect(readdirSync(papers())).toEqual([])
      await test.call('vault.lock', {})
    }
    await open(vault)
    expect((await test.call('ledger.audit', {})).problems).toEqual([])
    await test.call('vault.lock', {})
  })
  it('in a backup makes nothing be written or removed behind it', async () => {
    const place = join(test.folder, 'L')
    mkdirSync(join(papers(), 'ab'), { recursive: true })
    const thesis = join(papers(), 'ab', 'ab'.repeat(16))
    writeFileSync(thesis, 'mine')
    mkdirSync(place)
    symlinkSync(papers(), join(place, 'blobs'))
    await open(vault)
    expect(await refusal(test.call('vault.backup', { out: place }))).toMatchObject({ code: 'BACKUP_NOT_INTACT' })
    expect(existsSync(thesis)).toBe(true)
    await test.call('vault.lock', {})
  })
})
