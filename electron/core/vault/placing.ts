import { randomBytes } from 'node:crypto'
import { constants, copyFile, link, mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HoldfastError } from '../../../shared/kernel/errors.ts'
import { syncFolder } from './files.ts'

/**
 * Writes a file for people outside the vault so that it appears whole or not at all, and never in place of another.
 * `write` fills it; `commit` runs once the bytes are on the disk and before the name appears: what must be recorded
 * about the file is recorded there. Fails with ALREADY_EXISTS, or with what `write` and `commit` fail with.
 */
export async function placeFile(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  commit: () => void = () => undefined,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await requireFree(path)
  const part = `${path}.${randomBytes(4).toString('hex')}.part`
  try {
    const file = await open(part, 'wx', 0o600)
    try {
      await write(file)
      await file.sync()
    } finally {
      await file.close()
    }
    commit()
    await takeName(part, path)
  } finally {
    await rm(part, { force: true })
  }
  await syncFolder(dirname(path))
}

/** Gives the finished file its name. `link` fails where `rename` would replace a file in silence. */
async function takeName(part: string, path: string): Promise<void> {
  try {
    await link(part, path)
  } catch (thrown) {
    const code = codeOf(thrown)
    if (code === 'EEXIST') throw taken(path)
    if (!noLinks.has(code)) throw thrown
    await copyTo(part, path)
  }
}

// Sticks with FAT or exFAT know no links.
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])
const codeOf = (thrown: unknown): string => String((thrown as { code?: unknown }).code)

/** Copies to a name that must be new; what a failure left of it is removed. */
async function copyTo(part: string, path: string): Promise<void> {
  try {
    await copyFile(part, path, constants.COPYFILE_EXCL)
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') throw taken(path)
    await rm(path, { force: true })
    throw thrown
  }
  const copy = await open(path, 'r+')
  try {
    await copy.sync()
  } finally {
    await copy.close()
  }
}

/** Fails with ALREADY_EXISTS when there is something under this name. */
export async function requireFree(path: string): Promise<void> {
  const found = await stat(path).then(
    () => true,
    () => false,
  )
  if (found) throw taken(path)
}

const taken = (path: string): HoldfastError =>
  new HoldfastError(
    'ALREADY_EXISTS',
    `There is a file ${path} already.`,
    'Choose another name; nothing was overwritten.',
  )
