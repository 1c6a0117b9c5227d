import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')

test('every file that the threat model calls as a witness exists, and every party has one or says that nothing shows it', () => {
  const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8')
  const named = [...text.matchAll(/`((?:electron|shared|renderer|tests)\/[^`\s]+\.(?:ts|js))`/g)].map(
    (one) => one[1] ?? '',
  )
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([])
  const parties = text.split(/^### /m).slice(1)
  expect(parties).toHaveLength(19)
  expect(parties.filter((party) => !/`(?:electron|shared|tests)\/|nothing shows it/.test(party))).toEqual([])
})
