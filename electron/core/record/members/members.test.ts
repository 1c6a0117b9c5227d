import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { dropTriggers, openRaw } from '../../../../tests/support/raw.ts'
import { entryText, type Entry } from '../../../../shared/ledger/entry.ts'
import { checkpointText, formatNote, keyHash, parseNote } from '../../../../shared/ledger/note.ts'
import { Frontier } from '../../../../shared/ledger/tree.ts'
import { openHeader, parseHeader } from '../vault/header.ts'
import { leafOf, sha256, sha256Hex, signText } from '../vault/index.ts'
import { aReport } from '../../../../tests/support/builders.ts'

const second = 'seven lanterns over quiet water'
const third = 'nine kettles under loud thunder'
let t: TestApp
let dir: string
/** How far the clock has been put on: nobody waits for the delay after failed attempts. */
let later: number

beforeEach(async () => {
  later = 0
  t = testApp({ clock: { now: () => Date.now() + later, zone: 'America/New_York' } })
  await newVault(t)
  dir = join(t.folder, 'V.holdfast')
})
afterEach(() => t.end())

const enter = (given: string) => t.call('vault.unlock', { dir, passphrase: given })
const member = async (name: string) => (await t.call('member.list', {})).items.find((one) => one.name === name)
const audited = async () => (await t.call('ledger.audit', {})).problems
const wrong = { code: 'WRONG_PASSPHRASE' }

describe('a member who sits here', () => {
  test('chooses a passphrase, opens the vault with it, and signs with a key of their own', async () => {
    await t.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
    const { head } = await enter(second)
    expect((await t.call('vault.info', {})).member).toMatchObject({ name: 'C. Adeyemi', roles: ['counsel'] })
    const { report: _ } = await enter(passphrase).then(() => t.call('report.add', anyReport))
    await enter(second)
    expect((await t.call('ledger.head', {})).head.size).toBeGreaterThan(head.size)
    expect(await audited()).toEqual([])
  })

  test('has a name that nobody else in the vault has', async () => {
    await t.call('member.add', { name: 'C. Adeyemi', roles: ['counsel'], passphrase: second })
    const again = t.call('member.add', { name: 'C. Adeyemi', roles: ['auditor'], passphrase: third })
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT' })
  })
})

describe('an invited member', () => {
  const invite = async () => (await t.call('member.add', { name: 'S. Reyes', roles: ['supervisor'] })).invitation ?? ''

  test('opens the vault with twelve words in any spelling, and may do nothing before choosing a passphrase', async () => {
    const words = await invite()
    expect(words.split(' ')).toHaveLength(12)
    const { mustAccept } = await enter(words.toUpperCase().split(' ').join(',  '))
    expect(mustAccept).toBe(true)
    await expect(t.call('case.list', {})).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    await t.call('member.accept', { passphrase: second })
    expect((await t.call('case.list', {})).items).toEqual([])
    expect((await t.call('vault.info', {})).mustAccept).toBe(false)
    expect(await member('S. Reyes')).toMatchObject({ state: 'active', own: true })
  })

  test('has keys afterwards that the invitation never gave: the words open nothing, what they opened signs nothing', async () => {
    const words = await invite()
    const invitedKeys = await openHeader(parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8')), words)
    await enter(words)
    await t.call('member.accept', { passphrase: second })
    await t.call('vault.lock', {})
    await expect(enter(words)).rejects.toMatchObject(wrong)
    const { keys } = await forge(second, invitedKeys.signing, invitedKeys.signingPublic)
    expect(keys.signingPublic.equals(invitedKeys.signingPublic)).toBe(false)
    const { fault } = await enter(passphrase)
    expect(fault).toContain('signed last')
    expect((await audited()).map(({ code }) => code)).toContain('HEAD_CHANGED')
  })
})

describe('a revoked member', () => {
  beforeEach(() => t.call('member.add', { name: 'C. Adeyemi', roles: ['investigator'], passphrase: second }))

  test('opens the vault no more; everybody else does, under a new key', async () => {
    await t.call('member.add', { name: 'S. Reyes', roles: ['supervisor'], passphrase: third })
    const { report } = await t.call('report.add', anyReport)
    const before = await keyOf(passphrase)
    expect(await t.call('member.revoke', { member: 'C. Adeyemi', reason: 'Left the team' })).toMatchObject({ epoch: 2 })
    // The session goes on under the new key.
    expect((await t.call('report.get', { report })).number).toBe(report)
    await t.call('vault.lock', {})
    await expect(enter(second)).rejects.toMatchObject(wrong)
    await enter(third)
    expect(await member('C. Adeyemi')).toMatchObject({ state: 'revoked', revoked: { reason: 'Left the team' } })
    await enter(passphrase)
    expect(await audited()).toEqual([])
    await t.call('vault.lock', {})
    expect((await keyOf(passphrase)).equals(before)).toBe(false)
  })

  test('cannot sign what counts: a head and an entry by a key kept from before are found, by their place', async () => {
    const kept = await openHeader(parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8')), second)
    await t.call('member.revoke', { member: 'C. Adeyemi', reason: 'Left' })
    await t.call('vault.lock', {})
    await forge(passphrase, kept.signing, kept.signingPublic, kept.member)
    expect((await enter(passphrase)).fault).toContain('signed last')
    const codes = (await audited()).map(({ code }) => code)
    expect(codes).toEqual(expect.arrayContaining(['MEMBER_NOT_IN_FORCE', 'HEAD_CHANGED']))
  })

  test('what they recorded before stays, under their name', async () => {
    await enter(second)
    const { report } = await t.call('report.add', anyReport)
    await enter(passphrase)
    await t.call('member.revoke', { member: 'C. Adeyemi', reason: 'Left' })
    expect((await t.call('report.get', { report })).recordedBy).toBe('C. Adeyemi')
  })

  test('whose older vault folder is put back is told by the header that counts no more', async () => {
    cpSync(join(dir, 'vault.json'), join(t.folder, 'old.json'))
    await t.call('member.revoke', { member: 'C. Adeyemi', reason: 'Left' })
    await t.call('vault.lock', {})
    cpSync(join(t.folder, 'old.json'), join(dir, 'vault.json'))
    await expect(enter(second)).rejects.toMatchObject({ code: 'VAULT_DAMAGED' })
  })
})

describe('what nobody may do', () => {
  test('change their own roles, revoke themselves, or leave the vault without an administrator', async () => {
    await t.call('member.add', { name: 'Second', roles: ['administrator'], passphrase: second })
    const refused = { code: 'NOT_ALLOWED' }
    await expect(t.call('member.changeRoles', { member: 'R. Okafor', roles: ['counsel'] })).rejects.toMatchObject(
      refused,
    )
    await expect(t.call('member.revoke', { member: 'R. Okafor', reason: 'x' })).rejects.toMatchObject(refused)
    await enter(second)
    await t.call('member.changeRoles', { member: 'R. Okafor', roles: ['investigator'] })
    await enter(passphrase)
    await expect(t.call('member.revoke', { member: 'Second', reason: 'x' })).rejects.toMatchObject(refused)
    await expect(t.call('member.list', {})).resolves.toBeDefined()
  })
})

describe('the recovery sheet', () => {
  const sheet = () => t.call('vault.newRecoverySheet', { passphrase })

  test('opens the vault and sets a new passphrase; the one before it opens nothing any more', async () => {
    const first = await sheet()
    expect(first.words).toHaveLength(24)
    const { words, qr, member: whose } = await sheet()
    expect(qr.length).toBe(qr[0]?.length)
    expect(whose).toBe('R. Okafor')
    const recover = (given: string[]) =>
      t.call('vault.recover', { dir, words: given.join(' '), passphrase: second, sheet: 'none' })
    await expect(recover(first.words)).rejects.toMatchObject(wrong)
    await recover(words)
    await expect(enter(passphrase)).rejects.toMatchObject(wrong)
    expect((await enter(second)).member.name).toBe('R. Okafor')
    expect(await audited()).toEqual([])
  })

  test('asks for the passphrase first', async () => {
    await expect(t.call('vault.newRecoverySheet', { passphrase: second })).rejects.toMatchObject(wrong)
  })

  test.each([
    ['a word too few', (words: string[]) => words.slice(1)],
    ['a word that is none', (words: string[]) => ['holdfastx', ...words.slice(1)]],
    [
      'two words in another order',
      ([a = '', b = '', ...rest]: string[]) => (a === b ? ['zoo', ...rest, 'zoo'] : [b, a, ...rest]),
    ],
  ])('says what is wrong with %s', async (_, change) => {
    const { words } = await sheet()
    const given = change(words).join(' ')
    await expect(t.call('vault.recover', { dir, words: given, passphrase: second })).rejects.toMatchObject({
      code: expect.stringMatching(/INVALID_INPUT|WRONG_PASSPHRASE/) as string,
    })
    await expect(enter(passphrase)).resolves.toBeDefined()
  })
})

test('the vault key is changed for all members, and work goes on in the same session', async () => {
  await t.call('member.add', { name: 'Second', roles: ['administrator'], passphrase: second })
  const before = await keyOf(second)
  const waiting = t.call('vault.rekey', {})
  const meanwhile = t.call('report.add', anyReport)
  expect(await waiting).toEqual({ epoch: 2, renewed: true, sheet: null })
  const { report } = await meanwhile
  await t.call('vault.lock', {})
  expect((await keyOf(second)).equals(before)).toBe(false)
  await enter(second)
  expect(await audited()).toEqual([])
  await enter(passphrase)
  expect((await t.call('report.get', { report })).number).toBe(report)
})

test('no sequence of commands leaves a vault without an administrator or a header that differs from the members', async () => {
  const passphrases = new Map([['R. Okafor', passphrase]])
  let count = 0
  const step = fc.record({
    what: fc.nat(3),
    who: fc.nat(9),
    role: fc.constantFrom('administrator', 'counsel', 'auditor'),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 4 }), async (steps) => {
      for (const { what, who, role } of steps) {
        const { items } = await t.call('member.list', {})
        const one = items[who % items.length]?.name ?? ''
        if (what === 0) {
          const name = `Member ${count++}`
          passphrases.set(name, `${second} ${name}`)
          await t.call('member.add', { name, roles: [role as 'counsel'], passphrase: `${second} ${name}` })
        }
        if (what === 1) await t.call('member.changeRoles', { member: one, roles: [role as 'counsel'] }).catch(expected)
        if (what === 2) await t.call('member.revoke', { member: one, reason: 'x' }).catch(expected)
        if (what === 3) await t.call('vault.rekey', {})
      }
      const { items } = await t.call('member.list', {})
      const active = items.filter(({ state }) => state === 'active')
      expect(active.some(({ roles }) => roles.includes('administrator'))).toBe(true)
      const header = parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8'))
      const ids = active.map(({ id }) => id).sort()
      expect(header.members.map(({ id }) => id).sort()).toEqual(ids)
      expect(header.grants.map((grant) => grant.member).sort()).toEqual(ids)
      expect(new Set(header.slots.map((slot) => slot.member))).toEqual(new Set(ids))
    }),
    { numRuns: 8 },
  )
  for (const { name, state } of (await t.call('member.list', {})).items) {
    const opening = enter(passphrases.get(name) ?? '')
    if (state === 'active') await opening
    else await expect(opening).rejects.toMatchObject(wrong)
    later += 60_000
  }
  await enter(passphrase)
  expect(await audited()).toEqual([])
}, 60_000)

const expected = (thrown: unknown): void =>
  expect(thrown).toMatchObject({ code: expect.stringMatching(/NOT_ALLOWED|ALREADY_DONE|NOT_FOUND/) as string })

const anyReport = aReport({ channel: 'phone' as const, category: 'threat' as const })

const keyOf = async (given: string): Promise<Buffer> =>
  (await openHeader(parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8')), given)).vaultKey

/** Adds an entry and a head by another key, as somebody could who has the database open: with chain and tree in order. */
async function forge(given: string, signing: Parameters<typeof signText>[0], publicKey: Buffer, actor?: string) {
  await t.call('vault.lock', {})
  const keys = await openHeader(parseHeader(readFileSync(join(dir, 'vault.json'), 'utf8')), given)
  const raw = await openRaw(dir, given)
  dropTriggers(raw)
  const rows = raw.prepare('select bytes from entry order by seq').all() as { bytes: string }[]
  const last = JSON.parse(rows.at(-1)?.bytes ?? '') as Entry
  const who = actor ?? keys.member
  const salt = Buffer.alloc(32)
  const body = '{"call":"case.list","permission":"case.read"}'
  const entry: Entry = {
    ...last,
    seq: last.seq + 1,
    prev: sha256Hex(rows.at(-1)?.bytes ?? ''),
    at: new Date(Date.parse(last.at) + 1000).toISOString(),
    actor: who,
    type: 'access.refused',
    commit: sha256(Buffer.concat([salt, Buffer.from(body)])).toString('hex'),
  }
  const text = entryText(entry)
  raw.prepare('insert into entry (seq, bytes) values (?, ?)').run(entry.seq, text)
  raw.prepare('insert into payload (seq, salt, body) values (?, ?, ?)').run(entry.seq, salt, body)
  const frontier = new Frontier(sha256)
  for (const row of [...rows, { bytes: text }]) frontier.append(leafOf(row.bytes))
  const note = raw.prepare('select note from head order by size desc limit 1').get() as { note: string }
  const origin = parseNote(note.note)?.checkpoint.origin ?? ''
  const point = checkpointText({ origin, size: entry.seq + 1, root: frontier.root(), at: entry.at })
  const name = `member/${who}`
  const signed = formatNote(point, name, keyHash(sha256, name, publicKey), signText(signing, point))
  raw.prepare('insert into head (size, note) values (?, ?)').run(entry.seq + 1, signed)
  raw.close()
  return { keys }
}
