import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApp } from '../../electron/core/app.ts'
import { testPorts } from '../support/app.ts'
import { dropTriggers, openRaw } from '../support/raw.ts'
import { expect, test } from './fixture.ts'
import { audit, button, field, fileReport, makeVault, passphrase, room, unlock } from './steps.ts'

test('a vault that was damaged while it was locked is found out by itself, and its report is saved', async ({
  page,
  home,
}) => {
  await makeVault(page)
  await fileReport(page, 'He wrote the street I take to work.')
  await fileReport(page, 'He was at the gate again.')
  await button(page, 'Lock').click()
  await expect(button(page, 'Unlock')).toBeVisible()
  const raw = await openRaw(join(home, 'North site.holdfast'), passphrase)
  const triggers = raw.prepare(`select sql from sqlite_schema where type = 'trigger'`).all() as { sql: string }[]
  dropTriggers(raw)
  raw.exec(`update payload set body = replace(body, 'street', 'square') where seq = 1`)
  for (const { sql } of triggers) raw.exec(sql)
  raw.close()

  await unlock(page)
  await expect(page.getByRole('contentinfo')).toContainText('reading only', { timeout: 20_000 })
  await page.getByRole('link', { name: 'Go to the report' }).click()
  const report = page.getByRole('region', { name: 'Ledger' }).getByRole('alert')
  await expect(report).toContainText('The first in the record: entry 1')
  await expect(report).toContainText('R-0001')

  await audit(page)
  await expect(report).toContainText('What still stands')
  await page.getByText(/^What was checked, in \d+ steps$/).click()
  await expect(report.getByRole('row', { name: /Chain, tree, signed heads and payloads/ })).toContainText('1 problem')
  await button(page, 'Save report as PDF').click()
  await expect(page.getByText('The report is saved.')).toBeVisible()
  const folder = join(home, 'North site audits')
  expect(existsSync(folder)).toBe(true)
  const [name = ''] = readdirSync(folder)
  expect(readFileSync(join(folder, name)).subarray(0, 5).toString()).toBe('%PDF-')
})

test('the schedule is set where the vault is looked after', async ({ page }) => {
  await makeVault(page)
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Vault' }).click()
  await field(page, 'Full audit after unlocking').selectOption('daily')
  await room(page, 'Ledger').click()
  await expect(page.getByRole('region', { name: 'Ledger' })).toContainText(/audit/i)
  await audit(page)
  await expect(page.getByText('The vault is as it was signed')).toBeVisible()
  await page.getByRole('navigation', { name: 'Rooms' }).getByRole('link', { name: 'Vault' }).click()
  await expect(field(page, 'Full audit after unlocking')).toHaveValue('daily')
  await expect(page.getByText('Last audited in full')).toBeVisible()
})

test('a full audit that is due runs by itself, and is on record', async ({ home, start }) => {
  const weekAgo = { now: () => Date.now() - 8 * 86_400_000, zone: 'America/New_York' }
  const app = createApp(testPorts(home, { clock: weekAgo }))
  const context = { signal: new AbortController().signal, progress: () => undefined }
  const dir = join(home, 'North site.holdfast')
  await app.call('vault.create', { dir, name: 'North site', member: 'Ada Lindqvist', passphrase }, context)
  await app.close()

  const { page } = await start()
  await page.getByRole('button', { name: /^North site/ }).click()
  await unlock(page)
  await room(page, 'Ledger').click()
  await expect(page.getByText('The vault is as it was signed')).toHaveCount(0)
  await expect(page.getByText('The vault is as it was signed')).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Audited: 1 entry and 0 exhibits, nothing was changed')).toBeVisible()
})
