import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingFromLock, platformOf } from '../../scripts/complete-lock.mjs'
import { root } from './root.ts'

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))

test('the lock file lists every optional package, so npm ci takes it on every platform (else: npm run lock)', () => {
  expect([...missingFromLock(read('package-lock.json')).keys()]).toEqual([])
})

test('a package left out of a lock file is found, also when only a nested copy is there', () => {
  const lock = {
    packages: {
      'node_modules/a': { optionalDependencies: { 'b-linux-x64': '1.0.0', 'b-darwin-arm64': '^1.2.3' } },
      'node_modules/b-linux-x64': {},
      'node_modules/c/node_modules/b-darwin-arm64': {},
    },
  }
  expect([...missingFromLock(lock)]).toEqual([['b-darwin-arm64', '1.2.3']])
})

test('a platform is read from a package’s name', () => {
  expect(platformOf('@a/b-linux-arm64-musl')).toEqual({ os: ['linux'], cpu: ['arm64'], libc: ['musl'] })
  expect(platformOf('@a/b-win32-x64-msvc')).toEqual({ os: ['win32'], cpu: ['x64'] })
  expect(platformOf('@a/b-linux-arm-gnueabihf')).toEqual({ os: ['linux'], cpu: ['arm'], libc: ['glibc'] })
})

test('every dependency is pinned exactly', () => {
  const { dependencies, devDependencies, optionalDependencies } = read('package.json') as Record<
    string,
    Record<string, string>
  >
  const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    ([, version]) => !/^(?:npm:@?[\w./-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  )
  expect(loose).toEqual([])
})
