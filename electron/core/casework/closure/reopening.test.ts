import { afterEach, beforeEach, expect, test } from 'vitest'
import { newCase, testApp, type TestApp } from '../../../../tests/support/app.ts'

const ofCase = { case: '2026-001' }
let t: TestApp
beforeEach(async () => {
  let now = Date.parse('2026-11-24T09:00:00Z')
  t = testApp({ clock: { now: () => (now += 1000), zone: 'America/New_York' } })
  await newCase(t)
  await t.call('case.change', { ...ofCase, severity: { level: 'moderate', reason: 'He came back' } })
  await t.call('closure.conclude', {
    ...ofCase,
    outcome: 'He was banned from the site.',
    actionsTaken: 'Escort for two weeks; locks changed.',
    residual: { level: 'low', text: 'He knows the building.' },
  })
  await t.call('monitoring.add', {
    ...ofCase,
    kind: 'monitoring',
    what: 'Ask the front desk',
    owner: 'R. Okafor',
    due: '2026-12-01T09:00:00Z',
  })
})
afterEach(() => t.end())
const status = async (): Promise<string> => (await t.call('case.get', ofCase)).status

test('a closed case whose owner and approver have left is opened again only with an owner who can work in it', async () => {
  const third = 'nine stones under a bridge'
  await t.call('member.add', { name: 'I. Berg', roles: ['investigator'], passphrase: third })
  await t.call('member.add', { name: 'L. Moss', roles: ['supervisor'], passphrase: `${third} l` })
  await t.call('case.change', { ...ofCase, owner: 'I. Berg', approver: 'L. Moss', team: ['L. Moss', 'R. Okafor'] })
  await t.call('member.revoke', { member: 'L. Moss', reason: 'Left.', handOverTo: 'R. Okafor' })
  await t.call('closure.request', ofCase)
  expect(await status()).toBe('closed')
  await t.call('member.revoke', { member: 'I. Berg', reason: 'Left.', handOverTo: 'R. Okafor' })
  expect(await t.call('case.get', ofCase)).toMatchObject({ owner: 'I. Berg', ownerMember: null })

  const nobody = { code: 'CONFLICT', message: expect.stringContaining('I. Berg, is no active member') as string }
  await expect(t.call('closure.reopen', { ...ofCase, reason: 'x' })).rejects.toMatchObject(nobody)
  const escalated = { ...ofCase, duty: 'M-01', outcome: 'escalated' as const, note: 'Seen again' }
  await expect(t.call('monitoring.answer', { ...escalated, reopen: true })).rejects.toMatchObject(nobody)
  await expect(t.call('closure.reopen', { ...ofCase, owner: 'I. Berg', reason: 'x' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await status()).toBe('closed')
  await t.call('monitoring.answer', { ...escalated, reopen: true, owner: 'R. Okafor' })
  expect(await t.call('case.get', ofCase)).toMatchObject({
    status: 'investigating',
    owner: 'R. Okafor',
    ownerMember: expect.any(String) as string,
    approver: null,
    team: [{ name: 'R. Okafor' }],
  })
  const [row] = (await t.call('case.history', ofCase)).rows
  expect(row).toMatchObject({ type: 'case.reopened', reason: 'M-01: Seen again' })
  expect(row?.changes).toContainEqual({ field: 'owner', from: 'I. Berg', to: 'R. Okafor' })
  expect((await t.call('ledger.audit', {})).ok).toBe(true)
})
