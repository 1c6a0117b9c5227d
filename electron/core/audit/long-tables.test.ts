import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ReportInput } from '../../../shared/contract/intake.ts'
import { newVault, passphrase, testApp } from '../../../tests/support/app.ts'
import { aReport } from '../../../tests/support/builders.ts'
import { openRaw } from '../../../tests/support/raw.ts'
import { receiveReport } from '../intake/reports/index.ts'
import { unlockSession } from '../session.ts'

// Tables are compared a page of 2,000 rows at a time. Many rows that are alike in the first column of their key fill more than one.

test('a row that was changed far into a table whose key has several columns is named', async () => {
  const t = testApp()
  try {
    await newVault(t)
    const dir = join(t.folder, 'V.holdfast')
    await t.call('vault.lock', {})
    const { workspace } = await unlockSession(t.ports, { dir, passphrase }, () => undefined)
    workspace.ledger.transact((transaction) => {
      for (let n = 0; n < 2500; n++)
        receiveReport(
          workspace,
          transaction,
          ReportInput.parse(aReport({ narrative: `He called from +1 202 555 ${1000 + n}.` })),
        )
    })
    await workspace.vault.close()

    const raw = await openRaw(dir, passphrase)
    const last = raw.prepare(
      `select form, report from report_mention where kind = 'phone' order by form desc, report desc`,
    )
    const rows = last.all() as { form: string; report: number }[]
    expect(rows).toHaveLength(2500)
    const [changed, removed] = rows
    raw.prepare(`delete from report_mention where form = ? and report = ?`).run(removed?.form, removed?.report)
    raw
      .prepare(`update report_mention set report = 1 where form = ? and report = ?`)
      .run(changed?.form, changed?.report)
    raw.close()

    await t.call('vault.unlock', { dir, passphrase })
    const { problems } = await t.call('ledger.audit', {})
    expect(problems.map(({ where, message }) => `${where}: ${message}`).sort()).toEqual(
      [
        `table report_mention: The row phone ${changed?.form} 1 was not made by any entry.`,
        `table report_mention: The row phone ${changed?.form} ${changed?.report} was removed.`,
        `table report_mention: The row phone ${removed?.form} ${removed?.report} was removed.`,
      ].sort(),
    )
  } finally {
    await t.end()
  }
})
