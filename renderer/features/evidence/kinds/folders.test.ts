import { expect, it } from 'vitest'
import type { EvidenceMember } from '../../../../shared/contract/evidence/parts.ts'
import { foldersOf, type Folder } from './folders.ts'

const member = (path: string, size = 1, encrypted = false): EvidenceMember => ({
  path,
  size,
  encrypted,
  folder: path.endsWith('/'),
  modified: null,
  note: null,
})

const shape = ({ name, folders, files, count }: Folder): unknown => [
  name,
  count,
  [...folders.values()].map(shape),
  files.map((one) => one.name),
]

it('folds the members of an archive by their paths, each file once, whatever the paths say', () => {
  const root = foldersOf([
    member('a/'),
    member('a/b/c.txt', 10, true),
    member('a/d.txt', 5),
    member('e.txt'),
    member('empty/'),
    member('../up.txt'),
    member('/root.txt'),
    member(`${'x/'.repeat(5000)}deep.txt`),
  ])
  expect(root).toMatchObject({ count: 6, encrypted: 1 })
  expect([...root.folders.keys()]).toEqual(['a', 'empty', '..', '', 'x'])
  expect(shape(root.folders.get('a') ?? root)).toEqual(['a', 2, [['b', 1, [], ['c.txt']]], ['d.txt']])
  expect(root.folders.get('a')).toMatchObject({ size: 15, encrypted: 1 })
  expect(root.folders.get('')).toMatchObject({ name: '/' })
  expect(root.files.map(({ name }) => name)).toEqual(['e.txt'])
})
