import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { passphrase } from '../../../../tests/support/app.ts'
import { requireStrong, strengthOf } from './strength.ts'
import { processorTime } from '../../../../tests/support/processor-time.ts'

const about = ['North site', 'Ada Lindqvist']

describe('a passphrase that is refused', () => {
  test.each([
    ['', 'Four or more words'],
    ['k9$Tz!', '6 of at least 8 characters'],
    ['iloveyou', 'first that anyone tries'],
    ['Baseball', 'first that anyone tries'],
    ['Baseball2026!', 'first that anyone tries'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'repeats'],
    ['abcdefghijklmnop', 'sequence'],
    ['qwertyuiop[]', 'first that anyone tries'],
    ['north site 2026', 'Four or more words'],
    ['AdaLindqvist1', 'Four or more words'],
  ])('%s: %s', async (given, says) => {
    const { tooWeak, words } = await strengthOf(given, about)
    expect(tooWeak).toBe(true)
    expect(words).toContain(says)
    const hint = expect.stringContaining(says) as string
    await expect(requireStrong(given, about)).rejects.toMatchObject({ code: 'WEAK_PASSPHRASE', next: hint })
  })

  test('is so by the names of its own vault only', async () => {
    expect((await strengthOf('Kowalczyk Lindqvist', ['Kowalczyk Lindqvist'])).tooWeak).toBe(true)
    expect((await strengthOf('Kowalczyk Lindqvist', [])).tooWeak).toBe(false)
  })
})

test.each([
  passphrase,
  'four crows on a wet fence',
  'sample case, nothing secret',
  'vT7#qLm2!xRz',
  'ключ под старой елью',
])('%s is strong enough', async (given) => {
  await expect(requireStrong(given, about)).resolves.toBeUndefined()
})

test('the longest passphrase is judged in less than a blink', async () => {
  await strengthOf(passphrase, about)
  expect(await processorTime(() => strengthOf('Ab1!'.repeat(256), about))).toBeLessThan(500)
})

test('a start reads no word list; the first passphrase does', () => {
  const app = JSON.stringify(new URL('../../app.ts', import.meta.url).href)
  const strength = JSON.stringify(new URL('strength.ts', import.meta.url).href)
  const script = `
    const { cache } = process.getBuiltinModule('node:module').createRequire(${app})
    const lists = () => Object.keys(cache).filter((path) => path.includes('language-common')).length > 0
    await import(${app})
    const before = lists()
    await (await import(${strength})).strengthOf('correct horse', [])
    console.log(before, lists())`
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString().trim()).toBe('false true')
})
