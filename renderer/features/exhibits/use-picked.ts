import { hex } from '../../../shared/kernel/bytes.ts'
import { bridge } from '../../session/bridge.ts'
import { keptOr, useKept } from '../../session/kept.ts'
import type { PastedFile, PickedFile } from './picked-files.tsx'

const mostPasted = 20_000_000

export interface Picks {
  files: PickedFile[]
  pasted: PastedFile[]
  /** Names of what has no file on this computer's disk and is too large to be handed over. */
  tooLarge: string[]
}

const nothing: Picks = { files: [], pasted: [], tooLarge: [] }

/** What a person picked, dropped or pasted for a case, until it is kept or left out. */
export function usePicks(about: string): {
  picks: Picks
  setPicks: (next: Picks) => void
  take: (given: readonly File[], folders?: ReadonlySet<File>) => Promise<void>
  addFolder: (path: string) => void
} {
  const key = `picked ${about}`
  const [picks, setPicks] = useKept<Picks>(key, nothing)
  const join = (found: PickedFile[], pasted: PastedFile[], tooLarge: string[]): void => {
    // As they are now: others may have been dropped or kept while paths were asked for.
    const now = keptOr(key, nothing)
    const known = new Set(now.files.map(({ path }) => path))
    setPicks({
      files: [...now.files, ...found.filter(({ path }) => !known.has(path))],
      pasted: [...now.pasted, ...pasted],
      tooLarge,
    })
  }
  return {
    picks,
    setPicks,
    take: async (given, folders = new Set()) => {
      const found: PickedFile[] = []
      const pasted: PastedFile[] = []
      const tooLarge: string[] = []
      for (const file of given) {
        const path = await bridge.pathOf(file)
        if (path !== '') found.push({ name: file.name, size: file.size, path, folder: folders.has(file) })
        else if (file.size > mostPasted) tooLarge.push(file.name)
        else pasted.push(await pastedFrom(file, picks.pasted.length + pasted.length))
      }
      join(found, pasted, tooLarge)
    },
    addFolder: (path) =>
      join([{ name: path.split(/[\\/]/).findLast(Boolean) ?? path, size: 0, path, folder: true }], [], []),
  }
}

/** Bytes that have no file of their own, by a name and a path that are theirs alone here. */
export async function pastedFrom(file: File, before: number): Promise<PastedFile> {
  const name = file.name === '' || file.name === 'image.png' ? `Pasted ${before + 1}.png` : file.name
  const bytes = new Uint8Array(await file.arrayBuffer())
  const sha256 = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
  return { name, size: file.size, path: `pasted ${before + 1} ${name}`, blob: file, sha256 }
}

/** The folders among what is dropped, which look like files. */
export const foldersIn = ({ items }: DataTransfer): Set<File> =>
  new Set(
    [...items].flatMap((item) => {
      const file = item.webkitGetAsEntry()?.isDirectory === true ? item.getAsFile() : null
      return file ? [file] : []
    }),
  )
