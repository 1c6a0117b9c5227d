import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { desk, makeVault, report, type Desk } from '../support/command.ts'

let at: Desk
let vault = ''
const words = (...given: string[]): string => {
  const { status, stdout, stderr } = at.run(given)
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  return stdout
}

beforeAll(async () => {
  at = desk()
  vault = join(at.folder, 'V.holdfast')
  await makeVault(vault)
  words('report', 'add', vault, '--file', at.file('report.json', JSON.stringify(report)))
  words('report', 'promote', vault, 'R-0001', '--title', 'The gate', '--owner', 'R. Okafor')
})
afterAll(() => at.clear())

test('case history says what each field became', () => {
  const printed = words('case', 'history', vault, '2026-001')
  expect(printed).toContain('Report promoted to case 2026-001')
  expect(printed).toContain('    disposition: open → promoted to case 2026-001\n')
  expect(printed).toContain('    owner: nothing → R. Okafor\n')
})

test('case history --out writes the file that the name asks for, and refuses another kind', () => {
  expect(words('case', 'history', vault, '2026-001', '--out', at.file('h.csv'))).toMatch(
    /3 entries\.\nSHA-256 [0-9a-f]{64}/,
  )
  expect(readFileSync(at.file('h.csv'), 'utf8')).toContain(',owner,,R. Okafor,')
  words('case', 'history', vault, '2026-001', '--out', at.file('h.pdf'))
  expect(readFileSync(at.file('h.pdf'), 'latin1')).toMatch(/^%PDF-/)
  const refused = at.run(['case', 'history', vault, '2026-001', '--out', at.file('h.docx')])
  expect([refused.status, refused.stderr]).toEqual([2, expect.stringContaining('.csv or a .pdf')])
})

test('--as-of takes an instant with its offset only, and says when there was nothing yet', () => {
  const zoneless = at.run(['case', 'history', vault, '2026-001', '--as-of', '2026-11-23T06:42:00'])
  expect([zoneless.status, zoneless.stderr]).toEqual([2, expect.stringContaining('with its offset')])
  const before = at.run(['case', 'show', vault, '2026-001', '--as-of', '2001-01-01T00:00:00Z'])
  expect([before.status, before.stderr]).toEqual([2, expect.stringContaining('did not exist')])
  expect(words('case', 'history', vault, '2026-001', '--as-of', '2099-01-01T00:00:00Z')).toContain('As it stood when')
})
