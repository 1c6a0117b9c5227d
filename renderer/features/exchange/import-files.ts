import { useCallback } from 'react'
import { bridge } from '../../session/bridge.ts'
import { keep, useKept } from '../../session/kept.ts'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { words } from './catalogue.ts'

const key = 'import-files'
const lostKey = 'import-lost'

export interface ImportPick {
  /** Paths of what a person chose or dropped, in that order. */
  files: string[]
  /** What has no path: it lies in another program's memory only. */
  lost: Failure | null
  take: (files: readonly File[]) => Promise<boolean>
  add: (paths: readonly string[]) => void
  clear: () => void
  setLost: (lost: Failure | null) => void
}

/** Files that are to be looked at and imported; they stay chosen when the screen is left. */
export function useImportFiles(): ImportPick {
  const [files, setFiles] = useKept<string[]>(key, [])
  const [lost, setLost] = useKept<Failure | null>(lostKey, null)
  const add = useCallback((paths: readonly string[]) => setFiles([...new Set([...files, ...paths])]), [files, setFiles])
  return {
    files,
    lost,
    add,
    setLost,
    take: async (given) => {
      const paths = await Promise.all(given.map(async (file) => ({ name: file.name, path: await bridge.pathOf(file) })))
      const missing = paths.filter(({ path }) => path === '').map(({ name }) => name)
      setLost(missing.length === 0 ? null : notOnDisk(missing))
      const found = paths.map(({ path }) => path).filter((path) => path !== '')
      if (found.length > 0) add(found)
      return found.length > 0
    },
    clear: () => keep(key, []),
  }
}

const notOnDisk = (names: readonly string[]): Failure => ({
  code: 'FILE_NOT_FOUND',
  message: words.noSuchFileOnThisComputers(names.join(', ')),
  next: words.saveItToAFolderFirst,
})
