import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HoldfastError } from '../../../../../shared/kernel/errors.ts'
import { unseal } from '../crypto.ts'
import { openRegular } from '../regular.ts'
import { requireBlobFolder } from '../shape.ts'
import { chunkCount, chunkSize, context, fileSize, headerSize, isHeader, nonce, tagSize } from './format.ts'
import { blobPath } from './write.ts'

export interface BlobRef {
  name: string
  key: Uint8Array
  /** Plaintext bytes. */
  size: number
}

/**
 * A blob's plaintext, chunk by chunk, each authenticated before it is given out. Reads from byte `from` (a multiple of
 * 1 MiB) to the end. Fails with BLOB_MISSING or BLOB_DAMAGED; what came before the failure was genuine.
 */
export async function* readBlob(folder: string, blob: BlobRef, from = 0): AsyncGenerator<Buffer> {
  const path = blobPath(folder, blob.name)
  const file = await openBlob(path, blob)
  try {
    const { size } = await file.stat()
    if (size !== fileSize(blob.size)) throw damaged(blob, 'has a wrong length')
    const header = await readAt(file, 0, headerSize)
    if (!isHeader(header)) throw damaged(blob, 'does not begin like a blob')
    const aad = context(header)
    const chunks = chunkCount(blob.size)
    for (let chunk = from / chunkSize; chunk < chunks; chunk++) {
      const plainSize = Math.min(chunkSize, blob.size - chunk * chunkSize)
      const sealed = await readAt(file, headerSize + chunk * (chunkSize + tagSize), plainSize + tagSize)
      const plain = unseal(blob.key, nonce(chunk, chunk === chunks - 1), aad, sealed)
      if (!plain) throw damaged(blob, `does not open at byte ${chunk * chunkSize}`)
      yield plain
    }
  } finally {
    await file.close()
  }
}

/** `length` bytes of a blob's plaintext from byte `from` on, which lie inside. Fails as `readBlob`. */
export async function readRange(folder: string, blob: BlobRef, from: number, length: number): Promise<Buffer> {
  const skipped = from % chunkSize
  const parts: Buffer[] = []
  let had = -skipped
  for await (const chunk of readBlob(folder, blob, from - skipped)) {
    parts.push(chunk)
    had += chunk.length
    if (had >= length) break
  }
  return Buffer.concat(parts).subarray(skipped, skipped + length)
}

async function openBlob(path: string, blob: BlobRef): Promise<FileHandle> {
  try {
    requireBlobFolder(dirname(path))
    return await openRegular(path, { refuse: (found) => damaged(blob, `is ${found}, not a file`) })
  } catch (thrown) {
    throw (thrown as { code?: unknown }).code === 'ENOENT' ? missing(blob, thrown) : thrown
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, position + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}

const missing = (blob: BlobRef, cause: unknown): HoldfastError =>
  new HoldfastError(
    'BLOB_MISSING',
    `The file blobs/${blob.name.slice(0, 2)}/${blob.name} is gone.`,
    'Look in the vault’s quarantine folder and in your backups.',
    cause,
  )

const damaged = (blob: BlobRef, what: string): HoldfastError =>
  new HoldfastError(
    'BLOB_DAMAGED',
    `The file blobs/${blob.name.slice(0, 2)}/${blob.name} ${what}: it is not what this vault wrote.`,
    'Keep it as it is, and put back the file from a backup.',
  )
