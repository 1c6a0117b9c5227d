import { join, resolve } from 'node:path'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { isNewerHeadFile, longestHeadFile, parseHeadFile, type HeadFile } from '../../../../shared/ledger/head-file.ts'
import { besideVault, placeFile, readSteadily, sha256 } from '../vault/index.ts'

/** Reads a small file whole. Fails with FILE_NOT_FOUND, IO, CONFLICT, or HEAD_NOT_INTACT when it is no file or larger than `most` bytes. */
export async function readSmall(path: string, most: number): Promise<Uint8Array<ArrayBuffer>> {
  return readSteadily(resolve(path), most, { refuse: () => unreadable(path) })
}

/**
 * Reads a head file or a bare signed note, also one that was saved by hand from a receipt: with line ends of Windows,
 * without the last one, or with more. Signatures decide whether it is what was signed. Fails as `readSmall`, and with
 * HEAD_NOT_INTACT for any other text.
 */
export async function readHeadFile(path: string): Promise<HeadFile> {
  const text = new TextDecoder().decode(await readSmall(path, longestHeadFile))
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const asSigned = `${lines.slice(0, lines.findLastIndex((line) => line !== '') + 1).join('\n')}\n`
  if (isNewerHeadFile(text.replaceAll('\r\n', '\n'))) throw newer(path)
  return parseHeadFile(sha256, text) ?? parseHeadFile(sha256, asSigned) ?? fail(unreadable(path))
}

const fail = (error: HoldfastError): never => {
  throw error
}

const newer = (path: string): HoldfastError =>
  new HoldfastError(
    'HEAD_NOT_INTACT',
    `${path} was written by a newer Holdfast: this one reads head files of version 1.`,
    'Check it with that version; nothing was changed.',
  )

const unreadable = (path: string): HoldfastError =>
  new HoldfastError(
    'HEAD_NOT_INTACT',
    `${path} is not what it should be: it was cut, changed, or is another kind of file.`,
    'Get it again from where it was kept.',
  )

/** Where a file goes that no place was chosen for: beside the vault, in `Name heads/`. */
export const placeBeside = (dir: string, name: string): string => join(besideVault(dir, 'heads'), name)

/** Writes a file that is not there yet, whole or not at all; `commit` as in `placeFile`. Gives its absolute path. */
export async function writeNew(path: string, bytes: string | Uint8Array, commit?: () => void): Promise<string> {
  const target = resolve(path)
  await placeFile(target, (file) => file.writeFile(bytes), commit)
  return target
}
