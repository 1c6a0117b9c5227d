import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { newVault, passphrase, testApp, type TestApp } from '../../../tests/support/app.ts'
import { dropTriggers, openRaw } from '../../../tests/support/raw.ts'
import { run } from '../release/packet/testing/make.ts'
import { aReport } from '../../../tests/support/builders.ts'

let t: TestApp
let dir: string
beforeEach(async () => {
  t = testApp()
  dir = (await newVault(t)).dir
  await t.call('report.add', aReport({ narrative: 'He wrote the street I take to work.' }))
})
afterEach(() => t.end())

test('without an audit there is no report to save', async () => {
  await expect(t.call('ledger.saveAudit', { format: 'json' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the report of a damaged vault is saved as data and as pages, and the vault is left as it is', async () => {
  await t.call('vault.lock', {})
  const raw = await openRaw(dir, passphrase)
  dropTriggers(raw)
  raw.prepare(`update payload set body = replace(body, 'street', 'square') where seq = 1`).run()
  raw.close()
  await t.call('vault.unlock', { dir, passphrase })
  const report = await t.call('ledger.audit', {})
  const worst = report.problems[report.first ?? -1]
  expect(worst?.where).toContain('entry 1')
  const before = (await t.call('ledger.head', {})).head

  const json = await t.call('ledger.saveAudit', { format: 'json' })
  const bytes = readFileSync(json.file)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(json.sha256)
  expect(JSON.parse(bytes.toString('utf8'))).toMatchObject({ format: 'holdfast-audit/v1', ...report })
  await expect(t.call('ledger.saveAudit', { format: 'json' })).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })

  const out = join(t.folder, 'audit.pdf')
  await t.call('ledger.saveAudit', { format: 'pdf', out })
  const words = run('pdftotext', '-layout', out, '-').replaceAll(/\s+/g, ' ')
  for (const { code } of report.problems) expect(words).toContain(code)
  for (const { what } of report.steps) expect(words).toContain(what.slice(0, 20))
  expect(words).toContain(report.head.root.slice(0, 4))
  expect((await t.call('ledger.head', {})).head).toEqual(before)
})

test('a sound vault: the pages say so, and a cancelled save leaves nothing', async () => {
  await t.call('ledger.audit', {})
  const out = join(t.folder, 'audit.pdf')
  const cancelled = t.call('ledger.saveAudit', { format: 'pdf', out }, { signal: AbortSignal.abort() })
  await expect(cancelled).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(existsSync(out)).toBe(false)
  await t.call('ledger.saveAudit', { format: 'pdf', out })
  expect(run('pdftotext', '-layout', out, '-')).toContain('Nothing was changed')
})
