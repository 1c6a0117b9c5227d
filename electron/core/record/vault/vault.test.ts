import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { canonical, type Json } from '../../../../shared/kernel/canonical.ts'
import { deriveFromPassphrase, kdfInBounds } from './kdf.ts'
import { newGrant } from './grants.ts'
import {
  headerText,
  newHeader,
  openHeader,
  openWithSheet,
  parseHeader,
  placeOf,
  sealHeader,
  type Header,
} from './header.ts'
import type { VaultKeys } from './keys.ts'
import { migrate } from './migrations/index.ts'
import { newRecoverySlot } from './slots.ts'
import { toWords } from './words.ts'
import { failedPrimitives, requireSoundCrypto } from './self-test.ts'
import { openEncrypted } from './store.ts'
import { processorTime } from '../../../../tests/support/processor-time.ts'

describe('the self-test of the cryptography', () => {
  it('finds this runtime sound, and shuts every vault when something does not work', () => {
    expect(failedPrimitives()).toEqual([])
    expect(() => requireSoundCrypto(['Ed25519'])).toThrow(expect.objectContaining({ code: 'MISSING_RUNTIME' }) as Error)
  })
})

const floor = { memoryKiB: 65_536, passes: 3, lanes: 1 }
const random = (bytes: number): Uint8Array => randomBytes(bytes)

describe('key derivation', () => {
  it('is Argon2id of RFC 9106, held to a known answer made with the reference C implementation (argon2-cffi)', async () => {
    const key = await deriveFromPassphrase('correct horse battery staple', {
      name: 'argon2id',
      ...floor,
      salt: '000102030405060708090a0b0c0d0e0f',
    })
    expect(key.toString('hex')).toBe('0d1a3c6523c8f06e4e0af9c515aa5b5448cfebd6838f2d52c3d8b6ef8ddc3c2e')
  })
  it.each([
    ['too little memory', { ...floor, memoryKiB: 65_535 }],
    ['too few passes', { ...floor, passes: 2 }],
    ['memory that exhausts the machine', { ...floor, memoryKiB: 2 ** 24 }],
    ['passes that never end', { ...floor, passes: 1000 }],
    ['lanes without end', { ...floor, lanes: 64 }],
  ])('refuses %s before it derives anything', async (_, cost) => {
    expect(kdfInBounds(cost)).toBe(false)
    const derived = (): Promise<Buffer> =>
      deriveFromPassphrase('x', { name: 'argon2id', ...cost, salt: '00'.repeat(16) })
    const taken = await processorTime(() => expect(derived()).rejects.toMatchObject({ code: 'KDF_OUT_OF_BOUNDS' }))
    expect(taken).toBeLessThan(1000)
  })
})

describe('the header', () => {
  let header: Header
  let keys: VaultKeys
  beforeAll(async () => {
    ;({ header, keys } = await newHeader(random, '2026-11-23T06:42:00.000Z', passphrase, floor))
  })
  it('opens with its passphrase, in any Unicode spelling of it, and with no other', async () => {
    const made = await newHeader(random, '2026-11-23T06:42:00.000Z', 'caf\u00e9 \ufb01lter', floor)
    const keys = await openHeader(parseHeader(headerText(made.header)), 'cafe\u0301 filter')
    expect(keys.vaultKey).toEqual(made.keys.vaultKey)
    await expect(openHeader(made.header, 'cafe filter')).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  })
  it('does not open when any one value in it is another', async () => {
    const paths = leaves(header)
    expect(paths.length).toBeGreaterThan(20)
    for (const path of paths) {
      const changed = structuredClone(header)
      change(changed, path)
      const opened = (async () => openHeader(parseHeader(canonical(changed)), passphrase))()
      await expect(opened, path.join('.')).rejects.toMatchObject({
        code: expect.stringMatching(/HEADER_DAMAGED|WRONG_PASSPHRASE|KDF_OUT_OF_BOUNDS|VAULT_NEWER/) as string,
      })
    }
  })
  it('refuses every other spelling of the same values', () => {
    fc.assert(
      fc.property(fc.nat(headerText(header).length - 1), (at) => {
        const text = headerText(header)
        expect(() => parseHeader(`${text.slice(0, at)} ${text.slice(at)}`)).toThrow()
      }),
    )
    expect(() => parseHeader(JSON.stringify(header, null, 2))).toThrow()
  })
  it('has the form of its version, and what a later one has is refused in an earlier', () => {
    const { identity, admissions, ...plain } = header
    const { member, memberSecret: secret } = keys
    const [own] = header.slots
    if (!own) throw new Error('a header without a slot')
    const recovery = newRecoverySlot(random, placeOf(header), { member, secret }, random(32))
    const unbound = { ...own, unbound: true }
    const parse = (value: object): string => {
      try {
        parseHeader(canonical(value as Json))
        return 'read'
      } catch (thrown) {
        return thrown instanceof Error ? thrown.message : ''
      }
    }
    for (const value of [
      header,
      { ...header, slots: [own, recovery] },
      { ...header, slots: [own, unbound] },
      { ...plain, version: 2 },
      { ...plain, version: 2, slots: [own, recovery] },
      { ...plain, version: 1 },
    ])
      expect(parse(value), canonical(value as Json)).toBe('read')
    for (const value of [
      { ...plain, version: 1, slots: [own, recovery] },
      { ...plain, version: 1, identity, admissions },
      { ...plain, version: 2, identity, admissions },
      { ...plain, version: 2, identity },
      { ...plain, version: 2, admissions },
      { ...plain, version: 2, slots: [own, unbound] },
      plain,
      { ...plain, identity },
      { ...plain, admissions },
    ])
      expect(parse(value), canonical(value as Json)).toBe(
        "The vault's header (vault.json) does not have the form of a vault header.",
      )
  })
  it('says what it is not: a text that is no JSON or too long, or of a newer version', () => {
    const because = (text: string, code: string, message: string): void =>
      expect(() => parseHeader(text)).toThrow(expect.objectContaining({ code, message }) as Error)
    for (const text of ['', '{', JSON.stringify('x'.repeat(2_097_152))])
      because(text, 'HEADER_DAMAGED', "The vault's header (vault.json) is not JSON.")
    for (const text of ['null', '4', '"x"', '[]', '{"version":4}', '{"format":"holdfast-vault","version":"4"}'])
      because(text, 'HEADER_DAMAGED', "The vault's header (vault.json) does not have the form of a vault header.")
    because('{"format":"holdfast-vault","version":4}', 'VAULT_NEWER', 'This vault was made by a newer Holdfast.')
  })
  it('opens with the words of a recovery sheet, and with no other sheet', () => {
    const sheet = random(32)
    const { member, memberSecret: secret, vaultKey } = keys
    const { mac: _, ...open } = header
    const slots = [...header.slots, newRecoverySlot(random, placeOf(header), { member, secret }, sheet)]
    const withSheet = parseHeader(headerText(sealHeader({ ...open, slots }, vaultKey)))
    expect(openWithSheet(withSheet, toWords(sheet))).toMatchObject({
      member,
      vaultKey,
      door: undefined,
      invited: false,
    })
    const refused = expect.objectContaining({
      code: 'WRONG_PASSPHRASE',
      message: 'This recovery sheet does not open the vault.',
      next: expect.stringContaining('A sheet is void once it was used') as string,
    }) as Error
    expect(() => openWithSheet(withSheet, toWords(random(32)))).toThrow(refused)
    expect(() => openWithSheet(header, toWords(sheet))).toThrow(refused)
  })
  it('names the grant that is missing, not signed, of no use or of another key', async () => {
    const { mac: _, ...open } = header
    const { member, vaultKey } = keys
    const [own] = header.members
    const [grant] = header.grants
    if (!own || !grant) throw new Error('a header without a member')
    const place = placeOf(header)
    const other = Buffer.from(random(32))
    const elsewhere = { id: member, x25519: other.toString('hex') }
    const flipped = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1)
    const cases: [Partial<Header>, string][] = [
      [{ epoch: 2 }, 'has no grant for this member'],
      [{ grants: [{ ...grant, by: header.id }] }, 'has no grant for this member'],
      [{ grants: [{ ...grant, signature: flipped(grant.signature) }] }, 'has a grant with a wrong signature'],
      [{ grants: [{ ...grant, sealed: flipped(grant.sealed) }] }, 'has a grant with a wrong signature'],
      [{ grants: [newGrant(random, place, elsewhere, 1, vaultKey, keys)] }, 'has a grant that does not open'],
      [
        { grants: [newGrant(random, { ...place, vault: member }, own, 1, vaultKey, keys)] },
        'has a grant with a wrong signature',
      ],
      [{ grants: [newGrant(random, place, own, 1, other, keys)] }, 'is not what this vault sealed'],
      [{ revision: 2 }, 'is not what this vault sealed'],
    ]
    for (const [changes, why] of cases)
      // Only the last is not sealed anew.
      await expect(
        openHeader(
          'revision' in changes ? { ...header, ...changes } : sealHeader({ ...open, ...changes }, vaultKey),
          passphrase,
        ),
        why,
      ).rejects.toMatchObject({ code: 'HEADER_DAMAGED', message: `The vault's header (vault.json) ${why}.` })
  })
})

type Path = (string | number)[]
const leaves = (value: unknown, path: Path = []): Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) =>
        leaves(inner, [...path, Array.isArray(value) ? Number(key) : key]),
      )
    : [path]

function change(root: unknown, path: Path): void {
  let at = root as Record<string | number, Json>
  for (const key of path.slice(0, -1)) at = at[key] as never
  const last = path.at(-1) ?? ''
  const value = at[last]
  if (typeof value === 'number') at[last] = value + 1
  else if (typeof value === 'string') at[last] = value.slice(0, -1) + (value.endsWith('0') ? '1' : '0')
}

describe('an open vault', () => {
  let test: TestApp
  afterEach(() => test.end())

  it('is held by one process; a second is told who holds it', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    const other = testApp()
    await expect(other.call('vault.unlock', { dir, passphrase })).rejects.toMatchObject({
      code: 'VAULT_IN_USE',
      message: expect.stringContaining(`process ${process.pid}`) as string,
    })
    await test.call('vault.lock', {})
    await other.call('vault.unlock', { dir, passphrase })
    await other.end()
  })
  it('is no SQLite file to anyone without the key', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    await test.call('vault.lock', {})
    expect(readFileSync(join(dir, 'vault.db')).subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    expect(() => openEncrypted(join(dir, 'vault.db'), randomBytes(32), true)).toThrow(
      expect.objectContaining({ code: 'VAULT_DAMAGED' }) as Error,
    )
  })
  it('changes its passphrase: the old one opens it no more, and an old header put back is refused', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    const old = readFileSync(join(dir, 'vault.json'))
    await expect(
      test.call('vault.changePassphrase', { current: 'not the one', next: 'a second passphrase' }),
    ).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
    await expect(test.call('vault.changePassphrase', { current: passphrase, next: 'short' })).rejects.toMatchObject({
      code: 'WEAK_PASSPHRASE',
    })
    await test.call('vault.changePassphrase', { current: passphrase, next: 'a second passphrase' })
    await test.call('vault.lock', {})
    await expect(test.call('vault.unlock', { dir, passphrase })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
    await test.call('vault.unlock', { dir, passphrase: 'a second passphrase' })
    await test.call('vault.lock', {})
    writeFileSync(join(dir, 'vault.json'), old)
    await expect(test.call('vault.unlock', { dir, passphrase })).rejects.toMatchObject({
      code: 'VAULT_DAMAGED',
      message: expect.stringContaining('an older one that was put back') as string,
    })
  })
  it('settles a change of passphrase that a crash cut in two, on either side of the commit', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    await test.call('vault.lock', {})
    const before = `${dir}.before`
    cpSync(dir, before, { recursive: true })
    await test.call('vault.unlock', { dir, passphrase })
    await test.call('vault.changePassphrase', { current: passphrase, next: 'a second passphrase', keepKeys: true })
    await test.call('vault.lock', {})

    // Crash before the commit: both headers lie there, the ledger knows the old one.
    cpSync(join(dir, 'vault.json'), join(before, 'vault.json.next'))
    await expect(test.call('vault.unlock', { dir: before, passphrase })).resolves.toBeDefined()
    await test.call('vault.lock', {})
    await expect(test.call('vault.unlock', { dir: before, passphrase: 'a second passphrase' })).rejects.toMatchObject({
      code: 'WRONG_PASSPHRASE',
    })

    // Crash after the commit, before the rename: the ledger knows the new one.
    renameSync(join(dir, 'vault.json'), join(dir, 'vault.json.next'))
    cpSync(join(before, 'vault.json'), join(dir, 'vault.json'))
    await expect(test.call('vault.unlock', { dir, passphrase: 'a second passphrase' })).resolves.toBeDefined()
    await test.call('vault.lock', {})
    await expect(test.call('vault.unlock', { dir, passphrase })).rejects.toMatchObject({ code: 'WRONG_PASSPHRASE' })
  })
  it('is not kept shut by rubbish beside its header', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    await test.call('vault.lock', {})
    writeFileSync(join(dir, 'vault.json.next'), '{"format":')
    await expect(test.call('vault.unlock', { dir, passphrase })).resolves.toMatchObject({ fault: null })
  })
  it('is not made where one lies already, nor with a passphrase that protects nothing', async () => {
    test = testApp()
    const { dir } = await newVault(test)
    const input = { name: 'Other', member: 'M', passphrase }
    await expect(test.call('vault.create', { ...input, dir })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
    await expect(
      test.call('vault.create', { ...input, dir: `${dir}2`, passphrase: 'aaaaaaaaaaaa' }),
    ).rejects.toMatchObject({ code: 'WEAK_PASSPHRASE' })
    await expect(test.call('vault.unlock', { dir: `${dir}3`, passphrase })).rejects.toMatchObject({
      code: 'NOT_A_VAULT',
    })
  })
})

describe('migrations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-migrate-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const key = randomBytes(32)

  it('run once each, in order, all or nothing, and keep children of a table that is rebuilt', () => {
    const store = openEncrypted(join(folder, 'a.db'), key, false)
    const first = {
      version: 1,
      sql: `create table parent (id integer primary key); create table child (id integer primary key, parent references parent (id) on delete cascade);
            insert into parent values (1); insert into child values (10, 1);`,
    }
    const rebuild = {
      version: 2,
      sql: `create table fresh (id integer primary key, name text); insert into fresh (id) select id from parent; drop table parent; alter table fresh rename to parent;`,
    }
    const broken = { version: 3, sql: `delete from parent;` }
    migrate(store, [first])
    migrate(store, [first, rebuild])
    expect(store.get('select * from child')).toEqual({ id: 10, parent: 1 })
    expect(() => migrate(store, [first, rebuild, broken])).toThrow('would break 1')
    expect(store.get('pragma user_version')).toEqual({ user_version: 2 })
    expect(store.get('select count(*) as n from parent')).toEqual({ n: 1 })
    expect(() => migrate(store, [first])).toThrow(expect.objectContaining({ code: 'VAULT_NEWER' }) as Error)
    store.close()
  })
  it('open with the pragmas on which safety rests, each time', () => {
    for (let i = 0; i < 2; i++) {
      const store = openEncrypted(join(folder, 'b.db'), key, false)
      const pragma = (name: string): unknown =>
        Object.values(store.get<Record<string, unknown>>(`pragma ${name}`) ?? {})[0]
      expect([
        pragma('synchronous'),
        pragma('temp_store'),
        pragma('journal_mode'),
        pragma('locking_mode'),
        pragma('trusted_schema'),
        pragma('cell_size_check'),
      ]).toEqual([2, 2, 'wal', 'exclusive', 0, 1])
      store.exec('create table if not exists t (x)')
      store.close()
    }
  })
})
