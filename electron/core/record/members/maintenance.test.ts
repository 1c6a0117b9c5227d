import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { times } from '../../../../tests/faults/measure.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { openHeader, parseHeader } from '../vault/header.ts'

// Every act on keys, members and files × vaults of 1, 2 and 5 members × who acts: each is done or refused with its code, and
// afterwards the vault opens for everybody who should, with the passphrase that they have then.

let t: TestApp
let dir: string
/** The passphrase that each member has now, and how many acts there were: every new one differs. */
let known: Map<string, string>
let acts: number
afterEach(() => t.end())

const founder = 'R. Okafor'
const others: [string, Role[]][] = [
  ['S. Reyes', ['supervisor']],
  ['C. Adeyemi', ['counsel']],
  ['A. Lindqvist', ['auditor']],
  ['P. Marsh', ['reporter']],
]
const fresh = (who: string): string => `lanterns over quiet water, ${who} ${++acts}`
const enter = (who: string) => t.call('vault.unlock', { dir, passphrase: known.get(who) ?? '' })
const add = async (name: string, roles: Role[]): Promise<void> => {
  const chosen = fresh(name)
  await t.call('member.add', { name, roles, passphrase: chosen })
  known.set(name, chosen)
}
/** Somebody who is there to be changed or revoked; for those who may do neither, the founder. */
const newcomer = async (who: string): Promise<string> => {
  if (who !== founder) return founder
  const name = `N. ${acts}`
  await add(name, ['auditor'])
  return name
}

type Act = (who: string) => Promise<unknown>
/** Each act with who may: r reporter, s supervisor, c counsel, a auditor, d the founder, who is an administrator too. */
const table: Record<string, [may: string, act: Act, refusal?: string]> = {
  'change the passphrase': [
    'rscad',
    async (who) => {
      const [current, next] = [known.get(who) ?? '', fresh(who)]
      await t.call('vault.changePassphrase', { current, next })
      known.set(who, next)
    },
  ],
  'change the passphrase with another’s': [
    '',
    (who) => t.call('vault.changePassphrase', { current: `not that of ${who}`, next: fresh(who) }),
    'WRONG_PASSPHRASE',
  ],
  'make a recovery sheet and open the vault with it': [
    'rscad',
    async (who) => {
      const { words } = await t.call('vault.newRecoverySheet', { passphrase: known.get(who) ?? '' })
      const next = fresh(who)
      const { info } = await t.call('vault.recover', { dir, words: words.join(' '), passphrase: next, sheet: 'none' })
      expect(info.member.name).toBe(who)
      known.set(who, next)
    },
  ],
  'add a member': ['d', (who) => add(`A. ${who} ${acts}`, ['auditor'])],
  'invite a member who accepts': [
    'd',
    async (who) => {
      const name = `I. ${who} ${acts}`
      const { invitation } = await t.call('member.add', { name, roles: ['counsel'] })
      await t.call('vault.unlock', { dir, passphrase: invitation ?? '' })
      const chosen = fresh(name)
      await t.call('member.accept', { passphrase: chosen })
      known.set(name, chosen)
    },
  ],
  'accept without an invitation': ['', (who) => t.call('member.accept', { passphrase: fresh(who) }), 'ALREADY_DONE'],
  'change roles': [
    'd',
    async (who) => t.call('member.changeRoles', { member: await newcomer(who), roles: ['reporter', 'counsel'] }),
  ],
  revoke: [
    'd',
    async (who) => {
      const member = await newcomer(who)
      await t.call('member.revoke', { member, reason: 'Left' })
      known.delete(member)
    },
  ],
  'give the vault a new key': ['d', () => t.call('vault.rekey', {})],
  compact: ['sd', () => t.call('vault.compact', {})],
  'back up, and restore': [
    'sd',
    async (who) => {
      const [out, to] = [join(t.folder, `backup ${acts}`), join(t.folder, `restored ${acts++}`)]
      await t.call('vault.backup', { out })
      // The backup is older than the vault by the entry that it was made.
      const meant = { supersedes: true, reason: 'A copy to try' }
      await t.call('vault.restore', { from: out, to, passphrase: known.get(who) ?? '', ...meant })
    },
  ],
  audit: ['scad', async () => expect((await t.call('ledger.audit', {})).problems).toEqual([])],
}

const letters: Record<string, string> = {
  reporter: 'r',
  supervisor: 's',
  counsel: 'c',
  auditor: 'a',
  administrator: 'd',
}
/** In a part whoever may do everything, who may do some, and who may do nothing; in full everybody. */
const part = new Set(['1 R. Okafor', '5 R. Okafor', '5 C. Adeyemi', '5 P. Marsh'])
const crews = [1, 2, 5].flatMap((size) =>
  [founder, ...others.map(([name]) => name)].slice(0, size).map((who) => [size, who] as const),
)
const tried = crews.filter(([size, who]) => times(1, 0) === 1 || part.has(`${size} ${who}`))

test.each(tried)(
  'in a vault of %i, by %s',
  async (size, who) => {
    t = testApp()
    acts = 0
    known = new Map([[founder, passphrase]])
    ;({ dir } = await newVault(t))
    for (const [name, roles] of others.slice(0, size - 1)) await add(name, roles)
    const letter = letters[others.find(([name]) => name === who)?.[1][0] ?? 'administrator'] ?? ''
    const file = join(dir, 'vault.json')
    await enter(who)
    for (const [what, [may, act, refusal = 'NOT_ALLOWED']] of Object.entries(table)) {
      const before = readFileSync(file, 'utf8')
      const done = await act(who).then(
        () => 'done',
        (thrown: unknown) => (thrown as { code?: string }).code ?? thrown,
      )
      expect([what, done]).toEqual([what, may.includes(letter) ? 'done' : refusal])
      const after = readFileSync(file, 'utf8')
      if (done !== 'done') expect(after).toBe(before)
      if (after === before) continue
      const header = parseHeader(after)
      expect(header.members).toHaveLength(known.size)
      const ids = new Map((await t.call('member.list', {})).items.map(({ name, id }) => [name, id]))
      for (const [name, its] of known) {
        const { member } = await openHeader(header, its, ids.get(name))
        expect([what, name, member]).toEqual([what, name, ids.get(name)])
      }
      if ((await t.call('vault.info', {})).member.name !== who) await enter(who)
    }
    expect((await enter(founder)).fault).toBeNull()
    expect((await t.call('ledger.audit', {})).problems).toEqual([])
  },
  180_000,
)
