import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newCase, passphrase, testApp } from '../../../../tests/support/app.ts'

test('while a grave risk remains, the last duty that watches it ends on its day by its owner, or by an approver', async () => {
  let now = Date.parse('2026-11-24T09:00:00Z')
  const t = testApp({ clock: { now: () => (now += 1000), zone: 'America/New_York' } })
  try {
    const ofCase = { case: await newCase(t) }
    const as = (words: string) => t.call('vault.unlock', { dir: join(t.folder, 'V.holdfast'), passphrase: words })
    const [ben, eva] = ['nine copper kettles beneath orchards', 'eleven grey herons beside the weir']
    await t.call('member.add', { name: 'Ben', roles: ['investigator'], passphrase: ben })
    await t.call('member.add', { name: 'Eva', roles: ['investigator'], passphrase: eva })
    await t.call('case.change', { ...ofCase, severity: { level: 'high', reason: 'He came back' } })
    const residual = { level: 'high' as const, text: 'He may come back' }
    await t.call('closure.conclude', { ...ofCase, outcome: 'o', actionsTaken: 'a', residual })
    const watch = { ...ofCase, kind: 'monitoring' as const, what: 'His posts', owner: 'Ben' }
    await t.call('monitoring.add', { ...watch, due: '2027-01-01T09:00:00Z' })
    await t.call('monitoring.add', { ...watch, what: 'His letters', due: '2027-01-01T09:00:00Z' })
    await t.call('closure.request', ofCase)
    const answer = (duty: string, next: string | null = null) =>
      t.call('monitoring.answer', { ...ofCase, duty, outcome: 'done', note: 'Quiet', next })

    await as(eva)
    await answer('M-01')
    await expect(answer('M-02')).rejects.toMatchObject({
      code: 'NOT_ALLOWED',
      message: 'The residual risk of case 2026-001 is high, and M-02 is all that watches it.',
    })
    await answer('M-02', '2027-02-01T09:00:00Z')
    await as(ben)
    await expect(answer('M-02')).rejects.toMatchObject({ code: 'NOT_ALLOWED' })
    now = Date.parse('2027-02-01T09:30:00Z')
    await answer('M-02')

    // Who may approve ends it before its day.
    await as(passphrase)
    await t.call('closure.reopen', { ...ofCase, reason: 'He wrote' })
    await t.call('monitoring.add', { ...watch, due: '2027-05-01T09:00:00Z' })
    await answer('M-03')
    expect((await t.call('closure.get', ofCase)).duties.every(({ due }) => due === null)).toBe(true)
  } finally {
    await t.end()
  }
})
