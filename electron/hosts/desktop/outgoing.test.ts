import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isOutgoing } from './outgoing.ts'

test('a page has nothing dragged but a copy that the core wrote for that', () => {
  const home = mkdtempSync(join(tmpdir(), 'holdfast-drag-'))
  const parent = join(home, 'outgoing')
  const [folder, secret] = [join(parent, 'outgoing-a1'), join(home, 'secret.txt')]
  mkdirSync(folder, { recursive: true })
  writeFileSync(secret, 'x')
  writeFileSync(join(folder, 'E01 letter.pdf'), 'x')
  symlinkSync(secret, join(folder, 'link.txt'))
  symlinkSync(home, join(parent, 'away'))
  expect(isOutgoing(parent, join(folder, 'E01 letter.pdf'))).toBe(true)
  for (const path of [
    secret,
    folder,
    join(folder, 'link.txt'),
    join(folder, 'none.txt'),
    `${folder}/../../secret.txt`,
    `${folder}/./E01 letter.pdf`,
    join(parent, 'away', 'secret.txt'),
    'E01 letter.pdf',
    '',
  ])
    expect(isOutgoing(parent, path), path).toBe(false)
  linkSync(secret, join(parent, 'here.txt'))
  expect(isOutgoing(parent, join(parent, 'here.txt'))).toBe(false)
  rmSync(home, { recursive: true })
})
