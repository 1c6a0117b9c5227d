import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Output } from '../../shared/contract/contract.ts'
import type { TestApp } from '../support/app.ts'
import { caseFolder } from './real.ts'

type File = Output<'import.preview'>['files'][number]
type Item = File['items'][number]

/** A core over an empty vault, and ways to ask it about the files of one case. */
export interface Case {
  app: TestApp
  /** The path of a file of the case. */
  path(file: string): string
  /** The preview of a file of the case. */
  preview(file: string): Promise<File>
  /** The only report that a file of the case would become. */
  item(file: string): Promise<Item>
  /** Files it; name and SHA-256 of each exhibit that was taken out of it. */
  taken(file: string): Promise<{ name: string; sha256: string }[]>
}

/** A folder of cases, and what is right for its files. */
export type CaseTest = [folder: string, check: (one: Case) => Promise<void>]

export function caseOf(app: TestApp, folder: string): Case {
  const path = (file: string): string => join(caseFolder, folder, file)
  const preview = async (file: string): Promise<File> => {
    const { files } = await app.call('import.preview', { files: [path(file)] })
    return files[0] ?? expect.fail('no file was previewed')
  }
  return {
    app,
    path,
    preview,
    item: async (file) => {
      const { items, failure } = await preview(file)
      expect([items.length, failure]).toEqual([1, null])
      return items[0] ?? expect.fail('it has no report')
    },
    taken: async (file) => {
      const sha256 = createHash('sha256')
        .update(readFileSync(path(file)))
        .digest('hex')
      const { filed, refused } = await app.call('import.take', {
        files: [{ file: path(file), sha256, items: [{ index: 0 }] }],
      })
      expect(refused).toEqual([])
      const { items } = await app.call('exhibit.list', { report: filed[0]?.report ?? '' })
      return items
        .filter(({ derivedFrom }) => derivedFrom !== null)
        .map(({ fileName, sha256: hash }) => ({ name: fileName, sha256: hash }))
    },
  }
}
