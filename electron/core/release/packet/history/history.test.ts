import { readFileSync, writeFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { richTextOf } from '../../../../../shared/contract/rich-text.ts'
import { newVault, testApp, type TestApp } from '../../../../../tests/support/app.ts'
import { run } from '../testing/make.ts'
import { aReport } from '../../../../../tests/support/builders.ts'

let t: TestApp
beforeEach(async () => {
  t = testApp()
  await newVault(t)
  const { report } = await t.call('report.add', aReport({ narrative: 'Something in the lobby' }))
  await t.call('report.promote', { report, title: 'The “lobby”, again', owner: 'R. Okafor' })
})
afterEach(() => t.end())

const change = (title: string, reason?: string) => t.call('case.change', { case: '2026-001', title, reason })
const exported = (format: 'csv' | 'pdf', asOf?: { entries: number }) =>
  t.call('history.export', { case: '2026-001', format, out: join(t.folder, `h.${format}`), ...(asOf ? { asOf } : {}) })

test('the table is read back as it is on the screen, and no cell of it is a formula', async () => {
  await change('=HYPERLINK("http://x.test")', '@SUM(A1)')
  await change('-1+1')
  await t.call('note.save', { case: '2026-001', title: '+Call', body: richTextOf('one,\ntwo "three"') })
  const { file, sha256, entries } = await exported('csv')
  const bytes = readFileSync(file)
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const text = bytes.toString('utf8')
  expect(text.endsWith('\r\n')).toBe(true)

  const lines = parse<Record<string, string>>(text, { bom: true, columns: true })
  expect(new Set(lines.map((line) => line['Entry'])).size).toBe(entries)
  expect(lines.filter((line) => Object.values(line).some((value) => /^\s*[=+\-@]/.test(value)))).toEqual([])
  const titles = lines
    .filter((line) => line['Field'] === 'title' && line['About'] === '2026-001')
    .map((line) => [line['From'], line['To']])
  expect(titles).toEqual([
    ['', 'The “lobby”, again'],
    ['The “lobby”, again', `'=HYPERLINK("http://x.test")`],
    [`'=HYPERLINK("http://x.test")`, `'-1+1`],
  ])
  expect(lines.find((line) => line['Field'] === 'text')).toMatchObject({ To: 'one,\ntwo "three"' })

  const { rows } = await t.call('case.history', { case: '2026-001' })
  expect(rows[0]).toMatchObject({ type: 'history.exported', summary: 'History written to a file (CSV, 6 entries)' })
})

test('the pages say who changed what from what to what, and the root that they rest on', async () => {
  await change('The man', 'Ada is away')
  const { head } = await t.call('ledger.head', {})
  const { file } = await exported('pdf')
  const words = run('pdftotext', '-layout', file, '-')
  expect(words).toContain('The “lobby”, again')
  expect(words).toMatch(/title\s+The “lobby”, again → The man/)
  expect(words).toMatch(/reason\s+Ada is away/)
  expect(words).toContain(`first ${head.size} entries`)
  expect(words.replace(/\s/g, '')).toContain(head.root)
  expect(words).toMatch(/1 of 1/)
  expect(run('pdfinfo', file)).toMatch(/Tagged:\s+yes/)
})

test('of an earlier moment they hold what was there then, and say so', async () => {
  const { head } = await t.call('ledger.head', {})
  await change('The man')
  const { file, stood } = await exported('pdf', { entries: head.size })
  expect(stood).toMatchObject({ entries: head.size, root: head.root })
  const words = run('pdftotext', '-layout', file, '-')
  expect(words).toContain('as it stood')
  expect(words).not.toContain('The man')
  expect(words.replace(/\s/g, '')).toContain(head.root)
})

test('hostile words are set as words, and nothing that is there is overwritten', async () => {
  const hostile = '#panic("x") $a$ *b* \u202egnp.exe \u{1F480} ' + 'x'.repeat(400)
  await change(hostile)
  const { file } = await exported('pdf')
  expect(run('pdftotext', '-layout', file, '-')).toContain('#panic("x") $a$ *b* [U+202E]gnp.exe')
  writeFileSync(join(t.folder, 'h.csv'), 'mine')
  await expect(exported('csv')).rejects.toMatchObject({ code: 'ALREADY_EXISTS' })
  expect(readFileSync(join(t.folder, 'h.csv'), 'utf8')).toBe('mine')
})
