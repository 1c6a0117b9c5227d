import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseRow } from '../../../../shared/contract/cases.ts'
import type { Role } from '../../../../shared/contract/permissions.ts'
import { newVault, passphrase, testApp, type TestApp } from '../../../../tests/support/app.ts'
import { aReport } from '../../../../tests/support/builders.ts'

let t: TestApp
const first = 'R. Okafor'
beforeEach(async () => {
  t = testApp()
  await newVault(t)
})
afterEach(() => t.end())

const add = (name: string, roles: Role[]): Promise<{ member: string }> =>
  t.call('member.add', { name, roles, passphrase: `${passphrase} ${name}` })
const receive = async (): Promise<string> => (await t.call('report.add', aReport())).report
const promote = async (owner: string, more: { approver?: string; team?: string[] } = {}): Promise<string> =>
  (await t.call('report.promote', { report: await receive(), title: 'T', owner, ...more })).case
const get = (ref: string): Promise<CaseRow> => t.call('case.get', { case: ref })
const changesOf = async (ref: string): Promise<unknown[]> =>
  (await t.call('case.history', { case: ref })).rows
    .filter(({ type }) => type === 'case.changed')
    .map(({ changes, reason }) => [changes, reason])

describe('a case is owned by a member who may work on it', () => {
  test('nobody else is taken as owner, approver or for the team; what was asked is not half done', async () => {
    const { invitation } = await t.call('member.add', { name: 'Invited', roles: ['investigator'] })
    expect(invitation).not.toBeNull()
    await add('Counsel', ['counsel'])
    await add('Auditor', ['auditor'])
    const ref = await promote(first)
    const refused = async (wanted: object, code: string, says: string): Promise<void> => {
      await expect(t.call('case.change', { case: ref, title: 'Half', ...wanted })).rejects.toMatchObject({
        code,
        message: expect.stringContaining(says) as string,
      })
    }
    await refused({ owner: 'Somebody' }, 'NOT_FOUND', '“Somebody”')
    await refused({ owner: 'Invited' }, 'CONFLICT', 'has not accepted yet')
    await refused({ owner: 'Counsel' }, 'NOT_ALLOWED', 'may not work on cases')
    await refused({ approver: 'Counsel' }, 'NOT_ALLOWED', 'may not approve')
    await refused({ approver: first }, 'CONFLICT', 'both owner and approver')
    await refused({ team: ['Counsel', 'Auditor'] }, 'NOT_ALLOWED', 'may not read cases')
    await expect(t.call('case.change', { case: ref, team: ['Counsel', 'Counsel'] })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    })
    expect(await get(ref)).toMatchObject({ title: 'T', owner: first, approver: null, team: [] })
    await expect(promote('O')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('owner, approver and team are on record with what they were and what they are', async () => {
    const { member: ben } = await add('Ben', ['investigator'])
    const { member: sato } = await add('M. Sato', ['supervisor'])
    const ref = await promote(ben, { approver: 'M. Sato', team: [first] })
    expect(await get(ref)).toMatchObject({
      owner: 'Ben',
      ownerMember: ben,
      approver: { id: sato, name: 'M. Sato' },
      team: [{ name: first }],
    })
    await t.call('case.change', { case: ref, owner: first, approver: null, team: ['Ben', sato] })
    expect(await changesOf(ref)).toEqual([
      [
        expect.arrayContaining([
          { field: 'owner', from: 'Ben', to: first },
          { field: 'approver', from: 'M. Sato', to: null },
          { field: 'team', from: first, to: 'Ben, M. Sato' },
        ]),
        null,
      ],
    ])
  })
})

describe('nobody leaves while they own something', () => {
  test('a revocation says how many, and hands all of it over in the same act', async () => {
    const { member: ben } = await add('Ben', ['supervisor'])
    const { member: sato } = await add('M. Sato', ['supervisor'])
    const owned = [await promote('Ben', { approver: 'M. Sato' }), await promote('Ben', { team: ['Ben'] })]
    const approved = await promote(first, { approver: 'Ben', team: ['Ben', 'M. Sato'] })
    const revoke = (handOverTo?: string) =>
      t.call('member.revoke', { member: 'Ben', reason: 'left the company', handOverTo })
    await expect(revoke()).rejects.toMatchObject({ code: 'CONFLICT', message: 'Ben still owns 2 open cases.' })
    await expect(revoke('Ben')).rejects.toMatchObject({ code: 'CONFLICT' })
    await expect(revoke('Nobody')).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect((await t.call('member.list', {})).epoch).toBe(1)

    await revoke('M. Sato')
    for (const ref of owned) expect(await get(ref)).toMatchObject({ owner: 'M. Sato', ownerMember: sato, team: [] })
    // She cannot approve what she owns now.
    expect((await get(owned[0] ?? '')).approver).toBeNull()
    expect(await get(approved)).toMatchObject({ owner: first, approver: null, team: [{ id: sato }] })
    const [[changes, reason] = []] = (await changesOf(owned[0] ?? '')) as [unknown, string][]
    expect(changes).toEqual(expect.arrayContaining([{ field: 'owner', from: 'Ben', to: 'M. Sato' }]))
    expect(reason).toBe('Ben was revoked: left the company')
    expect((await t.call('ledger.audit', {})).ok).toBe(true)
    await expect(t.call('case.change', { case: approved, owner: ben })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('so does a change of roles after which they may no longer work on cases', async () => {
    await add('Ben', ['investigator'])
    await add('M. Sato', ['supervisor'])
    const ref = await promote('Ben')
    const approved = await promote(first, { approver: 'M. Sato' })
    const change = (member: string, roles: Role[], handOverTo?: string) =>
      t.call('member.changeRoles', { member, roles, handOverTo })
    await expect(change('Ben', ['counsel'])).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'Ben still owns 1 open case.',
    })
    await change('Ben', ['supervisor'])
    expect((await get(ref)).owner).toBe('Ben')
    await change('M. Sato', ['investigator'])
    expect((await get(approved)).approver).toBeNull()
    await change('Ben', ['counsel'], 'M. Sato')
    expect((await get(ref)).owner).toBe('M. Sato')
  })
})

const names = ['A', 'B', 'C']
const who = fc.constantFrom(first, ...names, 'Nobody')
const roleSets: Role[][] = [['investigator'], ['supervisor'], ['counsel'], ['reporter', 'auditor']]
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('promote' as const), who, other: who }) },
  { weight: 4, arbitrary: fc.record({ what: fc.constant('change' as const), who, other: who, at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('merge' as const), at: fc.nat(9) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('roles' as const),
      who,
      roles: fc.constantFrom(...roleSets),
      to: fc.option(who, { nil: undefined }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('revoke' as const), who, to: fc.option(who, { nil: undefined }) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('add' as const), who: fc.constantFrom(...names) }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
test('no sequence of commands reaches an open case whose owner is not an active member who may work on it', async () => {
  const dir = join(t.folder, 'V.holdfast')
  for (const name of names) await add(name, ['supervisor'])
  const numberAt = async (at: number): Promise<string> => {
    const { items } = await t.call('case.list', {})
    return items[at % Math.max(1, items.length)]?.number ?? '2026-999'
  }
  const carryOut = async (one: Step): Promise<unknown> => {
    switch (one.what) {
      case 'promote':
        return promote(one.who, { approver: one.other, team: [one.other] }).catch(() => promote(one.who))
      case 'change':
        return t.call('case.change', { case: await numberAt(one.at), owner: one.who, team: [one.other] })
      case 'merge':
        return t.call('report.merge', { report: await receive(), into: await numberAt(one.at), reason: 'same' })
      case 'roles':
        return t.call('member.changeRoles', { member: one.who, roles: one.roles, handOverTo: one.to })
      case 'revoke':
        return t.call('member.revoke', { member: one.who, reason: 'left', handOverTo: one.to })
      case 'add':
      default:
        return add(one.who, ['supervisor'])
    }
  }
  let reached = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 14 }), async (steps) => {
      for (const one of steps) {
        await carryOut(one).catch(() => undefined)
        const members = new Map((await t.call('member.list', {})).items.map((member) => [member.id, member]))
        for (const { number, ownerMember, owner, approver, team } of (await t.call('case.list', {})).items) {
          const member = members.get(ownerMember ?? '')
          expect([number, member?.state, member?.name]).toEqual([number, 'active', owner])
          expect(member?.roles.some((role) => role === 'investigator' || role === 'supervisor')).toBe(true)
          if (approver)
            expect(members.get(approver.id)).toMatchObject({
              state: 'active',
              roles: expect.arrayContaining(['supervisor']) as string[],
            })
          for (const { id } of team) expect(members.get(id)?.state).toBe('active')
          expect(approver?.id).not.toBe(ownerMember)
          reached++
        }
      }
    }),
    { numRuns: 4 },
  )
  expect(reached).toBeGreaterThan(20)
  await t.call('vault.unlock', { dir, passphrase })
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
}, 120_000)
