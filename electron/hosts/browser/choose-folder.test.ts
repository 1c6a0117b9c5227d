import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chooseCommands, chooseFolder } from './choose-folder.ts'

// The system's dialog is stood in for by a program of its name: what it prints and how it ends is all that is known of it.
let bin: string
const path = process.env['PATH']
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'holdfast-bin-'))
  process.env['PATH'] = bin
})
afterEach(() => {
  process.env['PATH'] = path
  rmSync(bin, { recursive: true })
})
const program = (name: string, script: string): void => {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(bin, name), 0o755)
}

test.skipIf(process.platform === 'win32')('the folder that the person chose is the answer, or none', async () => {
  program('zenity', `printf '%s\\n' '/media/A stick'`)
  expect(await chooseFolder('Where to', 'linux')).toBe('/media/A stick')
  program('zenity', 'exit 1')
  expect(await chooseFolder('Where to', 'linux')).toBeNull()
  program('zenity', 'echo not/a/path')
  expect(await chooseFolder('Where to', 'linux')).toBeNull()
})

test.skipIf(process.platform === 'win32')('another dialog is tried, and where there is none that is said', async () => {
  program('kdialog', 'echo /mnt')
  expect(await chooseFolder('Where to', 'linux')).toBe('/mnt')
  rmSync(join(bin, 'kdialog'))
  await expect(chooseFolder('Where to', 'linux')).rejects.toMatchObject({ code: 'MISSING_RUNTIME' })
})

test('every system has its own', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(chooseCommands(platform, 'Where to').length).toBeGreaterThan(0)
})
