import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import type { Row } from './table.ts'

const bench = fileURLToPath(new URL('bench.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'holdfast-bench-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Nothing here depends on how fast a computer is: only that every figure is one.
test('the smallest run prints a table in which every figure is a number', () => {
  const json = join(folder, 'rows.json')
  const printed = execFileSync(process.execPath, [bench, '--quick', '--json', json], {
    encoding: 'utf8',
    stdio: 'pipe',
  })
  const { rows } = JSON.parse(readFileSync(json, 'utf8')) as { rows: Row[] }
  const lines = printed.trimEnd().split('\n')
  expect(lines.length).toBe(rows.length + 2)
  expect(lines[0]).toMatch(/^work +measured +baseline +ratio +exponent +budget +met$/)
  for (const row of rows) {
    expect(printed).toContain(row.work)
    const figures = [row.measured.value, row.baseline.value, row.ratio, ...('exponent' in row ? [row.exponent] : [])]
    expect(figures.every(Number.isFinite), row.work).toBe(true)
    expect(Math.min(row.measured.value, row.baseline.value, row.ratio), row.work).toBeGreaterThan(0)
    expect(row.met === undefined, row.work).toBe(row.budget === undefined)
  }
  for (const work of ['ingest', 'import', 'audit', 're-projection', 'report added', 'search', 'unlock', 'packet']) {
    expect(
      rows.some((row) => row.work.includes(work) && row.budget !== undefined),
      work,
    ).toBe(true)
  }
})

test('an option that it does not know is answered with those that it knows', () => {
  const { status, stderr } = spawnSync(process.execPath, [bench, '--fast'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toContain('--quick')
})
