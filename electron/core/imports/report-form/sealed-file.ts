import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { HoldfastError } from '../../../../shared/kernel/errors.ts'
import { headerSize, parseHeader } from '../../../../shared/report-form/format.ts'
import { openReport, readHeader, type OpenedReport, type SealedFile } from '../../../../shared/report-form/open.ts'
import type { Workspace } from '../../record/members/index.ts'
import { openRegular, steadily } from '../../record/vault/index.ts'
import { keyUse, openingKey, subtle, type KeyUse } from './keys.ts'

/** A sealed report that was opened and checked to its last byte. */
export interface Opened extends OpenedReport {
  path: string
  /** Of the file as it came, hexadecimal. */
  sha256: string
  size: number
  key: KeyUse
}

/**
 * Opens a sealed report of this vault. Fails with FILE_NOT_FOUND, INVALID_INPUT for what is none, REPORT_NOT_INTACT,
 * REPORT_KEY_UNKNOWN, REPORT_KEY_DESTROYED, CONFLICT when it was written to meanwhile, or IO.
 */
export async function openSealed({ db }: Workspace, path: string): Promise<Opened> {
  const refuse = (): HoldfastError =>
    new HoldfastError('INVALID_INPUT', `${path} is not a file; nothing was filed.`, 'Choose a .hfreport file.')
  const handle = await openRegular(path, { links: true, refuse })
  try {
    const { size, requireUnchanged } = await steadily(handle, path)
    const file: SealedFile = { size, read: (from, to) => readBetween(handle, from, to) }
    const { key: id } = await readHeader(file)
    const key = keyUse(db, id)
    const report = await openReport(subtle, file, () => openingKey(db, id))
    const sha256 = await hashOf(handle, size)
    // The hash that it is known by again is of the bytes that were opened.
    await requireUnchanged()
    return { ...report, path, sha256, size, key }
  } finally {
    await handle.close()
  }
}

/** Whether a file begins as a sealed report does, intact or not. A file that cannot be read is none. */
export async function looksSealed(path: string): Promise<boolean> {
  const handle = await openRegular(path, { links: true }).catch(() => undefined)
  if (!handle) return false
  try {
    const start = await readBetween(handle, 0, headerSize)
    return parseHeader(start) !== undefined || Buffer.from(start).includes('"format":"holdfast-report"')
  } finally {
    await handle.close()
  }
}

async function readBetween(handle: FileHandle, from: number, to: number): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(to - from)
  let filled = 0
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, from + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}

async function hashOf(handle: FileHandle, size: number): Promise<string> {
  const digest = createHash('sha256')
  for (let at = 0; at < size; at += 1_048_576)
    digest.update(await readBetween(handle, at, Math.min(size, at + 1_048_576)))
  return digest.digest('hex')
}
