import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const built = join(import.meta.dirname, '../../out/cli/main.js')

test.skipIf(!existsSync(built))('the built command line (npm run build) goes the whole path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-built-'))
  try {
    const words = [built, 'demo', '--json', '--out', join(folder, 'demo')]
    const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({ verified: true })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
