import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kindOf } from './placement.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-kind-'))
  mkdirSync(join(folder, 'resources'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const kind = (env: Record<string, string> = {}): string | undefined =>
  kindOf({ root: join(folder, 'resources/app.asar.unpacked'), version: '0.3.0', built: true }, env)

test.skipIf(process.platform !== 'linux')('a release knows which kind of file it came in', () => {
  expect(kind()).toBe('tar')
  expect(kind({ APPIMAGE: '/apps/Holdfast.AppImage', APPDIR: folder })).toBe('appimage')
  // Another program's AppImage.
  expect(kind({ APPIMAGE: '/apps/Other.AppImage', APPDIR: '/mnt/other' })).toBe('tar')
  for (const system of ['deb', 'rpm']) {
    writeFileSync(join(folder, 'resources/package-type'), `${system}\n`)
    expect(kind()).toBe(system)
  }
  writeFileSync(join(folder, 'resources/package-type'), 'pacman')
  expect(kind()).toBeUndefined()
  expect(kindOf({ root: folder, version: '0.3.0', built: false }, {})).toBeUndefined()
})
