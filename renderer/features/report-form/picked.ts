import { useState } from 'react'
import type { Failure } from '../../../shared/kernel/errors.ts'
import { bridge } from '../../session/bridge.ts'
import { useKept } from '../../session/kept.ts'
import { plainly } from '../../ui/name.ts'
import { words } from './catalogue.ts'

interface Picked {
  name: string
  path: string
}

interface SealedPicks {
  picked: readonly Picked[]
  /** Takes files that were chosen or dropped; those that exist in memory only are named in `lost`. */
  take: (files: readonly File[]) => Promise<void>
  /** Takes files by their paths. */
  add: (paths: readonly string[]) => void
  leave: (path: string) => void
  lost: Failure | null
  forgetLost: () => void
}

/** The sealed reports that were picked and not put aside, kept while the window goes elsewhere. */
export function useSealedPicks(): SealedPicks {
  const [picked, setPicked] = useKept<Picked[]>('sealed reports', [])
  const [lost, setLost] = useState<Failure | null>(null)
  const take = async (files: readonly File[]): Promise<void> => {
    const all = await Promise.all(files.map(async (file) => ({ name: file.name, path: await bridge.pathOf(file) })))
    const missing = all.filter(({ path }) => path === '').map(({ name }) => plainly(name))
    setLost(missing.length === 0 ? null : notOnDisk(missing))
    const known = new Set(picked.map(({ path }) => path))
    const found = all.filter(({ path }) => path !== '' && !known.has(path))
    if (found.length > 0) setPicked([...found, ...picked])
  }
  const add = (paths: readonly string[]): void => {
    const known = new Set(picked.map(({ path }) => path))
    const fresh = paths.filter((path) => !known.has(path))
    setPicked([...fresh.map((path) => ({ name: path.split(/[\\/]/).findLast(Boolean) ?? path, path })), ...picked])
  }
  const leave = (path: string): void => setPicked(picked.filter((one) => one.path !== path))
  return { picked, take, add, leave, lost, forgetLost: () => setLost(null) }
}

export const isSealedName = ({ name }: { name: string }): boolean => name.toLowerCase().endsWith('.hfreport')

const notOnDisk = (names: string[]): Failure => ({
  code: 'FILE_NOT_FOUND',
  message: words.notOnThisComputersDisk({ names: names.join(', '), value: names.length === 1 ? words.is : words.are }),
  next: words.saveItToAFolderFirst,
})
