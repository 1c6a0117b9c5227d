import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, makeVault, type Desk } from '../support/command.ts'

let at: Desk
let vault = ''

beforeAll(async () => {
  at = desk()
  vault = at.file('Field.holdfast')
  await makeVault(vault)
})
afterAll(() => at.clear())

test('the report of an audit is saved as pages, and over nothing that is there', () => {
  const pdf = at.file('audit.pdf')
  const audit = at.run(['vault', 'audit', vault, '--pdf', pdf])
  expect(audit.status).toBe(0)
  expect(audit.stdout).toContain(`The report is in ${pdf}, SHA-256 `)
  const bytes = readFileSync(pdf)
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(at.run(['vault', 'audit', vault, '--pdf', pdf]).status).toBe(2)
  expect(readFileSync(pdf).equals(bytes)).toBe(true)
})

test('how often the window audits is said and set', () => {
  expect(at.run(['vault', 'schedule', vault]).stdout).toContain('A full audit runs weekly')
  expect(at.run(['vault', 'schedule', vault, '--every', 'never']).stdout).toContain('No full audit runs by itself.')
  expect(JSON.parse(at.run(['vault', 'schedule', vault, '--json']).stdout)).toMatchObject({ every: 'never' })
  expect(at.run(['vault', 'schedule', vault, '--every', 'hourly']).status).toBe(2)
})
