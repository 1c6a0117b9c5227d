import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fetchElectron, findElectron } from '../../scripts/start/electron-runtime.ts'

describe("finding Electron's runtime without loading its package", () => {
  let root: string
  let folder: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'holdfast-electron-'))
    folder = join(root, 'node_modules', 'electron')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(root, 'package.json'), '{}')
    writeFileSync(join(folder, 'package.json'), '{"name":"electron","main":"index.js"}')
    writeFileSync(join(folder, 'index.js'), 'throw new Error("loaded: this would download")')
  })
  afterEach(() => rmSync(root, { recursive: true }))

  const put = (file: string, text = ''): string => {
    mkdirSync(join(file, '..'), { recursive: true })
    writeFileSync(file, text)
    return file
  }

  it('finds it where path.txt says', () => {
    put(join(folder, 'path.txt'), 'electron')
    const executable = put(join(folder, 'dist', 'electron'))
    expect(findElectron(root, {})).toBe(executable)
  })
  it('does not find what is not there', () => {
    expect(findElectron(root, {})).toBeUndefined()
    put(join(folder, 'path.txt'), 'electron')
    expect(findElectron(root, {})).toBeUndefined()
    expect(findElectron(join(root, 'elsewhere'), {})).toBeUndefined()
  })
  it('honours ELECTRON_OVERRIDE_DIST_PATH, and only it when it is set', () => {
    put(join(folder, 'path.txt'), 'electron')
    put(join(folder, 'dist', 'electron'))
    const elsewhere = join(root, 'runtime')
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toBeUndefined()
    const executable = put(join(elsewhere, 'electron'))
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: elsewhere })).toBe(executable)
  })
  it('fetches with the installer of the package, and gives up when that fails or takes too long', async () => {
    put(join(folder, 'install.js'), 'process.exit(1)')
    expect(await fetchElectron(root, 20_000)).toBeUndefined()
    put(join(folder, 'install.js'), 'setInterval(() => {}, 1000)')
    expect(await fetchElectron(root, 500)).toBeUndefined()
    put(
      join(folder, 'install.js'),
      `const fs = require('fs')
       fs.mkdirSync(__dirname + '/dist')
       fs.writeFileSync(__dirname + '/dist/electron', '')
       fs.writeFileSync(__dirname + '/path.txt', 'electron')`,
    )
    expect(await fetchElectron(root, 20_000)).toBe(join(folder, 'dist', 'electron'))
  })
})
